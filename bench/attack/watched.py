"""What an act takes: seconds of the processor and memory, of this process and of those it starts."""

import os
import resource
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import TypeVar

Gives = TypeVar("Gives")
PAGE = resource.getpagesize()


@dataclass
class Taken:
    """Of the processor, by the clock, and the most memory above what there was before."""

    cpu: float = 0
    wall: float = 0
    megabytes: float = 0


def processor() -> float:
    """Seconds that this process and its children that have ended were given."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def family(process: int) -> Iterator[int]:
    """A process and whatever it has started."""
    yield process
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
        for task in Path(f"/proc/{process}/task").iterdir():
            children += (task / "children").read_text().split()
    except OSError:
        return  # gone in the meantime
    for child in {int(one) for one in children}:
        yield from family(child)


def memory(process: int) -> int:
    """Bytes that a process and its children hold."""
    held = 0
    for one in family(process):
        try:
            held += int(Path(f"/proc/{one}/statm").read_text().split()[1]) * PAGE
        except (OSError, IndexError):
            continue  # gone in the meantime
    return held


def watched(act: Callable[[], Gives]) -> tuple[Gives, Taken]:
    """Do it, looking every few milliseconds what it holds."""
    before, over, most = memory(os.getpid()), Event(), [0]

    def look() -> None:
        while not over.wait(0.01):
            most[0] = max(most[0], memory(os.getpid()) - before)

    looker = Thread(target=look, daemon=True)
    looker.start()
    cpu, began = processor(), time.monotonic()
    try:
        given = act()
    finally:
        taken = Taken(processor() - cpu, time.monotonic() - began)
        over.set()
        looker.join()
    return given, Taken(taken.cpu, taken.wall, max(most[0], 0) / 1e6)
