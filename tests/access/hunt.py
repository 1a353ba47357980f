"""The hunt: who misses a guard of which it is not written down yet? It goes on where it was left.

``pytest tests/access/test_guards.py -k hunt --every-guard=150`` looks for so many seconds; say it again
until nothing is left. What it finds is written to caught.json after each guard; what it has
done, to .hunt.json beside it (after the story or the guards have changed, delete that and begin anew).
"""

import json
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from tests.access.cells import Cell, cells
from tests.access.guards import Off, all_guards
from tests.access.in_depth import IN_DEPTH, UNMISSED
from tests.access.moves import tries
from tests.access.others import ELSEWHERE, OTHERS
from tests.access.pleas import pleas
from tests.access.rounds import LEDGER, WRITTEN, Found, Knock, Round, look, taking_note
from tests.access.walk import Walk, look_round, moments

MOST = 40  # knocks with one guard deleted, at one moment
DONE = WRITTEN.with_name(".hunt.json")


@dataclass
class Hunt:
    """``met``: by moment, which knocks asked a function. ``tried``: by moment, which guards are done."""

    until: float
    met: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    tried: dict[str, list[str]] = field(default_factory=dict)
    found: Found = field(default_factory=Found)

    @classmethod
    def begun(cls, seconds: float) -> "Hunt":
        known: dict[str, Any] = json.loads(DONE.read_text()) if DONE.exists() else {}
        hunt = cls(time.monotonic() + seconds, **known)
        settled = {*LEDGER, *IN_DEPTH, *ELSEWHERE}
        hunt.found.unnoticed = {n: g for n, g in hunt.found.unnoticed.items() if n not in settled}
        return hunt

    @property
    def over(self) -> bool:
        return time.monotonic() > self.until

    def keep(self) -> None:
        DONE.write_text(json.dumps({"met": self.met, "tried": self.tried}))

    def at(self, rounds: Round, number: int) -> bool:
        """One moment; whether all of it was done."""
        name = rounds.moment.name
        if name not in self.met:
            with taking_note():
                look_round(Walk(guards=self.found), rounds, number, every=False)
            asked = {f: [str(k) for k in knocks] for f, knocks in rounds.by_function.items()}
            self.met[name] = asked
            self.keep()
        every = _knocks(rounds, number)
        for guard in list(self.found.unnoticed.values()):
            if guard.name in self.tried.get(name, ()):
                continue
            if self.over:
                return False
            self._look(rounds, guard, every)
        return True

    def _look(self, rounds: Round, guard: Off, every: dict[str, Knock]) -> None:
        name = rounds.moment.name
        knocks = self._about(rounds, guard, every)
        look(self.found, rounds, guard, knocks)
        self.tried.setdefault(name, []).append(guard.name)
        if caught := self.found.caught.get(guard.name):
            LEDGER[guard.name] = list(caught[:2])
            WRITTEN.write_text(json.dumps(LEDGER, indent=0, sort_keys=True) + "\n")
        if knocks:
            self.keep()

    def _about(self, rounds: Round, guard: Off, every: dict[str, Knock]) -> list[Knock]:
        """What met the guard, and everything else at the same doors."""
        met = self.met[rounds.moment.name].get(guard.function, [])
        known = [every[said] for said in met if said in every]
        doors = {one.route for one in known if isinstance(one, Cell)}
        beside = [k for k in every.values() if isinstance(k, Cell) and k.route in doors]
        also = Round(rounds.moment, rounds.door)
        also.by_function[guard.function] = [*known, *(k for k in beside if k not in known)]
        also.by_move = rounds.by_move
        for one in every.values():
            if guard.move and not isinstance(one, Cell) and one.move == guard.move:
                also.by_function[guard.function].append(one)
        return list(also.about(Off(guard.name, guard.off, guard.function), MOST))


def _knocks(rounds: Round, number: int) -> dict[str, Knock]:
    def all_of_them() -> Iterator[Knock]:
        yield from cells(rounds.moment, first=number == 0)
        yield from tries(rounds.moment)
        yield from pleas(rounds.moment)

    return {str(one): one for one in all_of_them()}


def tidy(*, new_too: bool = False) -> None:
    """Guards that are gone come off every list; with ``--every-guard=-1`` new ones go onto the last."""
    there = {guard.name for guard in all_guards()}
    for kept, file in ((LEDGER, WRITTEN), (ELSEWHERE, OTHERS)):
        for name in set(kept) - there:
            del kept[name]
        file.write_text(json.dumps(kept, indent=0, sort_keys=True) + "\n")
    left = sorted((there if new_too else {*IN_DEPTH} & there) - {*LEDGER, *ELSEWHERE})
    UNMISSED.write_text(json.dumps(left, indent=0) + "\n")


def hunt(seconds: float) -> tuple[bool, Found]:
    """Whether every guard was tried at every moment, and what was found now."""
    tidy()
    it = Hunt.begun(seconds)
    with closing(moments()) as story:
        done = all(
            it.at(Round(moment, door), number) for number, (moment, door) in enumerate(story)
        )
    it.keep()
    return done, it.found
