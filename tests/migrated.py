"""A database with all tables, migrated once and then copied: every session and every program begins with one.

It lies in the environment's own folder, under a name made of whatever migrations are made of; who finds none
makes it, and whoever comes meanwhile waits. That migrations themselves run from nothing is shown by
tests/test_commands.py, tests/test_add_an_app.py and the template's own making.
"""

import ast
import fcntl
import hashlib
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import django

import pactwork
from tests.programs import finished

SOURCE = Path(pactwork.__file__).parent
FOLDER = Path(sys.prefix) / "var"


def _sources() -> Iterator[Path]:
    """Migrations, what they import of ours, and what else ``pactwork migrate`` does."""
    yield from (SOURCE / "commands" / "migrate.py", SOURCE / "wiring" / "apps.py")
    for path in sorted(SOURCE.glob("*/migrations/*.py")):
        yield path
        for node in ast.walk(ast.parse(path.read_text())):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [a.name for a in node.names] if isinstance(node, ast.Import) else []
            for name in names:
                if name.startswith("pactwork."):
                    place = SOURCE.joinpath(*name.split(".")[1:])
                    yield place / "__init__.py" if place.is_dir() else place.with_suffix(".py")


def _name() -> str:
    said = hashlib.sha256(f"{django.__version__} {sqlite3.sqlite_version}".encode())
    for path in sorted(set(_sources())):
        said.update(path.relative_to(SOURCE).as_posix().encode() + path.read_bytes())
    return f"migrated-{said.hexdigest()[:20]}.sqlite3"


def template() -> Path:
    FOLDER.mkdir(exist_ok=True)
    there = FOLDER / _name()
    with (FOLDER / "migrated.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not there.exists():
            for older in FOLDER.glob("migrated-*.sqlite3"):
                older.unlink()
            _make(there)
    return there


def _make(there: Path) -> None:
    with tempfile.TemporaryDirectory() as data:
        code, said = finished("migrate", data=Path(data), PACTWORK_MODE="test")
        assert code == 0, said
        with closing(sqlite3.connect(Path(data) / "pactwork.sqlite3")) as made:
            made.execute("VACUUM INTO ?", [f"{there}.new"])
    Path(f"{there}.new").rename(there)


def migrated(data: Path) -> None:
    """What ``pactwork migrate`` leaves in this folder, where nothing is yet."""
    data.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(template(), data / "pactwork.sqlite3")
