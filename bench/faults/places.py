"""Databases that go away: a folder for SQLite, a private PostgreSQL cluster, and quick copies."""

import os
import pwd
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from tempfile import mkdtemp
from urllib.parse import urlsplit, urlunsplit

HERE = Path(__file__).resolve().parents[2]
TOOLS = Path("/usr/lib/postgresql")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def surroundings(data: Path, url: str, **more: str) -> dict[str, str]:
    """The environment of a process of the product that lives in this place."""
    given = {k: v for k, v in os.environ.items() if not k.startswith(("PACTWORK", "DATABASE"))}
    given |= {"DJANGO_SETTINGS_MODULE": "pactwork.settings", "PACTWORK_MODE": "test"}
    given |= {"PACTWORK_DATA": str(data), "PACTWORK_URL": "http://testserver"}
    given |= {"PYTHONPATH": f"{HERE / 'src'}:{HERE}", "PACTWORK_SECRET_KEY": "bench"}
    return given | ({"DATABASE_URL": url} if url else {}) | more


@dataclass
class Place:
    """One kind of database, prepared once; ``copy`` gives a fresh one in a moment."""

    kind: str
    folder: Path
    url: str = ""  # of the prepared database; nothing for SQLite
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def prepare(self) -> None:
        """A migrated database with Nadine's world in it."""
        start = self.folder / "start"
        start.mkdir()
        env = surroundings(start, self.url)
        subprocess.run([sys.executable, "-m", "bench.faults.scene"], env=env, check=True, cwd=HERE)

    def copy(self, **more: str) -> dict[str, str]:
        """Surroundings with a copy of what was prepared."""
        data = self.folder / f"copy{next(self.numbers)}"
        shutil.copytree(self.folder / "start", data)
        if not self.url:
            return surroundings(data, "", **more)
        parts = urlsplit(self.url)
        name = f"{parts.path.strip('/')}_{data.name}"
        self.ask_server(f'CREATE DATABASE "{name}" TEMPLATE "{parts.path.strip("/")}"')
        return surroundings(data, urlunsplit(parts._replace(path=name)), **more)

    def ask_server(self, sql: str) -> None:
        ask_server(self.url, sql)


def ask_server(url: str, sql: str) -> None:
    import psycopg  # late: not everybody has a PostgreSQL

    server = urlunsplit(urlsplit(url)._replace(path="postgres"))
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.encode())


@contextmanager
def sqlite() -> Iterator[Place]:
    folder = Path(mkdtemp(prefix="pactwork-faults-"))
    try:
        place = Place("sqlite", folder)
        place.prepare()
        yield place
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def postgresql(url: str = "") -> Iterator[Place]:
    """In the cluster at ``url``, or in one of our own."""
    folder = Path(mkdtemp(prefix="pactwork-faults-"))
    with Cluster(folder / "cluster") if not url else _given(url) as server:
        try:
            name = f"faults_{os.getpid()}"
            base = urlunsplit(urlsplit(server)._replace(path=name))
            ask_server(base, f'CREATE DATABASE "{name}"')
            place = Place("postgresql", folder, base)
            place.prepare()
            yield place
            if url:
                _drop_all(base, name)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _given(url: str) -> Iterator[str]:
    yield url


def _drop_all(url: str, name: str) -> None:
    import psycopg  # late: not everybody has a PostgreSQL

    server = urlunsplit(urlsplit(url)._replace(path="postgres"))
    with psycopg.connect(server, autocommit=True) as connection:
        like = "SELECT datname FROM pg_database WHERE datname LIKE %s"
        for (found,) in connection.execute(like, [f"{name}%"]).fetchall():
            connection.execute(f'DROP DATABASE "{found}" WITH (FORCE)'.encode())


class Cluster:
    """A PostgreSQL of our own on the loopback, with its durability as shipped."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        found = sorted(TOOLS.glob("*/bin/initdb"))
        if not found:
            raise SystemExit("PostgreSQL is not installed here (Debian: apt install postgresql).")
        self.tools = found[-1].parent

    def tool(self, name: str, *words: str, check: bool = True) -> None:
        # PostgreSQL refuses to run as root.
        before = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        command = [*before, str(self.tools / name), *words]
        quiet = subprocess.DEVNULL
        subprocess.run(command, check=check, stdout=quiet, stderr=quiet, cwd="/")

    def start(self) -> None:
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c max_connections=60"
        options += f" -c unix_socket_directories={self.folder}"
        log = str(self.folder / "log")
        self.tool("pg_ctl", "-D", str(self.folder / "db"), "-w", "-l", log, "-o", options, "start")

    def stop(self, how: str = "immediate") -> None:
        self.tool("pg_ctl", "-D", str(self.folder / "db"), "-m", how, "stop", check=False)

    def __enter__(self) -> str:
        self.folder.mkdir()
        if os.getuid() == 0:
            self.folder.parent.chmod(0o755)
            shutil.chown(self.folder, pwd.getpwnam("postgres").pw_uid)
        words = ["-U", "pactwork", "--auth=trust", "-E", "UTF8", "--no-sync"]
        self.tool("initdb", "-D", str(self.folder / "db"), *words)
        self.start()
        return f"postgres://pactwork@127.0.0.1:{self.port}/postgres"

    def __exit__(self, *error: object) -> None:
        self.stop()
