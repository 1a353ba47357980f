"""A restore is killed at any moment, or given a damaged file: what was there is there, or the backup is."""

import gzip
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tarfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections

from bench.faults.scene import Report, world
from pactwork.commands.copies import inside_now, place_of, unpack

TRIED = 10  # restores at most for each kill: some end before it
Damage = Callable[[Path, Path], object]


def run(count: int, how: str = "") -> Report:
    report, kept = Report(), Path(settings.DATA) / "backups"
    kept.mkdir()
    states = {}
    for name in ("old", "new"):
        world().write("nadine" if name == "old" else "priya")
        states[name] = _state()  # before it is noted that there is a backup
        file = kept / f"{name}.tar"
        report.insist(_ran("backup", str(file)).returncode == 0, f"no backup of {name}")
    _kills(report, kept, states, count)
    _damages(report, kept)
    return report


def _kills(report: Report, kept: Path, states: dict[str, Any], count: int) -> None:
    """Each time the other of the two is put back; so many are killed before they have ended."""
    began = time.monotonic()
    report.insist(_ran("restore", str(kept / "old.tar"), "--replace").returncode == 0, "restore")
    takes, now = time.monotonic() - began, "old"
    report.add(kills=0)
    for _ in range(TRIED * count):
        if report.counts["kills"] >= count:
            break
        other = "new" if now == "old" else "old"
        with _started("restore", str(kept / f"{other}.tar"), "--replace") as process:
            try:
                process.communicate(timeout=random.uniform(takes / 3, takes * 1.5))
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                report.add(kills=1)
        found = _state()
        report.insist(found in states.values(), f"{found} is neither old nor new")
        report.insist(_files_are_there(), "a file of the database is missing")
        after = other if found == states[other] else now
        report.add(**{"new" if after == other else "old": 1})
        now = after
    report.insist(_ran("restore", str(kept / "new.tar"), "--replace").returncode == 0, "at last")
    report.insist(_state() == states["new"], "after the last kill nothing can be restored")


def _damages(report: Report, kept: Path) -> None:
    before = _state()
    for name, damage in DAMAGES.items():
        file = kept / f"{name}.damaged"
        damage(kept / "old.tar", file)
        done = _ran("restore", str(file), "--replace")
        plain = "Not restored" in done.stdout and "Traceback" not in done.stdout
        report.insist(done.returncode == 1 and plain, f"{name}: {done.stdout[-300:]}")
        report.insist(_state() == before and _files_are_there(), f"{name} changed something")
        report.add(damaged=1)


def _words(*words: str) -> list[str]:
    return [sys.executable, "-m", "pactwork.cli", *words]


def _ran(*words: str) -> "subprocess.CompletedProcess[str]":
    connections.close_all()
    return subprocess.run(
        _words(*words), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=300
    )


def _started(*words: str) -> "subprocess.Popen[str]":
    connections.close_all()
    quiet = subprocess.DEVNULL
    return subprocess.Popen(
        _words(*words), stdout=quiet, stderr=quiet, text=True, start_new_session=True
    )


def _state() -> Any:
    """How many rows, and where the history stands."""
    connections.close_all()
    found = inside_now()
    connections.close_all()
    return json.loads(json.dumps(found))


def _files_are_there() -> bool:
    from pactwork.modules.models import Blob  # late: models load once Django is set up

    wanted = set(Blob.objects.values_list("digest", flat=True))
    connections.close_all()
    found = {
        hashlib.sha256(path.read_bytes()).hexdigest()
        for path in place_of("uploads").rglob("*")
        if path.is_file()
    }
    return wanted <= found


def _cut(file: Path, to: Path) -> None:
    content = file.read_bytes()
    to.write_bytes(content[: len(content) // 2])


def _flipped(file: Path, to: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    to.write_bytes(content)


def _half_squeezed(file: Path, to: Path) -> None:
    content = gzip.compress(file.read_bytes())
    to.write_bytes(content[: len(content) // 2])


def _half_a_zip(file: Path, to: Path) -> None:
    with zipfile.ZipFile(to, "w") as archive:
        archive.write(file, "backup.tar")
    to.write_bytes(to.read_bytes()[:-200])


def _listed(change: Callable[[dict[str, Any]], None]) -> Damage:
    """Its list says something else than is in it."""

    def damage(file: Path, to: Path) -> None:
        folder = to.with_suffix(".folder")
        unpack(file, folder)
        listed = folder / "manifest.json"
        manifest = json.loads(listed.read_text())
        change(manifest)
        listed.write_text(json.dumps(manifest))
        with tarfile.open(to, "w") as archive:
            for path in sorted(folder.rglob("*")):
                archive.add(path, str(path.relative_to(folder)), recursive=False)
        shutil.rmtree(folder)

    return damage


def _one_more_table(manifest: dict[str, Any]) -> None:
    manifest["counts"]["contracts_lost"] = 3


def _other_end(manifest: dict[str, Any]) -> None:
    manifest["heads"] = {chain: [n + 1, end] for chain, (n, end) in manifest["heads"].items()}


DAMAGES: dict[str, Damage] = {
    "cut": _cut,
    "a bit flipped": _flipped,
    "empty": lambda _file, to: to.write_bytes(b""),
    "no backup": lambda _file, to: to.write_text("Minutes of the meeting\n" * 200),
    "half squeezed": _half_squeezed,
    "half a zip": _half_a_zip,
    "a later form": _listed(lambda m: m.update(format=9)),
    "a wrong digest": _listed(lambda m: m["files"].update({next(iter(m["files"])): "0" * 64})),
    "a table missing": _listed(_one_more_table),
    "rows missing": _listed(lambda m: m["counts"].update(people_person=999)),
    "another end": _listed(_other_end),
    "half a list": _listed(lambda m: m.pop("heads")),
}
