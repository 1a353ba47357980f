"""What readers are told where something was changed past Pactwork, or by the module since."""

from collections.abc import Iterator

from pactwork.contracts.rows import in_doubt
from pactwork.contracts.rules.beside import words_beside
from pactwork.contracts.whole import Whole
from pactwork.ground.words import gettext as _
from pactwork.modules.queries import is_as_pinned, is_named, template
from pactwork.modules.queries.altered import differs


def _kinds_of_rows() -> dict[str, str]:
    return {
        "contract": _("whose it is"),
        "drafts": _("the words of a draft"),
        "seats": _("who has to say yes"),
        "holders": _("who was asked"),
        "asks": _("what was asked"),
        "answers": _("what was answered"),
        "recordings": _("an answer that was written down"),
        "points": _("a suggestion or condition"),
        "waivers": _("a yes that was left out"),
        "talks": _("a talk that was proposed"),
        "objections": _("an objection"),
        "agreements": _("what was agreed"),
        "pauses": _("a pause"),
        "endings": _("how it ended"),
        "module": _("what the module asks for"),
        "people": _("who confirmed somebody, or whom somebody stands in for"),
    }


def doubt_words(found: Whole) -> list[str]:
    """Said before all else where something was changed past Pactwork; elsewhere nothing."""
    told = _told(
        found,
        _(
            "Do not rely on this page: something was changed outside Pactwork after it was sealed "
            "(%(what)s). Tell your university."
        ),
    )
    return told + _changed_since(found)


def _changed_since(found: Whole) -> list[str]:
    """What a module may change in lawful ways, and nobody said yes to as it is now."""
    shown = {a.draft.number: a.draft for a in found.agreements[-1:]}
    shown |= {draft.number: draft for draft in found.drafts[-1:]}
    words = _(
        "The module’s own words (outcomes, formats, kinds of hours) were changed after draft "
        "%(number)s was shared. They are shown as they are now."
    )
    return [
        words % {"number": str(number)}
        for number, draft in sorted(shown.items())
        if (then := found.beside.get(number))
        and then != words_beside(template(draft.template), found.context)
    ]


def doubt_in_email(found: Whole) -> list[str]:
    """The same, before the words of an email about the contract."""
    return _told(
        found,
        _(
            "Do not rely on this email: something was changed outside Pactwork after it was sealed "
            "(%(what)s). Tell your university."
        ),
    )


def _beside(found: Whole) -> Iterator[str]:
    """What stands in other tables: the student's name, and the module's words in its file and form."""
    if found.names and found.contract.student.name not in found.names:
        yield "contract"
    run = found.contract.run
    forms = [draft.template for draft in found.drafts]
    if differs(run, found.module) or not is_named(run) or not all(map(is_as_pinned, forms)):
        yield "module"


def _told(found: Whole, words: str) -> list[str]:
    kinds = _kinds_of_rows()
    what = [kinds[kind] for kind in dict.fromkeys([*in_doubt(found), *_beside(found)])]
    return [words % {"what": ", ".join(what)}] if what else []
