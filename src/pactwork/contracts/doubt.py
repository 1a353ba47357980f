"""What readers are told where something was changed past Pactwork: first, on every page and paper.

Pages show ``Doubt`` by themselves (requests.py and the base templates); papers and emails say it first.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pactwork.contracts.dossier import Dossier
from pactwork.contracts.rows import in_doubt
from pactwork.contracts.rules.beside import words_beside
from pactwork.ground.words import gettext as _
from pactwork.modules.queries import is_as_pinned, is_named, template
from pactwork.modules.queries.altered import differs


def _kinds_of_rows() -> dict[str, str]:
    return {
        "contract": _("whose contract it is"),
        "drafts": _("the text of a draft"),
        "seats": _("who has to say yes"),
        "holders": _("who was asked"),
        "asks": _("what was asked"),
        "answers": _("what was answered"),
        "recordings": _("an answer written down by someone else"),
        "points": _("a suggestion or condition"),
        "waivers": _("a yes that was waived"),
        "talks": _("a suggestion to talk it through"),
        "objections": _("an objection"),
        "agreements": _("what was agreed"),
        "pauses": _("a pause"),
        "receipts": _("what was received from others"),
        "endings": _("how it ended"),
        "module": _("what the module asks for"),
        "people": _("who confirmed someone, or who a substitute stands in for"),
    }


@dataclass(frozen=True)
class Doubt:
    """That something was changed, and whom to tell: others than one's own staff are told to tell them."""

    words: str
    tell: str


def doubt_of(dossier: Dossier, *, inside: bool) -> Doubt | None:
    """Said before all else where something was changed past Pactwork; elsewhere nothing."""
    words = _(
        "Do not rely on this page: something was changed outside Pactwork after it was sealed (%(what)s)."
    )
    return next(
        (Doubt(said, whom_to_tell(dossier, inside)) for said in told_of(dossier, words)), None
    )


def is_altered(dossier: Dossier) -> bool:
    return bool(told_of(dossier, ""))


def whom_to_tell(dossier: Dossier, inside: bool) -> str:
    """Staff are the university: they are told who can look into it."""
    email = {"email": dossier.contract.institution.help_email}
    if inside and email["email"]:
        words = _("Tell %(email)s. An administrator can find out more with “pactwork verify”.")
    elif inside:
        words = _("Tell an administrator, who can find out more with “pactwork verify”.")
    elif email["email"]:
        words = _("Tell your university: %(email)s.")
    else:
        words = _("Tell your university.")
    return words % email


def changed_since(dossier: Dossier) -> list[str]:
    """What a module may change in lawful ways, and nobody said yes to as it is now."""
    shown = {a.draft.number: a.draft for a in dossier.agreements[-1:]}
    shown |= {draft.number: draft for draft in dossier.drafts[-1:]}
    words = _(
        "The module’s own text (outcomes, formats, kinds of hours) was changed after "
        "draft %(number)s was shared. The current text is shown."
    )
    return [
        words % {"number": str(number)}
        for number, draft in sorted(shown.items())
        if (then := dossier.beside.get(number))
        and then != words_beside(template(draft.template), dossier.context)
    ]


def doubt_in_email(dossier: Dossier, *, inside: bool) -> list[str]:
    """The same, before the words of an email about the contract."""
    words = _(
        "Do not rely on this email: something was changed outside Pactwork after it was sealed "
        "(%(what)s)."
    )
    return [f"{said} {whom_to_tell(dossier, inside)}" for said in told_of(dossier, words)]


def _beside(dossier: Dossier) -> Iterator[str]:
    """What stands in other tables: the student's name, and the module's words in its file and form."""
    if dossier.names and dossier.contract.student.name not in dossier.names:
        yield "contract"
    run = dossier.contract.run
    forms = [draft.template for draft in dossier.drafts]
    if differs(run, dossier.module) or not is_named(run) or not all(map(is_as_pinned, forms)):
        yield "module"


def told_of(dossier: Dossier, words: str) -> list[str]:
    kinds = _kinds_of_rows()
    what = [kinds[kind] for kind in dict.fromkeys([*in_doubt(dossier), *_beside(dossier)])]
    return [words % {"what": ", ".join(what)}] if what else []
