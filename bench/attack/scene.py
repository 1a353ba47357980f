"""What every attack needs: the post of a day, what is in the tables, and how long the honest waited."""

import hashlib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.core import mail
from django.db import connection
from django.test.utils import setup_test_environment, teardown_test_environment

from bench.faults.scene import Report
from pactwork.ground.installed import jobs
from pactwork.history.outbox import deliver_due
from pactwork.wiring.emails import EMAILS

Gives = TypeVar("Gives")
# What reading may change: who is signed in, and counters that nobody reads a word from.
PASSING = {"django_session", "pactwork_cache"}


@contextmanager
def looked_at() -> Iterator[None]:
    """Emails come to ``mail.outbox``, and pages by Django's test client."""
    setup_test_environment(debug=False)
    try:
        yield
    finally:
        teardown_test_environment()


def post() -> None:
    """One turn of the worker, whose emails are all let out."""
    for job in jobs():
        job.run()
    deliver_due(EMAILS, most=10_000)


def to(address: str) -> list[Any]:
    """Every email that came to this address."""
    return [one for one in mail.outbox if one.to == [address]]


def honest(
    report: Report, what: str, act: Callable[[], Gives], holds: Callable[[Gives], bool]
) -> None:
    """Somebody who attacks nobody does something: they wait for it, and they are not shut out."""
    began = time.monotonic()
    got = act()
    waited = round(1000 * (time.monotonic() - began))
    report.counts["longest_wait_ms"] = max(waited, report.counts.get("longest_wait_ms", 0))
    shut = not holds(got)
    report.add(honest=1, shut_out=shut)
    report.insist(not shut, f"shut out: {what}")


def tables() -> dict[str, str]:
    """A digest of every table, so that whatever was written shows."""
    found = {}
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            if name not in PASSING:
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")
                rows = sorted(repr(row) for row in cursor.fetchall())
                found[name] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return found


def written(before: dict[str, str]) -> list[str]:
    """The tables that have changed since."""
    return sorted(name for name, digest in tables().items() if before.get(name) != digest)
