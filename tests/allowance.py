"""What each app's tests may cost: seconds of the processor, in units of a loop timed in the same run.

`--cost` says at the end what each folder took, and with `--durations` which tests took most; `--allowance`
also fails the run where a folder took more than twice what allowance.json allows it. A slow machine is slow
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

ALLOWED = Path(__file__).with_suffix(".json")
TESTS = ALLOWED.parent
TIMES = 2  # what is allowed is what was measured; a run may cost this much more
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


def folder(nodeid: str) -> str:
    """``tests/reviews/test_seen.py::…`` is of ``reviews``; a file beside the folders is of ``.``."""
    parts = Path(nodeid.partition("::")[0]).parts[1:-1]
    return parts[0] if parts else "."


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
            began = dict(item.user_properties)[COST]
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
        self.took[folder(report.nodeid)] += ended - began
        self.dearest.append((ended - began, report.nodeid))

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if os.environ.get("PYTEST_XDIST_WORKER") or not self.loops:
            return
        self.over = over(self.units(), json.loads(ALLOWED.read_text())) if self.held else []
        if self.over and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def units(self) -> dict[str, float]:
        each = statistics.median(self.loops)
        return {name: seconds / each for name, seconds in self.took.items()}

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        if not self.loops:
            return
        terminalreporter.section("seconds of the processor by folder, and in loops")
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
    """A sentence for each folder that costs more than twice its allowance, or has none."""
    return [
        f"tests/{name} took {took:.0f} loops and is allowed {allowed.get(name, 0):.0f}, twice at most: "
        "make it quicker, or say in allowance.json why not"
        for name, took in sorted(units.items())
        if took > TIMES * allowed.get(name, 0)
    ]
