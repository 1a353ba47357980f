"""The words of a yes: one definition for page, receipt, sheet to sign, PDF, Word and text.

Evidence says no words of its own for a yes: it names the fingerprints that ``answer.covered`` holds.

They are the sections that a seat's yes covers in a draft, in the template's order, as they are read.
Whatever else somebody may read beside them is only read, and stands apart.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol, TypeVar

from pactwork.contracts.dossier import Dossier
from pactwork.contracts.models import Answer, Draft
from pactwork.contracts.queries.paper_weeks import weeks_on_paper
from pactwork.contracts.queries.reading import in_words, read_lines
from pactwork.contracts.rules.answers import with_changes
from pactwork.contracts.rules.binding import bound_lines
from pactwork.contracts.rules.cover import concerns
from pactwork.contracts.rules.kinds import Context, Line
from pactwork.modules.rules.specification import Section, Template


def keys_of_yes(
    dossier: Dossier, draft: Draft, party: str, answer: Answer | None = None
) -> frozenset[str]:
    """The sections a yes is to: those it was given to, or else those the draft asks this party about."""
    if answer is not None and answer.covered:
        return frozenset(answer.covered)
    return dossier.covers(party, draft)


def agreed_content(dossier: Dossier, answer: Answer) -> Mapping[str, Any]:
    """A draft's words as this answer agreed to them: a yes with a change is to the changed words."""
    content: Mapping[str, Any] = next(d for d in dossier.drafts if d.pk == answer.draft_id).content
    if answer.kind != "yes_change":
        return content
    return with_changes(content, ((p.section, p.prompt, p.wording) for p in answer.points.all()))


def lines_of_yes(
    section: Section, content: Mapping[str, Any], context: Context, *, blank: bool = False
) -> list[Line]:
    """A section's lines as page, receipt and sheet show them; a plan of weeks with its hours.

    With ``blank``, also those that say nothing yet: other words may be proposed for them.
    """
    if section.kind == "weeks":
        value = content.get(section.key) or {}
        return [*map(in_words, bound_lines(value)), *weeks_on_paper(value, context)]
    return [x for x in read_lines(section, content, context) if blank or x.text.strip()]


def asked_about(form: Template, content: Mapping[str, Any], *, full: bool) -> frozenset[str]:
    """The sections of anybody's yes, at first or later; for whoever does not read all, by the form alone.

    Whether an ethics reviewer is asked follows from answers that not everybody reads.
    """
    if not full:
        return frozenset(s.key for s in form.sections if s.yes)
    return frozenset().union(*(concerns(p.key, form, content) for p in form.parties))


class Keyed(Protocol):
    @property
    def key(self) -> str: ...


_Keyed = TypeVar("_Keyed", bound=Keyed)


def parted(sections: Iterable[_Keyed], keys: frozenset[str]) -> tuple[list[_Keyed], list[_Keyed]]:
    """What a yes is to, and what is only read beside it; both in the order they came in."""
    rows = list(sections)
    return [s for s in rows if s.key in keys], [s for s in rows if s.key not in keys]


def names_of_yes(dossier: Dossier, draft: Draft, keys: frozenset[str]) -> list[str]:
    """The sections by the names that the form gives them."""
    return [s.short for s in dossier.at(draft).template.sections if s.key in keys]
