"""Names that people without an account typed, as mails and pages say them: they speak as nobody else."""

from django.utils.translation import gettext as _

from pactwork.contracts.models import Contract, Holder
from pactwork.contracts.rules.speaking import speaks_as
from pactwork.modules.queries import template
from pactwork.post.names import in_letters


def titles_of(contract: Contract) -> list[str]:
    """What only the institution, the module or a party is called."""
    parties = [party.title for party in template(contract.template).parties]
    return [contract.institution.name, contract.run.title, *parties]


def speaks_for_others(contract: Contract, name: str) -> bool:
    return speaks_as(name, titles_of(contract))


def said_by(contract: Contract, name: str, holder: Holder | None) -> str:
    """The name with which somebody signed, at the beginning of a sentence."""
    if holder is None or not speaks_for_others(contract, name):
        return in_letters(name)
    known = {"name": in_letters(name), "email": holder.email}
    return _("Someone who was asked as ‘%(name)s’ (%(email)s)") % known


def named_by_others(contract: Contract, name: str) -> str:
    """The name by which somebody was named, within a sentence."""
    if not speaks_for_others(contract, name):
        return in_letters(name)
    return _("someone named as ‘%(name)s’") % {"name": in_letters(name)}


def with_address(contract: Contract, holder: Holder) -> str:
    """For somebody who does not know them: by which address they were asked."""
    said = said_by(contract, holder.name, holder)
    if not holder.email or speaks_for_others(contract, holder.name):
        return said
    return _("%(name)s (%(email)s)") % {"name": said, "email": holder.email}
