"""The rounds of one moment: what is tried, what was asked on the way, and again without each guard."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cache
from types import CodeType, FunctionType

from tests.access.cells import Cell, wrong
from tests.access.deletions import exchanged, noting
from tests.access.guards import Off, all_guards, functions
from tests.access.knocks import Door, Outcome
from tests.access.moves import Try
from tests.access.pleas import Plea
from tests.access.story import Moment

Knock = Cell | Try | Plea


@dataclass
class Found:
    """Which guards were missed once they were gone, and by what."""

    caught: dict[str, str] = field(default_factory=dict)
    unnoticed: dict[str, Off] = field(default_factory=dict)
    tried: int = 0

    def __post_init__(self) -> None:
        self.unnoticed = {guard.name: guard for guard in all_guards()}


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

    def met(self, knock: Knock) -> tuple[Outcome, list[str]]:
        """Try it, and note which guards were asked."""
        ASKED.clear()
        found = self.amiss(knock)
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
        """The knocks that a guard concerns: those it refused come first."""
        known = self.by_move.get(guard.move, []) if guard.move else []
        known = known or self.by_function.get(guard.function, [])
        yield from sorted(known, key=_likely)[:most]


def _likely(knock: Knock) -> int:
    """Whom a guard refused will notice first that it is gone; a plea costs nothing."""
    if isinstance(knock, Plea):
        return 0
    if isinstance(knock, Try):
        return 3 if knock.may else 1
    return 2 if knock.wanted != "open" else 4


def delete_in_turn(found: Found, rounds: Round, most: int) -> None:
    """Each guard that nobody has missed yet is deleted, and the knocks it concerns are tried again."""
    for name, guard in list(found.unnoticed.items()):
        with guard.off():
            for knock in rounds.about(guard, most):
                found.tried += 1
                said = rounds.amiss(knock)[1]
                if said:
                    found.caught[name] = said[0]
                    del found.unnoticed[name]
                    break
