"""`make mutants`: which small changes to the rules would no test notice? A sample by a fixed seed.

Each mutant is one change inside a function: a comparison, a part of a condition, a constant, a string, what
is returned, a statement left out. It is tried in a process of its own against the tests that reach its
statement, quick ones first, until one fails. What is read at import (tables, field lists) is left out: it
would take a new process each. SIZE= of the sample in each place, PLACE=, SEED=; SECONDS= of the processor
for the tests of one mutant.

Why our own: mutmut 3 and pytest-gremlins instrument whole packages and draw no sample; cosmic-ray starts a
Django for each mutant and knows nothing of which tests reach it; mutatest is no longer kept. Forked from one
collected session, as tests/access does for its guards, a mutant takes a second instead of ten.
"""

import argparse
import ast
import importlib
import json
import os
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from tests.apps import concerning
from tools.mutating import SOURCE, Mutant, install, install_notes, sites, variants

# place -> how many are drawn, and the apps whose tests are tried (as tests/apps.py has them)
PLACES: dict[str, tuple[int, tuple[str, ...]]] = {
    "contracts/rules": (100, ("contracts",)),
    "history": (40, ("history",)),
    "links": (40, ("links", "workplace")),
    "people": (40, ("people", "links", "digests", "sets", "web")),
    "reviews/rules": (40, ("reviews",)),
    "modules/rules": (40, ("modules",)),
    "solving": (40, ("solving",)),
}
LEFT_OUT = {
    "migrations",
    "files",
}  # the history's checker runs by itself, in programs that tests start
WORKERS = os.cpu_count() or 1
BROKEN = "cannot be tried"  # tests that do not run here at all: nothing is said of the mutant


def sample(place: str, many: int, seed: int) -> list[Mutant]:
    """The same of the same source. Drawn by what each changes: an edit beside it moves no other."""
    found = []
    for path in sorted((SOURCE / place).rglob("*.py")):
        if LEFT_OUT.isdisjoint(path.relative_to(SOURCE).parts):
            for site, (parent, name, n, within) in enumerate(sites(ast.parse(path.read_text()))):
                there = getattr(parent, name) if n is None else getattr(parent, name)[n]
                line = ast.unparse(within).split("\n", 1)[0]
                for v, instead in enumerate(variants(there)):
                    change = f"{path.name} {line} {ast.unparse(there)} {ast.unparse(instead)}"
                    drawn_by = sha256(f"{seed} {change}".encode()).digest()
                    found.append((drawn_by, path, site, v))
    drawn = sorted(one[1:] for one in sorted(found)[:many])
    return [Mutant(place, *one) for one in drawn]


Begun = Callable[[], Any]


def in_child(work: Callable[[], Any]) -> Begun:
    """Begun in a process of its own; call what is returned for what came of it, None if it was killed."""
    reads, writes = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reads)
            with os.fdopen(writes, "w") as pipe:
                pipe.write(json.dumps(work()))
        finally:
            os._exit(0)
    os.close(writes)

    def result() -> Any:
        with os.fdopen(reads) as pipe:
            said = pipe.read()
        os.waitpid(child, 0)
        return json.loads(said) if said else None

    return result


def in_shares(work: Callable[[int], Any]) -> list[Any]:
    """The same in as many processes as there are cores, each its own share."""
    begun = [in_child(partial(work, share)) for share in range(WORKERS)]
    return [result() for result in begun]


def own_database(share: int) -> None:
    """For this process alone: a copy of the one that is there, so that nobody waits for another's lock."""
    from django.db import connection  # late: pytest sets Django up

    there = connection.settings_dict
    connection.connection = (
        None  # the parent's; to close it here would let go of the parent's locks
    )
    if connection.vendor == "sqlite" and os.path.exists(there["NAME"]):
        own = f"{there['NAME']}.{share}"
        shutil.copyfile(there["NAME"], own)
        there["NAME"] = own


class Hunt:
    """In place of running the tests that were collected: what each reaches, then the mutants."""

    def __init__(self, mutants: list[Mutant], seconds: float) -> None:
        self.mutants, self.seconds = mutants, seconds
        self.items: dict[str, pytest.Item] = {}
        self.took: dict[str, float] = {}

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.items = {item.nodeid: item for item in session.items}
        for path in {mutant.path for mutant in self.mutants}:
            importlib.import_module(".".join(path.relative_to(SOURCE.parent).with_suffix("").parts))
        items = session.items
        first = next((i for i in items if i.get_closest_marker("django_db")), items[0])
        others = [i for i in items if i.path != first.path] or [i for i in items if i != first]
        # The database, for all that are forked; what the test itself set up is gone before they are.
        runtestprotocol(first, nextitem=next(iter(others), None), log=False)
        for noted in in_shares(self.noted):
            for nodeid, (took, reached) in noted.items():
                self.took[nodeid] = took
                for number in reached:
                    self.mutants[number].tests.append(nodeid)
        for told in in_shares(self.tried):
            for number, fate, ran in told:
                self.mutants[number].fate, self.mutants[number].ran = fate, ran
        return True

    def noted(self, share: int) -> dict[str, tuple[float, list[int]]]:
        """What passing tests reach, and how long they take. A file is in one share."""
        own_database(share)
        reached: set[int] = set()
        install_notes(self.mutants, reached.add)
        files = sorted({item.path for item in self.items.values()})[share::WORKERS]
        mine = [item for item in self.items.values() if item.path in set(files)]
        noted = {}
        for item, after in zip(mine, [*mine[1:], *mine[:1]], strict=True):
            reached.clear()
            began = time.process_time()
            if all(r.passed for r in self._run(item, after)):
                noted[item.nodeid] = (time.process_time() - began, sorted(reached))
        return noted

    def _run(self, item: pytest.Item, after: pytest.Item) -> list[pytest.TestReport]:
        return runtestprotocol(item, nextitem=after, log=False)

    def tried(self, share: int) -> list[tuple[int, str, int]]:
        own_database(share)
        told = []
        for number, mutant in list(enumerate(self.mutants))[share::WORKERS]:
            tests = self.to_run(mutant)
            fate = self.fate(mutant, tests) if tests else "not reached"
            told.append((number, fate, len(tests)))
            os.write(2, {"killed": b".", "lived": b"L", "not reached": b"-", BROKEN: b"!"}[fate])
        return told

    def fate(self, mutant: Mutant, tests: list[str]) -> str:
        """Killed where a test fails that passes, in the same way, without the change; or never ends."""
        failed = in_child(partial(self.failing, tests, mutant))()
        if failed == "":
            return "lived"
        # None: ended from outside, as one that never ends. Without the change nothing of it may happen.
        again = in_child(partial(self.failing, [failed] if failed else tests))()
        return BROKEN if again is None else "lived" if again else "killed"

    def to_run(self, mutant: Mutant) -> list[str]:
        """One of each function first, quick ones before slow ones, for so many seconds in all."""
        seen: Counter[str] = Counter()
        ranked = []
        for nodeid in sorted(mutant.tests, key=self.took.__getitem__):
            function = nodeid.partition("[")[0]
            seen[function] += 1
            ranked.append((seen[function], self.took[nodeid], nodeid))
        chosen: list[str] = []
        left = self.seconds
        for _, took, nodeid in sorted(ranked):
            if took <= left or not chosen:
                chosen.append(nodeid)
                left -= took
        return chosen

    def failing(self, tests: list[str], mutant: Mutant | None = None) -> str:
        """The first that fails; one that never ends is ended."""
        signal.setitimer(signal.ITIMER_PROF, 30 + 4 * sum(self.took[nodeid] for nodeid in tests))
        if mutant:
            install(mutant.path, mutant.tree())
        items = [self.items[nodeid] for nodeid in tests]
        session: Any = items[0].session
        session._setupstate.teardown_exact(items[0].parent)
        for item, after in zip(items, [*items[1:], items[0]], strict=True):
            if any(r.failed for r in self._run(item, after)):
                return item.nodeid
        return ""


def table(mutants: list[Mutant]) -> str:
    lines = ["| place | mutants | killed | lived | not reached | killed of those reached |"]
    lines += ["|---|---|---|---|---|---|"]
    for place in dict.fromkeys(mutant.place for mutant in mutants):
        fates = Counter(mutant.fate for mutant in mutants if mutant.place == place)
        killed, lived, none = (fates[fate] for fate in ("killed", "lived", "not reached"))
        share = f"{100 * killed // (killed + lived)} %" if killed + lived else ""
        lines.append(
            f"| {place} | {killed + lived + none} | {killed} | {lived} | {none} | {share} |"
        )
    for fate in (
        "lived",
        "not reached",
        *([BROKEN] if any(m.fate == BROKEN for m in mutants) else []),
    ):
        lines += ["", f"{fate}:", *(m.row for m in mutants if m.fate == fate)]
    return "\n".join(lines)


def main() -> int:
    said = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    said.add_argument("--place", choices=PLACES, action="append", help="only here")
    said.add_argument("--size", type=int, help="so many in each place")
    said.add_argument("--tests", action="append", help="only these of pytest, for a quick look")
    said.add_argument("--seed", type=int, default=1)
    said.add_argument("--seconds", type=float, default=20, help="of tests for one mutant")
    asked = said.parse_args()
    places = asked.place or list(PLACES)
    mutants = [
        m for place in places for m in sample(place, asked.size or PLACES[place][0], asked.seed)
    ]
    apps = dict.fromkeys(app for place in places for app in PLACES[place][1])
    tests = asked.tests or [str(path) for app in apps for path in concerning(app)]
    plugin = Hunt(mutants, asked.seconds)
    code = pytest.main(["-q", "--hypothesis-seed=0", *tests], plugins=[plugin])
    for mutant in mutants:
        mutant.tree()  # says what it was
    print("\n" + table(mutants))
    return int(code not in (0, pytest.ExitCode.NO_TESTS_COLLECTED))


if __name__ == "__main__":
    sys.exit(main())
