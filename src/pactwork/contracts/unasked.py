"""What changes without a new yes of somebody who agreed to other words, as it is said of them."""

from collections.abc import Collection

from django.utils.text import get_text_list

from pactwork.contracts.dossier import Dossier
from pactwork.contracts.rules.facts import DraftFact
from pactwork.contracts.rules.needed import changed_alone, some_at_first
from pactwork.ground.words import gettext as _
from pactwork.modules.rules.specification import Template


def asked_again_words(template: Template, party: str) -> str:
    """What happens when words change that this party, spoken to as *you*, has said yes to."""
    if some_at_first(template, party):
        return _("If they change, we will ask you again, or tell you where that needs no new yes.")
    return _("If they change, we will ask you again.")


def shorts_of(dossier: Dossier, keys: Collection[str]) -> list[str]:
    """Sections by the names that the form gives them, in its order."""
    return [s.short for s in dossier.template.sections if s.key in keys]


def listed(names: list[str]) -> str:
    return get_text_list([f"“{name}”" for name in names], _("and"))


def unasked(dossier: Dossier, seat: int, draft: DraftFact | None = None) -> list[str]:
    """The sections of a seat's yes that read otherwise now, and that it is not asked about again."""
    facts = dossier.facts
    return shorts_of(dossier, changed_alone(facts, seat, draft or facts.newest))


def unasked_words(names: list[str]) -> str:
    """Beside a yes that counts for all the rest."""
    words = _(
        "They agreed to other wording of %(sections)s and are not asked again about it: "
        "we email them when the change is agreed."
    )
    return words % {"sections": listed(names)} if names else ""
