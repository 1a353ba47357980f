"""kill -9 of writers at any moment: nothing acknowledged is lost, nothing is half done."""

import gc
import os
import random
import signal
import time
from collections.abc import Callable
from heapq import heappop, heappush

from django.db import connections

from bench.faults import life
from bench.faults.consistency import half_done
from bench.faults.scene import Report, world

AT_ONCE = 4
LONGEST = 0.45  # seconds a writer lives at most: a few acts
LOOK_EVERY = 500


def born(work: Callable[[int], None]) -> tuple[int, int]:
    """A process that does ``work`` with the end of a pipe to write to; its id, and our end."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child:
        os.close(theirs)
        return child, ours
    try:
        os.close(ours)
        work(theirs)
    finally:
        os._exit(3)  # a writer ends only by being killed: anything else is reported


def dead(child: int, pipe: int) -> tuple[list[str], int]:
    """Kill it; what it had acknowledged, in whole lines, and how it really ended."""
    os.kill(child, signal.SIGKILL)
    said = b""
    while part := os.read(pipe, 65536):
        said += part
    os.close(pipe)
    return said.decode().split("\n")[:-1], os.waitpid(child, 0)[1]


def run(kills: int) -> Report:
    report, acknowledged = Report(), set[str]()
    report.add(kills=0, acknowledged=0, looks=0)
    found = world()
    names = [f"writer{n}" for n in range(AT_ONCE)]
    while life.alive(found, names[0]).endswith("-00000"):  # one whole life, to warm up
        life.one_act(found, f"{names[0]}-00000")
    connections.close_all()  # nothing open may cross a fork
    gc.freeze()

    def work(name: str) -> Callable[[int], None]:
        def lives(pipe: int) -> None:
            while True:
                key = life.alive(found, name)
                os.write(pipe, f"{life.one_act(found, key)}\n".encode())

        return lives

    began, writers = time.monotonic(), list[tuple[float, str, int, int]]()
    while report.counts["kills"] < kills:
        while len(writers) < AT_ONCE:
            name = next(n for n in names if n not in {w[1] for w in writers})
            end = time.monotonic() + random.uniform(0, LONGEST)
            heappush(writers, (end, name, *born(work(name))))
        _kill_next(report, writers, acknowledged)
        if report.counts["kills"] % LOOK_EVERY == 0 or report.counts["kills"] >= kills:
            while writers:  # a look in several queries wants nobody writing between them
                _kill_next(report, writers, acknowledged)
            _look(report, acknowledged)
    report.counts["per_second"] = round(report.counts["kills"] / (time.monotonic() - began), 1)
    return report


def _kill_next(
    report: Report, writers: list[tuple[float, str, int, int]], acknowledged: set[str]
) -> None:
    end, name, child, pipe = heappop(writers)
    time.sleep(max(0, end - time.monotonic()))
    said, status = dead(child, pipe)
    report.insist(os.WTERMSIG(status) == signal.SIGKILL, f"{name} ended by itself: {status}")
    acknowledged |= set(said)
    report.add(kills=1, acknowledged=len(said))


def _look(report: Report, acknowledged: set[str]) -> None:
    missing = life.lost(acknowledged)
    report.add(looks=1, lost=len(missing), half_done=len(torn := half_done()))
    report.faults += [f"lost: {one}" for one in missing] + torn
    connections.close_all()
