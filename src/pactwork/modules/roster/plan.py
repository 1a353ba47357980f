"""What a roster would change, found by comparing it with what is known. Writes nothing."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any, Generic, TypeVar

from pactwork.ground.canonical import digest
from pactwork.modules.roster.known import Known, PersonState, PlaceState, RoleState
from pactwork.modules.roster.problem import Problem

ANSWERING = ("facilitator", "module_leader", "ethics_reviewer", "placement_officer")
State = TypeVar("State", PersonState, RoleState, PlaceState)


@dataclass(frozen=True)
class Change(Generic[State]):
    """One thing as it was (none: it is new) and as it will be, and the line that says so."""

    line: int
    was: State | None
    now: State

    @property
    def sort(self) -> str:
        if self.was is None:
            return "new"
        return "same" if self.was == self.now else "changed"

    @property
    def fields(self) -> list[tuple[str, str, str]]:
        """Each field that changes, from what to what."""
        before = asdict(self.was) if self.was else {}
        after = asdict(self.now)
        names = [n for n in before if before[n] != after[n] and n != "left"]
        return [(n, _said(before[n]), _said(after[n])) for n in names]

    @property
    def ends(self) -> bool:
        """Whether this takes somebody's place away."""
        was, now = getattr(self.was, "ends_on", None), getattr(self.now, "ends_on", None)
        return self.was is not None and now is not None and now != was


def _said(value: object) -> str:
    if isinstance(value, tuple):
        return " ".join(": ".join(v) if isinstance(v, tuple) else str(v) for v in value)
    return "" if value is None else str(value)


@dataclass
class Plan:
    """Every line that can be followed, as changes; the others, as problems."""

    known: Known
    people: dict[str, Change[PersonState]] = field(default_factory=dict)
    roles: dict[tuple[str, str, str], Change[RoleState]] = field(default_factory=dict)
    places: dict[tuple[str, str], Change[PlaceState]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    lines: int = 0  # that can be followed
    passed: int = 0  # that are about nobody who takes part
    held_back: bool = False  # the file is the whole list, but lines of it are left out

    @property
    def writes(self) -> bool:
        """Whether anything would change at all."""
        changes: Iterable[Change[Any]] = (
            *self.people.values(),
            *self.roles.values(),
            *self.places.values(),
        )
        return any(change.sort != "same" for change in changes)

    @property
    def left_out(self) -> int:
        return len({problem.line for problem in self.problems})

    @property
    def outcome(self) -> str:
        """What there is to say of it as a whole; each has its sentence where it is said."""
        if self.writes:
            return "writes"
        if self.problems:
            return "same_but" if self.lines else "none_followed"
        if self.passed:
            return "same_passed" if self.lines else "all_passed"
        return "same"

    @cached_property
    def counts(self) -> dict[str, dict[str, int]]:
        return {
            "people": _sorts(self.people),
            "roles": _sorts(self.roles),
            "enrolments": _sorts(self.places),
            "made": {"cohorts": len(self.cohorts), "sets": len(self.sets)},
            "over": {"ended": len(self.ended), "back": len(self.back)},
            "moves": {"sets": len(self.moves), "codes": len(self.recoded)},
        }

    @property
    def cohorts(self) -> list[tuple[str, str]]:
        """Cohorts that are new, by run."""
        named = {(c.now.run, c.now.cohort) for c in self.places.values() if c.now.cohort}
        return sorted(named - self.known.cohorts)

    @property
    def sets(self) -> list[tuple[str, str]]:
        named = {(c.now.run, c.now.set) for c in self.places.values() if c.now.set}
        return sorted(named - self.known.sets)

    @property
    def _placed(self) -> list[Change[PlaceState] | Change[RoleState]]:
        return [*self.places.values(), *self.roles.values()]

    @property
    def new_people(self) -> list[Change[PersonState]]:
        return [c for c in self.people.values() if c.sort == "new"]

    @property
    def begun(self) -> list[Change[PlaceState] | Change[RoleState]]:
        """Places that are new."""
        return [c for c in self._placed if c.sort == "new"]

    @property
    def altered(self) -> list[Change[PersonState] | Change[PlaceState] | Change[RoleState]]:
        """People and places that are known and read otherwise now; what a line says nothing of is not."""
        people = [c for c in self.people.values() if c.sort == "changed"]
        placed = [c for c in self._placed if c.sort == "changed" and c.line]
        return [c for c in (*people, *placed) if c.fields]

    @property
    def ended(self) -> list[Change[PlaceState] | Change[RoleState]]:
        """Places that are over once this is written, and were not before."""
        over = self.known.over
        return [c for c in self._placed if c.was and over(c.now) and not over(c.was)]

    @property
    def back(self) -> list[Change[PlaceState] | Change[RoleState]]:
        """Places that were over and begin again."""
        over = self.known.over
        return [c for c in self._placed if over(c.was) and not over(c.now)]

    @property
    def absent(self) -> list[Change[PlaceState] | Change[RoleState]]:
        """Places that end because the whole list does not name them."""
        return [c for c in self._placed if not c.line]

    @property
    def unstaffed(self) -> list[tuple[str, str]]:
        """Runs (ref) and roles whose work nobody would be left to do."""
        over, left = self.known.over, {**self.known.roles}
        left |= {key: change.now for key, change in self.roles.items()}
        still = {(r.run, r.kind) for r in left.values() if not over(r)}
        lost = {(c.now.run, c.now.kind) for c in self.ended if isinstance(c.now, RoleState)}
        return sorted((run, kind) for run, kind in lost - still if kind in ANSWERING)

    @property
    def moves(self) -> list[Change[PlaceState]]:
        """Students who leave one learning set for another."""
        return [
            c
            for c in self.places.values()
            if c.was and c.was.set and c.was.set != c.now.set and not self.known.over(c.now)
        ]

    @property
    def recoded(self) -> list[Change[PlaceState]]:
        """Students whose module code changes; a contract that has begun keeps its form."""
        return [c for c in self.places.values() if c.was and c.was.code != c.now.code]

    @property
    def promoted(self) -> list[Change[PersonState]]:
        """Whoever becomes an administrator, or ceases to be one."""
        return [
            c
            for c in self.people.values()
            if c.now.administrator != (c.was.administrator if c.was else False)
        ]

    @property
    def digest(self) -> str:
        """The same for two plans that would change the same things from the same to the same."""
        return digest(
            [
                [repr((c.was, c.now)) for c in changes.values() if c.sort != "same"]
                for changes in (self.people, self.roles, self.places)
            ]
        )

    def name(self, key: str) -> str:
        if key in self.people:
            return self.people[key].now.name
        return self.known.people[key].name if key in self.known.people else key


def _sorts(changes: Mapping[Any, Change[Any]]) -> dict[str, int]:
    found = Counter(change.sort for change in changes.values())
    return {sort: found[sort] for sort in ("new", "changed", "same")}
