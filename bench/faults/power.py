"""Power cuts on SQLite: every state the disk could be in, rebuilt and opened.

strace writes down what the product asks of the disk while it works: writes, syncs, and when it says
that something is done. At each point in between, the power may go: whatever was synced is there, of
the rest any part may be. The writes of one file are cut at a point or dropped at random.
"""

import os
import random
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.faults.places import HERE
from bench.faults.scene import Report

CALL = re.compile(r"^\d+ +(\w+)\((\d+)<([^>]*)>(.*)\) += (\d+)")
UNLINK = re.compile(r'^\d+ +unlink(?:at)?\((?:AT_FDCWD(?:<[^>]*>)?, )?"([^"]*)"')
HEX = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
KINDS = ("none", "all", "half", "some")  # of the writes that were not synced yet


@dataclass
class Event:
    """One line of the record that matters: a write, a cut, a sync, a file gone, a thing said."""

    kind: str
    file: str = ""
    at: int = 0
    data: bytes = b""


def recorded(acts: int, folder: Path, mode: str) -> list[Event]:
    """What the disk was asked while so many acts were done in this folder."""
    log = folder / "strace"
    calls = "trace=pwrite64,write,fsync,fdatasync,ftruncate,unlink,unlinkat"
    command = ["strace", "-f", "-y", "-xx", "-s", "200000", "-e", calls, "-o", str(log)]
    command += [sys.executable, "-m", "bench.faults.power", str(acts), mode]
    subprocess.run(command, check=True, cwd=HERE, stdout=subprocess.DEVNULL)
    return list(events(log))


def events(log: Path) -> Iterator[Event]:
    with log.open() as lines:
        for line in lines:
            if gone := UNLINK.match(line):
                yield Event("gone", file=plain(gone[1]))
            found = CALL.match(line)
            if found is None:
                continue
            call, number, file, rest, _done = found.groups()
            name = plain(file)
            if call == "write" and number == "1":
                yield Event("said", data=content(rest))
            elif call == "pwrite64":
                yield Event("write", name, int(rest.rpartition(", ")[2]), content(rest))
            elif call in ("fsync", "fdatasync"):
                yield Event("sync", name)
            elif call == "ftruncate":
                yield Event("cut", name, int(rest.rpartition(", ")[2]))


def plain(file: str) -> str:
    """A file's name without its folder; -xx writes names in hex as well."""
    name = bytes.fromhex(file.replace("\\x", "")).decode() if "\\x" in file else file
    return name.rpartition("/")[2]


def content(rest: str) -> bytes:
    found = HEX.search(rest)
    return bytes.fromhex(found[1].replace("\\x", "")) if found else b""


@dataclass
class Disk:
    """What is surely there, and what was written since the last sync of each file."""

    there: dict[str, bytearray] = field(default_factory=dict)
    loose: dict[str, list[Event]] = field(default_factory=dict)

    def happens(self, event: Event) -> None:
        if event.kind == "gone":
            self.there.pop(event.file, None)
            self.loose.pop(event.file, None)
        elif event.kind == "sync":
            for one in self.loose.pop(event.file, []):
                apply(self.there.setdefault(event.file, bytearray()), one)
        elif event.kind in ("write", "cut"):
            self.loose.setdefault(event.file, []).append(event)

    def image(self, kind: str, chance: random.Random) -> dict[str, bytearray]:
        """The files as they might be after the power was cut just now."""
        found = {name: bytearray(data) for name, data in self.there.items()}
        for name, waiting in self.loose.items():
            kept = {
                "none": [],
                "all": waiting,
                "half": waiting[: chance.randint(0, len(waiting))],
                "some": [one for one in waiting if chance.random() < 0.5],
            }[kind]
            for one in kept:
                apply(found.setdefault(name, bytearray()), one)
        return found


def apply(data: bytearray, event: Event) -> None:
    if event.kind == "cut":
        del data[event.at :]
        return
    data.extend(bytes(max(0, event.at - len(data))))
    data[event.at : event.at + len(event.data)] = event.data


def opened(image: dict[str, bytearray], folder: Path) -> tuple[int, str]:
    """How many entries the history has once SQLite has recovered; and what is wrong."""
    for name, data in image.items():
        if name.startswith("pactwork.sqlite3") and not name.endswith("-shm"):
            (folder / name).write_bytes(data)
    try:
        connection = sqlite3.connect(folder / "pactwork.sqlite3")
        try:
            well = connection.execute("PRAGMA integrity_check").fetchone()[0]
            entries = connection.execute("SELECT count(*) FROM history_entry").fetchone()[0]
            heads = connection.execute("SELECT sum(length) FROM history_head").fetchone()[0]
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        return 0, str(error)
    finally:
        for path in list(folder.iterdir()):
            path.unlink()
    if well != "ok" or entries != heads:
        return entries, f"integrity {well}, {entries} entries, heads say {heads}"
    return entries, ""


def run(acts: int, mode: str = "") -> Report:
    report, chance = Report(), random.Random(7)
    data = Path(os.environ["PACTWORK_DATA"])
    start = {one.name: bytearray(one.read_bytes()) for one in data.glob("pactwork.sqlite3*")}
    disk, promised = Disk(start), 0
    report.add(points=0, images=0, losing=0, corrupt=0, most_lost=0, commits=0)
    # In memory where there is such a place: the images are many, and need no disk.
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with TemporaryDirectory(dir=memory) as place:
        for event in recorded(acts, data, mode):
            if event.kind == "said" and event.data.strip().isdigit():
                promised = int(event.data)
                report.add(commits=1)
            disk.happens(event)
            if promised and event.kind in ("write", "sync", "cut", "gone"):
                report.add(points=1)
                kinds = (
                    KINDS if event.kind == "sync" or report.counts["points"] % 4 == 0 else KINDS[:1]
                )
                for kind in kinds:
                    _look(report, disk.image(kind, chance), Path(place), promised)
    report.insist(report.counts["commits"] == acts, "not every act was recorded")
    return report


def _look(report: Report, image: dict[str, bytearray], place: Path, promised: int) -> None:
    entries, wrong = opened(image, place)
    report.add(images=1, corrupt=bool(wrong), losing=not wrong and entries < promised)
    report.insist(not wrong, f"corrupt: {wrong}")
    if not wrong and entries < promised:
        report.counts["most_lost"] = max(report.counts["most_lost"], promised - entries)
        report.faults.append(f"{promised - entries} acknowledged entries are lost")


def main() -> None:
    """The recorded process: real acts; after each, how many entries the history must have."""
    import django

    django.setup()
    from django.db import connection

    from bench.faults import life
    from bench.faults.scene import world
    from pactwork.history.models import Entry  # late: models load once Django is set up

    found = world()
    with connection.cursor() as cursor:
        if "normal" in sys.argv[2]:
            cursor.execute("PRAGMA synchronous=NORMAL")
        if "small" in sys.argv[2]:
            cursor.execute("PRAGMA wal_autocheckpoint=40")
    for _ in range(int(sys.argv[1])):
        life.one_act(found, life.alive(found, "writer"))
        os.write(1, f"{Entry.objects.count()}\n".encode())


if __name__ == "__main__":
    main()
