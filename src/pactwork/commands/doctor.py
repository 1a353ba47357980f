"""``pactwork doctor``: looks at everything that has to be right, and says in plain words what is not."""

import os
from argparse import Namespace
from collections.abc import Callable, Iterator
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import get_connection
from django.db import DatabaseError, connection

from pactwork.commands.ahead import all_ahead
from pactwork.commands.installed import is_demo
from pactwork.commands.say import counted, say, waiting_migrations
from pactwork.ground import clock
from pactwork.history import sealed
from pactwork.history.checkpoints import EVERY, due
from pactwork.history.models import Checkpoint, Delivery, SignInCode
from pactwork.history.outbox import waiting
from pactwork.people.models import Installation
from pactwork.soundness import EVERY as NIGHTLY
from pactwork.web.letters import TOO_LATE

Findings = Iterator[str]
SILENT = timedelta(minutes=3)
LATE = timedelta(minutes=10)


def run(options: Namespace) -> int:
    findings = [finding for check in _checks() for finding in check()]
    for finding in findings:
        say(f"✗ {finding}")
    if not findings:
        say("✓ Everything that can be checked from here is right.")
    return 1 if findings else 0


def _checks() -> Iterator[Callable[[], Findings]]:
    """What can be asked; a database that is away answers nothing else."""
    yield from (folder, secret)
    if found := list(database()):
        yield lambda: iter(found)
        return
    yield from (durability, locks, checked, worker, letters, checkpoints, moments)
    if is_demo():
        say("This is a demo: its address and mail are not checked.")
    else:
        yield from (address, mail, witnesses)


def folder() -> Findings:
    if not os.access(settings.DATA, os.W_OK):
        yield f"The data folder {settings.DATA} cannot be written. Give it to the user who runs this."


def secret() -> Findings:
    for kept in sorted((settings.DATA / "keys").glob("*")):
        if kept.stat().st_mode & 0o077:
            yield f"Others on this machine can read the {kept.name} key. Run: chmod 600 {kept}"
    if os.environ.get("PACTWORK_SECRET_KEY") and len(settings.SECRET_KEY) < 50:
        yield "PACTWORK_SECRET_KEY is shorter than 50 characters. Make it longer, at random."


def database() -> Findings:
    try:
        lacking = waiting_migrations()
    except DatabaseError as error:
        yield f"The database does not answer ({error}). Check DATABASE_URL, or the data folder."
        return
    if lacking:
        yield f"The database lacks {counted(len(lacking), 'change', 'changes')}. Run `pactwork migrate`."


def durability() -> Findings:
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        journal = cursor.execute("PRAGMA journal_mode").fetchone()[0]
        synchronous = cursor.execute("PRAGMA synchronous").fetchone()[0]
    if journal != "wal":
        yield f"SQLite keeps its journal as {journal!r}, not 'wal'. Is the folder on a network drive?"
    if synchronous != 2:
        yield "SQLite does not wait for the disk, so a power cut could lose a decision."


def address() -> Findings:
    parts = urlsplit(settings.PACTWORK_URL)
    if parts.scheme != "https":
        yield (
            f"Emails would point to {settings.PACTWORK_URL}. Set PACTWORK_URL to the https:// "
            "address that people type; browsers will not stay signed in without https."
        )
    if "*" in settings.ALLOWED_HOSTS:
        yield "PACTWORK_HOSTS allows every host name, so a forged one could get into a page."
    if not settings.PRODUCTION:
        yield "PACTWORK_MODE is not 'production', so cookies may travel without https."
    if settings.DEBUG:
        yield "PACTWORK_DEBUG is on: errors would show the inside of the program to anyone."


def mail() -> Findings:
    if not settings.PACTWORK_MAIL:
        yield (
            f"No mail server is set, so emails are only written to {settings.DATA / 'mail'}. "
            "Set PACTWORK_MAIL=smtp://user:password@host:587"
        )
        return
    try:
        get_connection().open()
    except OSError as error:
        yield f"The mail server does not answer ({error}). Check PACTWORK_MAIL."


def locks() -> Findings:
    if lacking := sealed.lacking(connection):
        yield (
            f"The history's lock is missing ({', '.join(lacking)}), so it could be changed "
            "unnoticed. Find out who took it off, then restore a backup."
        )


def checked() -> Findings:
    """What the nightly check found, and whether there has been one."""
    last = Installation.objects.first()
    if last is None or last.checked_at is None:
        return
    if clock.now() - last.checked_at > 2 * NIGHTLY:
        yield "Nothing has been compared with the history for two days. Run `pactwork verify`."
    if last.found:
        more = f" And {len(last.found) - 1} more." if last.found[1:] else ""
        yield f"The nightly check found this amiss: {last.found[0]}{more} Run `pactwork verify`."


def witnesses() -> Findings:
    if not settings.PACTWORK_WITNESSES:
        yield (
            "Checkpoints of the history stay on this machine, where whoever alters it could alter "
            "them too. Name somebody to mail them to: PACTWORK_WITNESSES=registry@example.ac.uk"
        )


def checkpoints() -> Findings:
    begun = Checkpoint.objects.values("chain")
    heads = due(2 * EVERY).filter(chain__in=begun, seen_at__lte=clock.now())
    if late := heads.values_list("chain", flat=True):
        yield (
            f"The history of {', '.join(late)} has grown for two days without a checkpoint. "
            "Run `pactwork checkpoint` and see what it says."
        )


def moments() -> Findings:
    found = list(all_ahead())
    if not found:
        return
    last = max(one.last for one in found)
    places = "".join(f"\n    {one}" for one in found)
    yield (
        f"Some moments lie ahead of this clock, which says {clock.now():%Y-%m-%d %H:%M} UTC; the last "
        f"is {last:%Y-%m-%d %H:%M}. It went back, or was ahead when they were written. Look whether "
        "it is right now: timedatectl. Nothing waits for them, and the history stays as it was "
        f"written:{places}"
    )


def worker() -> Findings:
    beat = Installation.objects.values_list("beat_at", flat=True).first()
    if beat is None or abs(clock.now() - beat) > SILENT:
        yield (
            "Nothing is sending emails, so nobody can sign in. Start `pactwork work` and keep it "
            "running; if it is running, it hangs: start it again."
        )


def letters() -> Findings:
    if late := waiting().filter(due_at__lt=clock.now() - LATE).count():
        yield f"{late} emails have waited for more than ten minutes."
    if late := SignInCode.objects.filter(stopped_why=TOO_LATE).count():
        yield f"{late} sign-in codes could not be sent in time since yesterday. Check the mail server."
    if lost := Delivery.objects.filter(stopped_why__startswith="given up").count():
        yield f"{lost} emails could not be sent for a day and were given up. Check the mail server."
