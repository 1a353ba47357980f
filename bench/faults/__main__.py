"""``python -m bench.faults [--full] [--only NAME] [--count N] [--on sqlite]``: each fault and its counts."""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

from bench.faults import places

BOTH = ("sqlite", "postgresql")


@dataclass(frozen=True)
class Fault:
    """One kind of fault: how often in the short form, how often in full, and where."""

    name: str
    short: int
    full: int
    on: tuple[str, ...] = BOTH
    how: str = ""
    caught: bool = False  # a control: here the faults have to be found


FAULTS = (
    Fault("decisions", 20, 300),
    Fault("storm", 15, 150),
    Fault("writers", 100, 10_000),
    Fault("server", 6, 300),
    Fault("post", 30, 1_000),
    Fault("power", 10, 40, ("sqlite",)),
    Fault("power", 10, 40, ("sqlite",), "small"),
    Fault("power", 6, 20, ("sqlite",), "normal", caught=True),
    Fault("disk", 10, 60),
    Fault("restoring", 8, 30),
)


@dataclass(frozen=True)
class Outcome:
    fault: Fault
    on: str
    counts: dict[str, float]
    faults: list[str]
    seconds: float

    @property
    def well(self) -> bool:
        return bool(self.faults) is self.fault.caught

    def lines(self) -> Iterator[str]:
        what = f"{self.fault.name}{f' ({self.fault.how})' if self.fault.how else ''}"
        counts = ", ".join(f"{name} {number}" for name, number in self.counts.items())
        sign = "ok  " if self.well else "FAIL"
        yield f"{sign} {what:<15} {self.on:<11} {self.seconds:>6.1f} s   {counts}"
        if self.fault.caught:
            yield "     a control: with synchronous=NORMAL commits have to be lost, and were"
        yield from (f"     {one}" for one in self.faults[:8] if not self.fault.caught)


def done(fault: Fault, place: places.Place, count: int, errors: int) -> Outcome:
    """One fault in a process and on a database of its own."""
    words = [sys.executable, "-m", "bench.faults.one", fault.name, str(count), fault.how]
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
    return Outcome(fault, place.kind, told["counts"], told["faults"], seconds)


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m bench.faults", description=__doc__)
    options.add_argument("--full", action="store_true", help="all of it: about half an hour")
    options.add_argument("--only", help="one kind of fault", choices={f.name for f in FAULTS})
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
            for fault in FAULTS:
                if kind not in fault.on or given.only not in (None, fault.name):
                    continue
                count = given.count or (fault.full if given.full else fault.short)
                outcomes.append(done(fault, place, count, errors))
                print("\n".join(outcomes[-1].lines()), flush=True)
    print(f"{len(outcomes)} faults in {time.monotonic() - began:.0f} s")
    sys.exit(0 if all(outcome.well for outcome in outcomes) else 1)


if __name__ == "__main__":
    main()
