"""A draft as staff read it: section by section, against the one they looked at last; and excerpts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pactwork.contracts.dossier import Dossier
from pactwork.contracts.models import Draft
from pactwork.contracts.queries.reading import called, in_words, sums_of
from pactwork.contracts.rules.drafts import ChangedLine, compare, missing
from pactwork.contracts.rules.kinds import Line
from pactwork.contracts.rules.two_drafts import Beside, How, beside
from pactwork.contracts.visibility import sections_read
from pactwork.documents.pages.planned import Planned, planned_of
from pactwork.ground.redline import Run
from pactwork.modules.rules.kinds_of_answer import WHOLE
from pactwork.modules.rules.specification import Section
from pactwork.modules.rules.workload import Number

UNPARTED = WHOLE | {"undertakes"}
NEAR = 90  # letters of unchanged text kept on each side of a change, in an excerpt


@dataclass(frozen=True)
class Shown:
    """One section as it is read: its lines, and whether they differ from the older draft."""

    section: Section
    lines: tuple[ChangedLine, ...]
    unsaid: bool = False  # nothing at all
    gap: bool = False  # something still to be said
    sums: tuple[tuple[str, Number], ...] = ()  # a plan of weeks: hours by kind
    how: How = ""  # only one of the two drafts has it
    planned: Planned | None = None  # a plan of weeks that is compared with none: its hours

    @property
    def spelt(self) -> list[ChangedLine]:
        """The lines that are not drawn: of a plan its weeks are, of promises all without a label."""
        if self.planned:
            return [line for line in self.lines if line.type != "week"]
        if self.section.kind == "promise":
            return [line for line in self.lines if line.label]
        return list(self.lines)

    @property
    def words(self) -> int:
        """How many there are to read."""
        runs = (text for line in self.spelt for op, text in line.runs if op != "-")
        return sum(len(text.split()) for text in runs) + (self.planned.words if self.planned else 0)

    @property
    def name(self) -> str:
        return called(self.section, self.how)

    @property
    def differs(self) -> bool:
        return bool(self.how) or any(line.differs for line in self.lines)


def spoken(line: ChangedLine) -> ChangedLine:
    """Dates, hours, yes and no as people say them; a change of one of these is a change of the whole."""

    def said(*ops: str) -> Line:
        text = "".join(text for op, text in line.runs if op in ops)
        return in_words(Line(line.path, line.label, text, line.type))

    was, now = said("=", "-"), said("=", "+")
    if line.type not in UNPARTED:
        return replace(line, label=now.label)
    runs: list[Run] = [("=", now.text)] if was == now else [("-", was.text), ("+", now.text)]
    return replace(line, label=now.label, runs=tuple(run for run in runs if run[1]))


def shown(
    dossier: Dossier, roles: frozenset[str], number: int, against: int | None = None
) -> list[Shown]:
    """The sections these roles read in one draft, each against an older one if they read it there.

    Those that only the older draft has are among them, struck out.
    """
    new, old = dossier.draft(number), dossier.draft(against) if against else None
    if new is None:
        return []
    reads = sections_read(dossier, roles, number)
    then = sections_read(dossier, roles, against) if old else frozenset()
    form = dossier.at(new).template
    earlier = dossier.at(old).template if old else form
    # What they read now only, though both drafts have it, is not compared.
    return [
        _row(dossier, one, new, old if one.how or one.section.key in then else None)
        for one in beside(earlier, form, then | reads, reads)
    ]


def _row(dossier: Dossier, one: Beside, new: Draft, old: Draft | None) -> Shown:
    section, context = one.section, dossier.context
    now = dossier.compared(new, old) if old else new.content
    before = dossier.compared(old, new) if old else now
    lines = [spoken(c) for c in compare(section, before, now, context, one.how)]
    lines = [line for line in lines if line.type != "week" or line.runs]
    empty = not any(text.strip() for line in lines for _op, text in line.runs)
    if one.how == "gone":
        return Shown(section, tuple(lines), empty, how=one.how)
    gap = bool(missing(section, new.content, context))
    sums = tuple(sums_of(section, new.content, context))
    weeks = section.kind == "weeks" and old is None
    planned = planned_of(new.content.get(section.key) or {}, context) if weeks else None
    return Shown(section, tuple(lines), empty, gap, sums, one.how, planned)


def _clipped(text: str, first: bool, last: bool) -> str:
    """Unchanged words near a change; what lies further away becomes an ellipsis."""
    if first and not last and len(text) > NEAR:
        return "…" + text[-NEAR:].partition(" ")[2]
    if last and not first and len(text) > NEAR:
        return text[:NEAR].rpartition(" ")[0] + "…"
    if not first and not last and len(text) > 2 * NEAR:
        return text[:NEAR].rpartition(" ")[0] + " … " + text[-NEAR:].partition(" ")[2]
    return text


def excerpt(runs: Sequence[Run]) -> tuple[Run, ...]:
    """The changes with the words around them."""
    end = len(runs) - 1
    return tuple(
        (op, _clipped(text, place == 0, place == end) if op == "=" else text)
        for place, (op, text) in enumerate(runs)
    )


def only_changes(sections: Sequence[Shown]) -> list[Shown]:
    """The sections that differ, cut down to the lines that do."""
    return [
        Shown(
            s.section,
            tuple(replace(line, runs=excerpt(line.runs)) for line in s.lines if line.differs),
            how=s.how,
        )
        for s in sections
        if s.differs
    ]


def last_look(dossier: Dossier, person: int) -> int | None:
    """The newest draft this person has decided on or marked as read."""
    numbers = {d.pk: d.number for d in dossier.drafts}
    looked = [numbers[a.draft_id] for a in dossier.answers if a.by_person_id == person]
    looked += [numbers[r.draft_id] for r in dossier.readings if r.person_id == person]
    return max(looked, default=None)
