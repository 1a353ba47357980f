"""Points beside the words that were not sent yet, and whether those words are still the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from pactwork.contracts.dossier import Dossier
from pactwork.contracts.models import UnsentPoint
from pactwork.contracts.rules.unsent import have_changed
from pactwork.documents.pages.redlines import Shown, shown
from pactwork.ground.words import gettext as _


@dataclass(frozen=True)
class Unsent:
    """One point as its writer reads it: ``amiss`` says that its words have changed, or are gone."""

    point: UnsentPoint
    amiss: str = ""
    gone: bool = False  # its section is not among those read now

    @property
    def ref(self) -> str:
        return self.point.ref

    @property
    def section(self) -> str:
        return self.point.section


def unsent_of(
    dossier: Dossier, roles: frozenset[str], sections: Sequence[Shown], kept: Sequence[UnsentPoint]
) -> list[Unsent]:
    """``sections``: the newest draft as it is read. An older draft is read only if a point is about it."""
    numbers = {d.pk: d.number for d in dossier.drafts}
    newest = dossier.newest.number if dossier.newest else 0
    now = {one.section.key: _text(one) for one in sections}
    about = {numbers[point.draft_id] for point in kept} - {newest}
    then = {n: {s.section.key: _text(s) for s in shown(dossier, roles, n)} for n in about}
    found = []
    for point in kept:
        number = numbers[point.draft_id]
        before = then[number].get(point.section, "") if number in then else None
        found.append(_unsent(point, number, before, now.get(point.section)))
    return found


def _unsent(point: UnsentPoint, number: int, before: str | None, now: str | None) -> Unsent:
    if now is None:
        gone = _("You wrote this about draft %(number)s. Its section is no longer in the contract.")
        return Unsent(point, gone % {"number": number}, gone=True)
    if before is None or not have_changed(point.quote, before, now):
        return Unsent(point)
    said = (
        _("You wrote this about draft %(number)s. These words have changed since.")
        if point.quote
        else _("You wrote this about draft %(number)s. The section has changed since.")
    )
    return Unsent(point, said % {"number": number})


def _text(one: Shown) -> str:
    return " ".join(line.now for line in one.lines)
