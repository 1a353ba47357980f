"""The rounds of one moment: what is tried, what was asked on the way, and again without each guard."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType

from django.db import connections

from tests.access.cells import Cell, wrong
from tests.access.deletions import exchanged, noting
from tests.access.guards import COMPOSED, DESKS, Off, all_guards, functions
from tests.access.knocks import Door, Outcome
from tests.access.moment import Moment
from tests.access.moves import Try
from tests.access.pleas import Plea

Knock = Cell | Try | Plea


@dataclass
class Found:
    """Which guards were missed once they were gone, and by what."""

    caught: dict[str, tuple[str, str, str]] = field(default_factory=dict)  # moment, knock, what
    unnoticed: dict[str, Off] = field(default_factory=dict)
    tried: int = 0

    def __post_init__(self) -> None:
        self.unnoticed = {guard.name: guard for guard in all_guards()}


SOME = 6  # knocks tried at a moment with one guard deleted
# Guard -> the moment and the knock that missed it, as hunt.py found them.
WRITTEN = Path(__file__).parent / "caught.json"
LEDGER: dict[str, list[str]] = json.loads(WRITTEN.read_text()) if WRITTEN.exists() else {}
NAMED = {(moment, knock) for moment, knock in LEDGER.values()}  # tried every time
ASKED: set[str] = set()  # the guards that the knock of this moment met


@contextmanager
def taking_note() -> Iterator[None]:
    """Every guard says that it was asked."""
    with ExitStack() as stack:
        for function, code in _noted():
            stack.enter_context(exchanged(function, code))
        yield


@cache
def _noted() -> list[tuple[FunctionType, CodeType]]:
    return [(function, noting(name, function, ASKED)) for name, function in functions()]


class Round:
    """One moment's knocks, each with the guards that it met."""

    def __init__(self, moment: Moment, door: Door) -> None:
        self.moment, self.door = moment, door
        self.by_function: dict[str, list[Knock]] = {}
        self.by_move: dict[str, list[Knock]] = {}
        self.all: list[Knock] = []

    def met(self, knock: Knock) -> tuple[Outcome, list[str]]:
        """Try it, and note which guards were asked."""
        ASKED.clear()
        found = self.amiss(knock)
        self.all.append(knock)
        for name in ASKED:
            self.by_function.setdefault(name, []).append(knock)
        if not isinstance(knock, Cell):
            self.by_move.setdefault(knock.move, []).append(knock)
        return found

    def amiss(self, knock: Knock) -> tuple[Outcome, list[str]]:
        """What came of it, and what is wrong with that."""
        if isinstance(knock, Plea):
            said = [f"{self.moment.name}: {knock}: granted"] if knock.granted() else []
            return Outcome("plea"), said
        cookies = self.door.cookies_of(knock.relation, self.moment)
        if isinstance(knock, Cell):
            data = knock.data(self.moment)
            met = self.door.knock(knock.method, knock.path, cookies, data)
            return met, wrong(knock, met, self.moment)
        met = self.door.knock("POST", knock.path, cookies, knock.data)
        return met, self._unlawful(knock, met)

    def _unlawful(self, one: Try, met: Outcome) -> list[str]:
        said, name = [], f"{self.moment.name}: {one}"
        if met.done != one.may or met.word.startswith("broke"):
            said.append(f"{name}: may {one.may} ({one.why}), got {met.word} {met.status}")
        if met.done and one.never:
            said.append(f"{name}: made, against the table")
        may, what = self.moment.planted.may, self.moment.planted.what
        return said + [
            f"{name}: read the {what[mark]}"
            for mark in met.marks
            if one.relation not in may.get(mark, {one.relation})
        ]

    def about(self, guard: Off, most: int) -> Iterator[Knock]:
        """The knocks that a guard concerns: the law's for nothing, then by each person in turn."""
        asked = (guard.function, *(DESKS if guard.function.startswith(COMPOSED) else ()))
        known = self.by_move.get(guard.move, []) if guard.move else []
        known = known or [one for name in asked for one in self.by_function.get(name, ())]
        yield from (one for one in known if isinstance(one, Plea))
        ranks: Counter[tuple[str, bool]] = Counter()
        ordered = []
        for knock in sorted((one for one in known if not isinstance(one, Plea)), key=_likely):
            kind = knock.relation, isinstance(knock, Try) and knock.may
            ranks[kind] += 1
            ordered.append((ranks[kind], knock))
        yield from [one for _, one in sorted(ordered, key=lambda pair: pair[0])][:most]

    def named(self, said: str) -> Knock | None:
        return next((one for one in self.all if str(one) == said), None)


TELLING = ("contracts:draft", "contracts:review", "reviews:reading", "contracts:decide")


def _likely(knock: Cell | Try) -> int:
    """What a guard refused, or a page that shows much, will notice first that it is gone."""
    if isinstance(knock, Try):
        return 3 if knock.may else 1
    return (0 if knock.route in TELLING else 2) + (knock.wanted == "open") - (knock.method == "GET")


@contextmanager
def composed_anew() -> Iterator[None]:
    """Queries that were composed with a guard are composed again without it, and then forgotten."""
    here = connections["default"].__dict__
    kept, here["prepared"] = here.get("prepared", {}), {}
    try:
        yield
    finally:
        here["prepared"] = kept


def delete_in_turn(found: Found, rounds: Round) -> None:
    """Each guard is deleted where it is written down that it was missed before."""
    for name, guard in list(found.unnoticed.items()):
        moment, knock = LEDGER.get(name, ("", ""))
        if moment == rounds.moment.name:
            first = rounds.named(knock)
            before = [first] if first else []
            look(found, rounds, guard, before + list(rounds.about(guard, SOME)))


def look(found: Found, rounds: Round, guard: Off, knocks: Iterable[Knock]) -> None:
    """Try these knocks without the guard, until one of them goes amiss."""
    with guard.off(), composed_anew():
        for one in knocks:
            found.tried += 1
            if said := rounds.amiss(one)[1]:
                found.caught[guard.name] = (rounds.moment.name, str(one), said[0])
                del found.unnoticed[guard.name]
                break
