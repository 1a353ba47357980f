"""What tests may cost is counted by app, compared in loops, and holds: the parts, and once for real."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from pactwork.wiring.apps import APPS
from tests.allowance import ALLOWED, COST, LOOP, NEW, ONCE, TIMES, Till, over, owner
from tests.apps import TESTS


@pytest.mark.parametrize(
    ("nodeid", "app"),
    [
        ("tests/reviews/test_seen.py::test_it[a/b]", "reviews"),
        ("tests/contracts/test_queue.py::test_it", "desk"),
        ("tests/contracts/test_law.py::test_it", "contracts"),
        ("tests/contracts/test_states.py::test_it", "contracts, all"),
        ("tests/test_house.py::test_it", "."),
    ],
)
def test_a_test_is_counted_for_one_app(nodeid: str, app: str) -> None:
    assert owner(nodeid) == app


def test_only_more_than_twice_the_allowance_is_too_much() -> None:
    most = TIMES * 100.0 + ONCE
    assert over({"sets": most, "new": 9_000.0}, {"sets": 100}) == []
    [said] = over({"sets": most + 1, "web": 5.0}, {"sets": 100, "web": 100})
    assert f"sets took {most + 1:.0f} loops and are allowed 100" in said


def report(nodeid: str, began: float, ended: float, loop: float | None = None) -> Any:
    said: list[tuple[str, Any]] = [(COST, [began, ended])]
    said += [(LOOP, loop)] if loop else []
    return SimpleNamespace(when="teardown", nodeid=nodeid, user_properties=said)


def test_a_machine_of_half_the_speed_takes_the_same_in_loops() -> None:
    taken = []
    for speed in (1, 2):
        till = Till(held=True)
        for began, ended in ((1, 2), (2, 5)):
            one = report("tests/sets/test_a.py::t", began / speed, ended / speed, 0.02 / speed)
            till.pytest_runtest_logreport(one)
        taken.append(till.units())
    assert taken[0] == taken[1] == {"sets": pytest.approx(200)}


def test_an_app_that_nobody_has_measured_may_cost_half_a_minute() -> None:
    app = APPS[0]
    assert over({app: TIMES * NEW + ONCE, "no app": 1e9}, {}) == []
    assert len(over({app: TIMES * NEW + ONCE + 1}, {})) == 1


def test_what_is_allowed_are_loops() -> None:
    allowed = json.loads(ALLOWED.read_text())
    assert all(isinstance(loops, int) and loops > 0 for loops in allowed.values())


def test_a_run_that_costs_too_much_fails(tmp_path: Path) -> None:
    """A session of its own, over one small file that passes, with less than nothing allowed."""
    less = tmp_path / "allowance.json"
    less.write_text(json.dumps({"ground": -ONCE}))
    words = ["-q", "--allowance", "tests/ground/test_canonical.py"]
    left_out = re.compile("XDIST|DATABASE")  # in one process, and held on SQLite alone
    script = f"import pathlib, pytest, sys, tests.allowance as a; a.ALLOWED = pathlib.Path({str(less)!r})"
    done = subprocess.run(
        [sys.executable, "-c", f"{script}; sys.exit(pytest.main({words!r}))"],
        cwd=TESTS.parent,
        env={name: said for name, said in os.environ.items() if not left_out.search(name)},
        capture_output=True,
        text=True,
    )
    assert " passed" in done.stdout
    assert (done.returncode, "make them quicker" in done.stdout) == (1, True)
