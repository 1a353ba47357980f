"""Things done to the real product, each in a process and on a database of its own, and what came of it."""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from bench.faults import places

BOTH = ("sqlite", "postgresql")


@dataclass(frozen=True)
class Trial:
    """One kind: how often in the short form, how often in full, and where."""

    name: str
    short: int
    full: int
    on: tuple[str, ...] = BOTH
    how: str = ""
    control: str = ""  # what has to be caught here, and was


@dataclass(frozen=True)
class Outcome:
    trial: Trial
    on: str
    counts: dict[str, float]
    faults: list[str]
    seconds: float

    @property
    def well(self) -> bool:
        return bool(self.faults) is bool(self.trial.control)

    def lines(self) -> Iterator[str]:
        what = f"{self.trial.name}{f' ({self.trial.how})' if self.trial.how else ''}"
        counts = ", ".join(f"{name} {number}" for name, number in self.counts.items())
        sign = "ok  " if self.well else "FAIL"
        yield f"{sign} {what:<15} {self.on:<11} {self.seconds:>6.1f} s   {counts}"
        if self.trial.control:
            yield f"     a control: {self.trial.control}"
        yield from (f"     {one}" for one in self.faults[:8] if not self.trial.control)


def done(package: str, trial: Trial, place: places.Place, count: int, errors: int) -> Outcome:
    """``bench.PACKAGE.NAME`` in a process and on a database of its own."""
    words = [sys.executable, "-m", "bench.one", package, trial.name, str(count), trial.how]
    began = time.monotonic()
    ran = subprocess.run(
        [word for word in words if word],
        env=place.copy(),
        cwd=places.HERE,
        stdout=subprocess.PIPE,
        stderr=errors,
        text=True,
    )
    seconds = time.monotonic() - began
    try:
        told = json.loads(ran.stdout.splitlines()[-1])
    except (IndexError, ValueError):
        told = {"counts": {}, "faults": [f"ended with {ran.returncode} and no report"]}
    return Outcome(trial, place.kind, told["counts"], told["faults"], seconds)


def main(package: str, trials: Sequence[Trial], about: str) -> None:
    options = argparse.ArgumentParser(prog=f"python -m bench.{package}", description=about)
    options.add_argument("--full", action="store_true", help="all of it: about half an hour")
    options.add_argument("--only", help="one kind", choices=sorted({t.name for t in trials}))
    options.add_argument("--count", type=int, help="how often, instead of the usual")
    options.add_argument("--on", choices=BOTH, help="one kind of database")
    options.add_argument("--postgresql", default="", help="a server to use; else one is started")
    options.add_argument("--errors", action="store_true", help="show what the product logs")
    given = options.parse_args()
    errors = sys.stderr.fileno() if given.errors else os.open(os.devnull, os.O_WRONLY)
    outcomes, began = [], time.monotonic()
    with ExitStack() as stack:
        for kind in (given.on,) if given.on else BOTH:
            open_place = (
                places.sqlite() if kind == "sqlite" else places.postgresql(given.postgresql)
            )
            place = stack.enter_context(open_place)
            for trial in trials:
                if kind not in trial.on or given.only not in (None, trial.name):
                    continue
                count = given.count or (trial.full if given.full else trial.short)
                outcomes.append(done(package, trial, place, count, errors))
                print("\n".join(outcomes[-1].lines()), flush=True)
    print(f"{len(outcomes)} {package} in {time.monotonic() - began:.0f} s")
    sys.exit(0 if all(outcome.well for outcome in outcomes) else 1)
