"""A backup is restored to another place, on whichever database the tests run, and nothing is missing."""

import json
import os
import re
import shutil
import sqlite3
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fcntl import LOCK_EX, flock
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
import pytest
from django.conf import LazySettings
from django.db import connection

from pactwork.commands.copies import Wrong, unpack
from pactwork.commands.restore import signed_and_keys, unpacked
from tests.migrated import migrated
from tests.programs import finished

MODULE = "src/pactwork/modules/files/action-inquiry/module.yaml"


ROSTER = """key,name,email,role
ruth,Prof. Ruth Adeyemi,ruth@midshire.example,module_leader
"""
# Somebody of before signs in with a mailed code, and has a file of before.
VISIT = """
import hashlib, pathlib, re
from django.conf import settings
from django.test import Client
from pactwork.history.outbox import deliver_due
from pactwork.wiring.emails import EMAILS
from pactwork.modules.models import Blob
reader = Client()
reader.post("/sign-in/", {"email": "ruth@midshire.example"})
deliver_due(EMAILS)
letter = max(pathlib.Path(settings.EMAIL_FILE_PATH).iterdir()).read_text()
reader.post("/sign-in/code/", {"code": re.search(r"\\b\\d{4} \\d{4}\\b", letter)[0]})
blob = Blob.objects.order_by("pk").first()
got = reader.get(f"/files/{blob.ref}/")
print("home", reader.get("/").status_code)
print("same", hashlib.sha256(got.getvalue()).hexdigest() == blob.digest)
"""


@dataclass
class Place:
    """A data folder and a database of its own."""

    data: Path
    environment: dict[str, str]

    @property
    def name(self) -> str:
        """Of its database, on PostgreSQL."""
        return self.environment["DATABASE_URL"].rpartition("/")[2]

    def run(self, *words: str) -> tuple[int, str]:
        return finished(*words, data=self.data, **self.environment)


class Grounds:
    """Makes places by name. On PostgreSQL each is a database of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.made = folder, 0
        known = connection.settings_dict
        self.where = f"postgres://{known['USER']}@{known['HOST']}:{known['PORT']}"

    def administer(self, statement: str) -> None:
        with psycopg.connect(f"{self.where}/postgres", autocommit=True) as it:
            it.execute(statement)  # type: ignore[call-overload]

    def new(self, like: Place | None = None) -> Place:
        self.made += 1
        data, environment = self.folder / f"place{self.made}", {}
        if like:
            shutil.copytree(like.data, data)
        if connection.vendor == "postgresql":
            name = f"pactwork_drill_{os.getpid()}_{self.made}"
            copied = f"TEMPLATE {like.name}" if like else ""
            self.administer(f"CREATE DATABASE {name} {copied}")
            environment["DATABASE_URL"] = f"{self.where}/{name}"
        return Place(data, environment)

    def clear(self) -> None:
        if connection.vendor == "postgresql":
            for n in range(1, self.made + 1):
                self.administer(f"DROP DATABASE IF EXISTS pactwork_drill_{os.getpid()}_{n}")


@pytest.fixture(scope="module")
def grounds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Grounds]:
    it = Grounds(tmp_path_factory.mktemp("drill"))
    yield it
    it.clear()


@pytest.fixture(scope="module")
def first(grounds: Grounds) -> Place:
    """A module with its files, on an up-to-date database, and a checkpoint; made once."""
    made = grounds.new()
    if connection.vendor == "sqlite":
        migrated(made.data)
    else:
        assert made.run("migrate")[0] == 0
    assert made.run("module", "load", MODULE, "--institution", "Midshire University")[0] == 0
    people = made.data / "people.csv"
    people.write_text(ROSTER)
    code, said = made.run("roster", "load", str(people), "--yes")
    assert code == 0, said
    assert made.run("checkpoint")[0] == 0
    return made


@pytest.fixture
def university(grounds: Grounds, first: Place) -> Place:
    return grounds.new(like=first)


def ends(place: Place) -> list[str]:
    """What ``verify`` says of every chain."""
    code, said = place.run("verify")
    assert code == 0, said
    return re.findall(r"\w+: \d+ entr\w+, ending \w+", said)


def test_the_drill(university: Place, grounds: Grounds, tmp_path: Path) -> None:
    """Backed up, restored elsewhere, compared; refused over something, and replaced when told to."""
    file = tmp_path / "backup.tar"
    code, said = university.run("backup", str(file))
    assert (code, "does not contain the keys" in said) == (0, True), said
    assert file.stat().st_mode & 0o077 == 0
    code, said = university.run("backup", str(file))
    assert (code, "never written over another" in said) == (1, True)

    second = grounds.new()
    code, said = second.run("restore", str(file))
    assert (code, "every chain to its end" in said) == (0, True), said
    assert "secret key is a different one" in said
    assert ends(second) == ends(university)
    with tarfile.open(file) as archive:
        listed = json.loads(archive.extractfile("manifest.json").read())  # type: ignore[union-attr]
    assert listed["counts"]["modules_run"] == 1
    assert sum(name.startswith("uploads/") for name in listed["files"]) >= 3
    for name in listed["files"]:
        if "/" in name:
            assert (second.data / name).read_bytes() == (university.data / name).read_bytes()

    visited = Place(second.data, {**second.environment, "PACTWORK_MODE": "test"})
    code, said = visited.run("django", "shell", "-c", VISIT)
    assert "home 200" in said, said
    assert "same True" in said, said

    code, said = second.run("restore", str(file))
    assert (code, "nothing was changed" in said) == (1, True)
    assert university.run("module", "load", MODULE, "--starts", "2027-01-18")[0] == 0
    (university.data / "uploads" / "later").write_text("since then")
    code, said = university.run("restore", str(file), "--replace")
    assert (code, "every chain to its end" in said) == (0, True), said
    assert ends(university) == ends(second)
    assert not (university.data / "uploads" / "later").exists()


def test_a_backup_with_keys_opens_everything_again(
    university: Place, grounds: Grounds, tmp_path: Path
) -> None:
    file = tmp_path / "backup.tar.gz"
    code, said = university.run("backup", str(file), "--with-keys")
    assert (code, "can sign in as anyone" in said) == (0, True), said
    second = grounds.new()
    code, said = second.run("restore", str(file))
    assert (code, "another one" in said) == (0, False), said
    for name in ("secret", "checkpoint"):
        kept = second.data / "keys" / name
        assert kept.read_text() == (university.data / "keys" / name).read_text()
        assert kept.stat().st_mode & 0o077 == 0
    assert (second.data / "keys" / "secret.before").exists()  # made when the place was new
    assert university.run("verify", "--against", *map(str, signed(second)))[0] == 0


def test_no_key_is_thrown_away_however_often_others_are_restored(
    settings: LazySettings, tmp_path: Path
) -> None:
    settings.DATA = tmp_path / "data"
    for key in "ABCD":
        folder = tmp_path / key
        (folder / "keys").mkdir(parents=True)
        (folder / "keys" / "secret").write_text(key)
        signed_and_keys(folder)
    kept = {p.name: p.read_text() for p in (tmp_path / "data" / "keys").iterdir()}
    assert kept.pop("secret") == "D"
    assert sorted(kept.values()) == ["A", "B", "C"]
    assert all(name.startswith("secret.before") for name in kept)


def signed(place: Place) -> list[Path]:
    return list((place.data / "checkpoints").iterdir())


def test_a_restored_past_does_not_unsay_what_was_signed_since(
    university: Place, tmp_path: Path
) -> None:
    file = tmp_path / "backup.tar"
    assert university.run("backup", str(file))[0] == 0
    assert university.run("module", "load", MODULE, "--starts", "2027-01-18")[0] == 0
    assert university.run("checkpoint")[0] == 0
    assert university.run("restore", str(file), "--replace")[0] == 0
    code, said = university.run("verify", "--against", *map(str, signed(university)))
    assert (code, "lost its end since then" in said) == (1, True)


def repacked(file: Path, change: Callable[[Path], object]) -> Path:
    """The backup with something in it changed."""
    folder = file.with_suffix(".folder")
    shutil.rmtree(folder, ignore_errors=True)
    unpack(file, folder)
    change(folder)
    other = file.with_name("other.tar")
    with tarfile.open(other, "w") as archive:
        for path in sorted(folder.rglob("*")):
            archive.add(path, str(path.relative_to(folder)), recursive=False)
    return other


def flipped(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def relisted(**change: object) -> Callable[[Path], object]:
    def tamper(folder: Path) -> None:
        path = folder / "manifest.json"
        path.write_text(json.dumps(json.loads(path.read_text()) | change))

    return tamper


def each(part: str, *wrong: Any) -> list[tuple[str, Any]]:
    return [(part, one) for one in wrong]


MISTYPED: list[tuple[str, Any]] = [
    *(
        pair
        for part in ("counts", "heads", "files", "keys")
        for pair in each(part, [], None, "x", 1)
    ),
    *each("counts", *({"modules_run": n} for _, n in each("", "1", None, -1, 1.5, True, []))),
    *each("heads", {"m": [1]}, {"m": [1, 2]}, {"m": ["1", "a"]}, {"m": "1a"}, {"m": None}),
    *each("heads", {"m": {}}, {"m": [1, "a", "b"]}),
    *each("files", {"manifest.json": None}, {"manifest.json": 1}, {"manifest.json": []}),
    *each("format", "1", None, 0, 1.5),
    *each("made_at", None, 5),
]


def test_what_a_killed_restore_left_goes_with_the_next_one(
    university: Place, tmp_path: Path
) -> None:
    file = tmp_path / "backup.tar"
    assert university.run("backup", str(file))[0] == 0
    left = university.data / ".restore-k1ll3d"
    (left / "uploads").mkdir(parents=True)
    (left / "database.dump").write_text("everybody's words")
    with (university.data / ".restore.lock").open("w") as turn:
        flock(turn, LOCK_EX)
        code, said = university.run("restore", str(file), "--replace")
        assert (code, "another restore is running" in said) == (1, True)
        assert left.exists()
    code, said = university.run("restore", str(file), "--replace")
    assert code == 0, said
    assert list(university.data.glob(".restore-*")) == []


def test_a_damaged_backup_is_refused_before_anything_is_touched(
    university: Place, tmp_path: Path
) -> None:
    file, before = tmp_path / "backup.tar", ends(university)
    assert university.run("backup", str(file))[0] == 0
    damaged = repacked(file, lambda f: flipped(next(f.glob("database.*"))))
    code, said = university.run("restore", str(damaged), "--replace")
    assert (code, "the backup is damaged: database" in said) == (1, True)
    assert ends(university) == before
    for change, why in (
        (lambda f: flipped(next(f.glob("uploads/*/*"))), "the backup is damaged: uploads"),
        (lambda f: next(f.glob("uploads/*/*")).unlink(), "the backup is damaged: uploads"),
        (lambda f: (f / "uploads" / "more").write_text("+"), "the backup is damaged: uploads/more"),
        (lambda f: (f / "manifest.json").unlink(), "is not a Pactwork backup"),
        (relisted(format=9), "later version of Pactwork"),
        (relisted(database="oracle"), "from oracle"),
        (lambda f: (f / "manifest.json").write_text("{"), "property name"),
        (lambda f: (f / "manifest.json").write_text("{}"), "is not a Pactwork backup"),
        *((relisted(**{part: wrong}), f"not in order .{part}") for part, wrong in MISTYPED),
    ):
        with pytest.raises((Wrong, ValueError), match=why):
            unpacked(repacked(file, change), tmp_path / f"into-{why[:3]}")
    file.write_bytes(file.read_bytes()[:3000])
    code, said = university.run("restore", str(file), "--replace")
    assert (code, "Not restored" in said) == (1, True)


def test_a_backup_that_lacks_what_its_list_says_takes_nobodys_place(
    university: Place, tmp_path: Path
) -> None:
    """A list that promises more than there is: compared before anything goes, and refused."""
    file = tmp_path / "backup.tar"
    assert university.run("backup", str(file))[0] == 0
    with tarfile.open(file) as archive:
        listed = json.loads(archive.extractfile("manifest.json").read())  # type: ignore[union-attr]
    counts = listed["counts"] | {"modules_run": 2}
    heads = {chain: [length + 1, end] for chain, (length, end) in listed["heads"].items()}
    other = repacked(file, relisted(counts=counts, heads=heads))
    before = ends(university)
    code, said = university.run("restore", str(other), "--replace")
    assert code == 1
    assert "modules_run has 1 row; the backup had 2" in said
    assert "does not end where it did" in said
    assert ends(university) == before


def test_a_backup_made_while_people_write_is_of_one_moment(
    university: Place, grounds: Grounds, tmp_path: Path
) -> None:
    """SQLite's own copy waits for nobody and tears nothing: rows and their chain agree."""
    if connection.vendor != "sqlite":
        pytest.skip("pg_dump reads one snapshot, which is what is counted")
    writer = sqlite3.connect(university.data / "pactwork.sqlite3", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE history_head SET length = 99")
    try:
        assert university.run("backup", str(tmp_path / "backup.tar"))[0] == 0
    finally:
        writer.execute("ROLLBACK")
        writer.close()
    second = grounds.new()
    assert second.run("restore", str(tmp_path / "backup.tar"))[0] == 0
    assert ends(second) == ends(university)


def test_a_backup_may_take_as_long_as_it_takes(university: Place, tmp_path: Path) -> None:
    """PostgreSQL ends a transaction that hangs; that of a backup waits for pg_dump, and does not hang."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite copies by itself")
    url = university.environment["DATABASE_URL"]
    impatient = "-c idle_in_transaction_session_timeout=20ms"
    slow = replace(university, environment={"DATABASE_URL": f"{url}?options={quote(impatient)}"})
    code, said = slow.run("backup", str(tmp_path / "backup.tar"))
    assert code == 0, said
