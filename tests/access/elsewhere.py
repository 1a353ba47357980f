"""Who else would miss a guard: tests of its own app, run without it, until one fails.

``make guards`` does a slice of all. ``pytest tests/reviews --who-misses=reviews.,links. --seconds=150``: one
of the guards whose names begin so, among these tests (``law``: those of the law's own table). Only those
that nobody is known to miss are tried. First the tests are run as they are, to see which ask which
function; then, for each guard, those that ask its function, in a process of their own: a few quick ones of
its app first, the next few in the next slice. What is found is written to others.json after each guard.
What was done is in .others.json; tests that are new are tried beside it. After old ones have changed,
delete it.
"""

import json
import os
import signal
import time
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from tests.access.guards import Off, all_guards, functions
from tests.access.hunt import tidy
from tests.access.others import ELSEWHERE, OTHERS
from tests.access.rounds import ASKED, LEDGER, composed_anew, taking_note

DONE = OTHERS.with_name(".others.json")
MOST, LIMIT = 8, 40  # tests without one guard, at a time; seconds of the processor for them
LAW = "tests/contracts/test_law"


@dataclass
class Known:
    """``asks``: how long each test takes, and which functions it asks. ``tried``: by guard, with which."""

    places: list[str]
    asks: dict[str, tuple[float, list[str]]] = field(default_factory=dict)
    tried: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def so_far(cls) -> "Known":
        """What was noted while other functions were asked is noted anew."""
        places = sorted(name for name, _ in functions())
        known: dict[str, Any] = json.loads(DONE.read_text()) if DONE.exists() else {}
        if known.get("places") != places:
            return cls(places, tried=known.get("tried", {}))
        return cls(**known)

    def keep(self) -> None:
        DONE.write_text(json.dumps(vars(self)))

    def take_note(self, items: list[pytest.Item], until: float) -> bool:
        """Run the tests that are new; whether there was time for all of them."""
        new = [item for item in items if item.nodeid not in self.asks]
        with taking_note():
            for item, after in zip(new, [*new[1:], *items[:1]], strict=False):
                if time.monotonic() > until:
                    return False
                ASKED.clear()
                began = time.monotonic()
                passed = all(r.passed for r in runtestprotocol(item, nextitem=after, log=False))
                asked = {*ASKED} | ({"law"} if item.nodeid.startswith(LAW) else set())
                took = time.monotonic() - began
                self.asks[item.nodeid] = (took, sorted(asked) if passed else [])
        if not new:
            runtestprotocol(items[0], nextitem=items[-1], log=False)  # the database
        return True

    def to_try(self, guard: Off, run: dict[str, pytest.Item]) -> list[str]:
        """Tests that ask its function, not tried yet: of its own move or app first, quick ones first."""
        function = guard.function or "law"
        own = f"[{guard.move}]" if guard.move else f"tests/{function.partition('.')[0]}/"
        asking = [
            (own not in n, took, n) for n, (took, asks) in self.asks.items() if function in asks
        ]
        done = {*self.tried.get(guard.name, ())}
        return [n for *_, n in sorted(asking) if n in run and n not in done][:MOST]


def without(guard: Off, items: list[pytest.Item]) -> str:
    """The first of these tests that fails once the guard is deleted, and passes with it."""
    said = _failing(guard, items)
    with_it = Off(guard.name, nullcontext, guard.function)
    return "" if said and _failing(with_it, [i for i in items if i.nodeid == said]) else said


def _failing(guard: Off, items: list[pytest.Item]) -> str:
    """In a child, which ends with what the guard's absence does."""
    reads, writes = os.pipe()
    child = os.fork()
    if child == 0:
        signal.setitimer(signal.ITIMER_PROF, LIMIT)
        signal.alarm(2 * LIMIT)  # where it only waits
        session = items[0].session
        session._setupstate.teardown_exact(items[0].parent)  # of whatever ran before, itself too
        with guard.off(), composed_anew():
            for item, after in zip(items, [*items[1:], items[0]], strict=True):
                if any(r.failed for r in runtestprotocol(item, nextitem=after, log=False)):
                    os.write(writes, item.nodeid.encode())
                    break
        os._exit(0)
    os.close(writes)
    os.waitpid(child, 0)
    with os.fdopen(reads, "rb") as pipe:
        return pipe.read().decode()


def _called(guard: Off, begins: str) -> bool:
    names = begins.split(",")
    return guard.name.startswith(tuple(names)) if guard.function else "law" in names or not begins


def look(session: pytest.Session, begins: str, seconds: float) -> None:
    """All guards whose names begin so, as long as there is time: half of it for taking note."""
    now, run = time.monotonic(), {item.nodeid: item for item in session.items}
    known = Known.so_far()
    noted = known.take_note(session.items, now + seconds / 2)
    known.keep()
    left = 0 if noted else len(run) - len({*run} & {*known.asks})
    say = session.config.get_terminal_writer().line
    if left:
        say(f"{left} tests are left to run once, to see what they ask")
    tidy()
    unmissed = sorted(_unmissed(begins), key=lambda g: len(known.tried.get(g.name, ())))
    left = sum(not _tried(known, guard, run, now + seconds) for guard in unmissed)
    known.keep()
    tidy()
    say(f"{len(ELSEWHERE)} are missed by tests of their own; {left} are left to try")


def _unmissed(begins: str) -> list[Off]:
    settled = {*LEDGER, *ELSEWHERE}
    return [g for g in all_guards() if _called(g, begins) and g.name not in settled]


def _tried(known: Known, guard: Off, run: dict[str, pytest.Item], until: float) -> bool:
    """Whether there was nothing to try, or time to try it."""
    names = known.to_try(guard, run)
    if not names or time.monotonic() > until:
        return not names
    if said := without(guard, [run[n] for n in names]):
        ELSEWHERE[guard.name] = said
        OTHERS.write_text(json.dumps(ELSEWHERE, indent=0, sort_keys=True) + "\n")
    known.tried.setdefault(guard.name, []).extend(names)
    return True
