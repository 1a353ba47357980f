"""What each app's tests may cost: seconds of the processor, in units of a loop timed in the same run.

`--cost` says at the end what each app's took, and with `--durations` which tests took most; `--allowance`
also fails the run where an app's took more than twice what allowance.json allows them;
`--write-allowance` writes down there what the apps that were run took now. A slow machine is slow
at the loop too, and a busy one does not count: no wall clock is read.
"""

import json
import os
import resource
import statistics
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from pactwork.wiring.apps import APPS, FLOOR
from tests.apps import PAGES

ALLOWED = Path(__file__).with_suffix(".json")
TESTS = ALLOWED.parent
TIMES = 2  # what is allowed is what was measured; a run may cost this much more
NEW = 3_000  # loops, half a minute: an app that nobody has measured yet
ONCE = 1_500  # loops: what is set up once for all falls on whoever comes first
EVERY = 2.0  # seconds of the processor between two timings of the loop
COST, LOOP = "cost", "loop"


def used() -> float:
    """Seconds of the processor so far, of programs too that a test started and waited for."""
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def loop() -> float:
    """How long this machine takes over a little of what tests do: dicts, strings, calls."""
    began = time.process_time()
    for _ in range(20):
        words = {str(n): n * n for n in range(1_000)}
        sorted(words, key=lambda word: (words[word] % 97, word))
    return time.process_time() - began


def owner(nodeid: str) -> str:
    """``tests/reviews/test_seen.py::…`` is of ``reviews``, a file beside the folders of ``.``; those of
    contracts are shared out among the apps as tests/apps.py says."""
    path = Path(nodeid.partition("::")[0])
    parts = path.parts[1:-1]
    folder = parts[0] if parts else "."
    if folder != "contracts":
        return folder
    name = path.stem.removeprefix("test_")
    return next((app for app, names in PAGES.items() if name in names), "contracts, all")


class Cost:
    """In each worker: what each test took, and how fast the machine was meanwhile."""

    def __init__(self) -> None:
        self._next = 0.0

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> Iterator[None]:
        item.user_properties.append((COST, [used(), 0.0]))
        return (yield)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> Iterator[None]:
        try:
            return (yield)
        finally:
            began: Any = dict(item.user_properties)[COST]
            began[1] = used()
            if used() > self._next:
                item.user_properties.append((LOOP, loop()))
                self._next = used() + EVERY


class Till:
    """Where the results come in: adds up by folder, and in the end compares."""

    def __init__(self, *, held: bool) -> None:
        self.held = held
        self.took: dict[str, float] = defaultdict(float)
        self.dearest: list[tuple[float, str]] = []
        self.loops: list[float] = []
        self.over: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when != "teardown":
            return
        said: Mapping[str, Any] = dict(report.user_properties)
        if LOOP in said:
            self.loops.append(said[LOOP])
        began, ended = said[COST]
        self.took[owner(report.nodeid)] += ended - began
        self.dearest.append((ended - began, report.nodeid))

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if os.environ.get("PYTEST_XDIST_WORKER") or not self.loops:
            return
        allowed = json.loads(ALLOWED.read_text())
        if session.config.getoption("--write-allowance"):
            allowed |= {name: round(units) for name, units in self.units().items()}
            ALLOWED.write_text(json.dumps(allowed, indent=2, sort_keys=True) + "\n")
        self.over = over(self.units(), allowed) if self.held else []
        if self.over and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def units(self) -> dict[str, float]:
        each = statistics.median(self.loops)
        return {name: seconds / each for name, seconds in self.took.items()}

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        if not self.loops:
            return
        terminalreporter.section("seconds of the processor by app, and in loops")
        units = self.units()
        for name, seconds in sorted(self.took.items(), key=lambda it: -it[1]):
            terminalreporter.line(f"{seconds:8.1f} s  {units[name]:8.0f}  {name}")
        terminalreporter.line(f"{sum(self.took.values()):8.1f} s  {sum(units.values()):8.0f}  all")
        most = terminalreporter.config.getoption("durations") or 0
        for seconds, nodeid in sorted(self.dearest, reverse=True)[:most]:
            terminalreporter.line(f"{seconds:8.1f} s  {nodeid}")
        for line in self.over:
            terminalreporter.line(line, red=True)


def over(units: Mapping[str, float], allowed: Mapping[str, float]) -> list[str]:
    """A sentence for each app whose tests cost more than twice what they are allowed."""
    most = dict.fromkeys((*APPS, *FLOOR), NEW) | dict(allowed)
    return [
        f"The tests of {name} took {took:.0f} loops and are allowed {most[name]:.0f}, "
        "twice that at most: make them quicker, or allow more in tests/allowance.json"
        for name, took in sorted(units.items())
        if name in most and took > TIMES * most[name] + ONCE
    ]
