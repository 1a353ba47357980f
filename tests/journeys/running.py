"""One demo for all journeys, started by the real command on a database and a folder of its own."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit, urlunsplit
from urllib.request import urlopen

import psycopg
from psycopg import sql

from tests.programs import free_port, surroundings


class Demo:
    """`pactwork demo`, with the worker that sends its letters."""

    def __init__(self, data: Path, database: str = "") -> None:
        self.data = data
        self.port = free_port()
        self.address = f"http://localhost:{self.port}"
        self.environment = {"DATABASE_URL": database} if database else {}
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Run it and wait until it answers; the first time it has a university to invent."""
        with (self.data / "said").open("ab") as said:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "pactwork.cli", "demo"],
                env=surroundings(self.data, self.port, **self.environment),
                stdout=said,
                stderr=said,
                start_new_session=True,
            )
        self._wait(seconds=300)
        self._first_post(seconds=240)

    def _wait(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while self._process and self._process.poll() is None and time.monotonic() < end:
            try:
                urlopen(f"{self.address}/healthz", timeout=10).close()
            except (URLError, OSError):
                time.sleep(0.1)
            else:
                return
        raise RuntimeError(f"The demo does not answer. It said:\n{self.said()}")

    def _first_post(self, seconds: float) -> None:
        """What the invented university owes by now is sent; a story's own letters come at once then."""
        end, before = time.monotonic() + seconds, -1
        while (now := len(list((self.data / "mail").glob("*.log")))) != before:
            if time.monotonic() > end:
                raise RuntimeError(f"The letters do not end. It said:\n{self.said()}")
            before = now
            time.sleep(12)  # many in a row may be moot by now, and nothing goes out meanwhile

    def said(self) -> str:
        return (self.data / "said").read_text()

    def cut_the_power(self) -> None:
        """Every process of it, gone at once and without a word."""
        if self._process:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(30)

    def stop(self) -> None:
        """Ctrl-C, as the demo says; whatever is still there after that is ended."""
        if self._process and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            try:
                self._process.wait(30)
            except subprocess.TimeoutExpired:
                self.cut_the_power()


@contextmanager
def own_database(url: str) -> Iterator[str]:
    """A new database beside the one that ``url`` names, dropped at the end; "" means SQLite."""
    if not url:
        yield ""
        return
    name = sql.Identifier(own := f"pactwork_journeys_{os.getpid()}")
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(name))
        try:
            yield urlunsplit(urlsplit(url)._replace(path=f"/{own}"))
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))
