"""Who else would miss a guard: tests of its own app, run without it, until one fails.

``pytest tests/reviews --who-misses=reviews. --seconds=150`` looks for the guards whose names begin so
(``law``: those of the law's own table) and that no knock of the walk misses. First the tests are run as they
are, to see which ask which function; then, for each guard, those that ask its function are run again without
it, in a process of their own. What is found is written to others.json after each guard; it goes on where it
was left (.others.json).
"""

import json
import os
import signal
import time
from contextlib import nullcontext
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from tests.access.guards import Off, all_guards
from tests.access.hunt import tidy
from tests.access.others import ELSEWHERE, OTHERS
from tests.access.rounds import ASKED, LEDGER, composed_anew, taking_note

DONE = OTHERS.with_name(".others.json")
MOST, LIMIT = 30, 40  # tests without one guard; seconds for them
LAW = "tests/contracts/test_law"


def asked_by(items: list[pytest.Item]) -> dict[str, list[tuple[float, str]]]:
    """Function -> how long each test that asks it takes, and which."""
    found: dict[str, list[tuple[float, str]]] = {}
    with taking_note():
        for item, after in zip(items, [*items[1:], items[0]], strict=True):
            ASKED.clear()
            began = time.monotonic()
            if all(report.passed for report in runtestprotocol(item, nextitem=after, log=False)):
                for name in {*ASKED} | ({"law"} if item.nodeid.startswith(LAW) else set()):
                    found.setdefault(name, []).append((time.monotonic() - began, item.nodeid))
    return found


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
        signal.alarm(LIMIT)
        session = items[0].session
        session._setupstate.teardown_exact(items[0])  # of whatever ran before, in another module
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
    return guard.name.startswith(begins) if begins != "law" else not guard.function


def look(session: pytest.Session, begins: str, seconds: float) -> None:
    """All guards whose names begin so, as long as there is time."""
    until = time.monotonic() + seconds
    known: dict[str, Any] = json.loads(DONE.read_text()) if DONE.exists() else {}
    run = {item.nodeid: item for item in session.items}
    if known.get("of") != sorted(run):
        known = {"of": sorted(run), "asked": asked_by(session.items), "tried": []}
    else:
        runtestprotocol(session.items[0], nextitem=session.items[-1], log=False)  # the database
    settled, left = {*LEDGER, *ELSEWHERE}, 0
    for guard in all_guards():
        if not _called(guard, begins) or guard.name in {*settled, *known["tried"]}:
            continue
        if time.monotonic() > until:
            left += 1
            continue
        names = [n for _, n in sorted(known["asked"].get(guard.function or "law", []))[:MOST]]
        said = without(guard, [run[n] for n in names if n in run]) if names else ""
        known["tried"].append(guard.name)
        if said:
            ELSEWHERE[guard.name] = said
            OTHERS.write_text(json.dumps(ELSEWHERE, indent=0, sort_keys=True) + "\n")
    DONE.write_text(json.dumps(known))
    tidy()
    say = session.config.get_terminal_writer().line
    say(f"{len(ELSEWHERE)} are missed by tests of their own; {left} are left to try")
