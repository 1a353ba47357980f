"""The list of a module's versions, two of them chosen, and how they differ."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pactwork.ground.redline import Run as Marked
from pactwork.ground.redline import redline
from pactwork.ground.words import gettext as _
from pactwork.modules.editing.labelled import places
from pactwork.modules.queries.versions import Listed
from pactwork.modules.rules.differing import Difference, differences
from pactwork.modules.rules.specification import Specification


@dataclass(frozen=True)
class Shown:
    """One difference: where it is, as the editor calls it where it can, and what changed there."""

    difference: Difference
    page: str
    label: str
    runs: list[Marked]

    @property
    def path(self) -> str:
        return self.difference.named


@dataclass(frozen=True)
class Compared:
    was: str
    now: str
    rows: list[Shown] = field(default_factory=list)


def compared(was: Specification, now: Specification) -> list[Shown]:
    """Every difference with its place in words; whatever is as usual is not written out."""
    older, newer = (spec.model_dump(mode="json", exclude_defaults=True) for spec in (was, now))
    called = {**places(was), **places(now)}
    return [_shown(one, called) for one in differences(older, newer)]


def _shown(one: Difference, called: dict[str, tuple[str, str]]) -> Shown:
    page, label = "", ""
    for end in range(len(one.path), 0, -1):
        if known := called.get(".".join(one.path[:end])):
            page, label = known
            break
    return Shown(one, page, label, redline(one.was, one.now))


def pair(rows: Sequence[Listed], old: str, new: str) -> tuple[Listed, Listed] | None:
    """The two that were chosen; unless said, what is newest and what came before it."""
    by = {row.version.ref: row for row in rows}
    if old in by and new in by:
        return by[old], by[new]
    return (rows[1], rows[0]) if not (old or new) and len(rows) > 1 else None


def options(rows: Sequence[Listed]) -> list[tuple[str, str]]:
    said = _("Version %(num)s")
    return [(row.version.ref, said % {"num": row.number}) for row in rows]
