"""Runs the installed program in processes of its own, as a reader of the README would."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPResponse
from pathlib import Path


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def surroundings(data: Path, port: int, **more: str) -> dict[str, str]:
    """A folder and a database of its own, whatever the tests themselves run on."""
    given = {k: v for k, v in os.environ.items() if not k.startswith(("PACTWORK", "DATABASE"))}
    given |= {"PACTWORK_DATA": str(data), "PORT": str(port or free_port()), **more}
    given["DJANGO_SETTINGS_MODULE"] = "pactwork.settings"
    return given


def finished(*words: str, data: Path, port: int = 0, **environment: str) -> tuple[int, str]:
    """The exit code of a command, and everything it said."""
    done = subprocess.run(
        [sys.executable, "-m", "pactwork.cli", *words],
        env=surroundings(data, port, **environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=120,
    )
    return done.returncode, done.stdout


@contextmanager
def running(
    *words: str, data: Path, port: int = 0, **environment: str
) -> Iterator[subprocess.Popen[str]]:
    """A command that goes on until it is stopped; it is gone at the end in any case."""
    process = subprocess.Popen(
        [sys.executable, "-m", "pactwork.cli", *words],
        env=surroundings(data, port, **environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=60)


def patiently(page: urllib.request.Request | str, seconds: float = 60) -> HTTPResponse:
    """A server takes a moment to stand up."""
    end = time.monotonic() + seconds
    while True:
        try:
            answer: HTTPResponse = urllib.request.urlopen(page, timeout=10)
        except (urllib.error.URLError, TimeoutError) as error:
            early = isinstance(getattr(error, "reason", error), ConnectionError | TimeoutError)
            early |= isinstance(error, urllib.error.HTTPError) and error.code == 503
            if time.monotonic() > end or not early:
                raise
            time.sleep(0.1)
        else:
            return answer
