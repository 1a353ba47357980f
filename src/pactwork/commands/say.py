"""How commands speak: results to the output, trouble to the error stream, progress as it happens."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def say(text: str = "") -> None:
    print(text, flush=True)


def trouble(text: str) -> int:
    """Say what is wrong; returns the exit code."""
    print(text, file=sys.stderr, flush=True)
    return 1


def unreadable(error: Exception) -> str:
    """Why a file that was named could not be read, and what to do about it."""
    if isinstance(error, FileNotFoundError):
        return "it is not there. Name it by its whole path."
    if isinstance(error, PermissionError):
        return "this user may not read it. Give it to the user that Pactwork runs as."
    return str(error)


def counted(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


@contextmanager
def step(text: str) -> Iterator[Callable[[str], None]]:
    """A line for one long piece of work; the caller may add how far it has come."""
    start = monotonic()
    live = sys.stdout.isatty()

    def so_far(progress: str) -> None:
        if live:
            print(f"\r{text} … {progress}\x1b[K", end="", flush=True)

    print(f"{text} …", end="" if live else "\n", flush=True)
    yield so_far
    took = f"{text}: done ({monotonic() - start:.1f} s)"
    print(f"\r{took}\x1b[K" if live else took, flush=True)


def waiting_migrations() -> list[str]:
    """The migrations this database still lacks."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]
