"""``pactwork doctor``: looks at everything that has to be right, and says in plain words what is not."""

import os
from argparse import Namespace
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import get_connection
from django.db import DatabaseError, connection

from pactwork.commands.ahead import all_ahead
from pactwork.commands.installed import is_demo
from pactwork.commands.privacy import open_to_others
from pactwork.commands.say import counted, say, waiting_migrations
from pactwork.contracts.soundness import EVERY as NIGHTLY
from pactwork.environment import Unusable
from pactwork.files import scanner
from pactwork.files.scans import MOST_BYTES as LARGEST
from pactwork.ground import clock
from pactwork.ground.time_windows import lately
from pactwork.history import sealed
from pactwork.history.checkpoints import EVERY, due
from pactwork.history.models import Checkpoint, Delivery, Head, SignInCode
from pactwork.history.outbox import GIVEN_UP, waiting
from pactwork.history.signing import public_key
from pactwork.people.models import Installation
from pactwork.variables import wrong
from pactwork.web.installation import LATE, SILENT, TOO_OLD, WEEK
from pactwork.web.letters import TOO_LATE

Findings = Iterator[str]


def run(options: Namespace) -> int:
    findings = list(_all())
    for finding in findings:
        say(f"✗ {finding}")
    if not findings:
        say("✓ Everything that can be checked from here is in order.")
    return 1 if findings else 0


def _all() -> Findings:
    """What can be asked; a database that is away answers nothing else."""
    for check in (folder, variables, secret, private):
        yield from looked(check)
    if found := list(looked(database)):
        yield from found
        return
    for check in (
        durability,
        locks,
        checked,
        worker,
        letters,
        checkpoints,
        moments,
        scanner_answers,
    ):
        yield from looked(check)
    if is_demo():
        say("This is a demo: its address, mail and backups are not checked.")
        return
    for check in (address, proxies, mail, copies, witnesses):
        yield from looked(check)


def looked(check: Callable[[], Findings]) -> Findings:
    """What one check finds. Whatever breaks it is a finding, and stops none of the others."""
    try:
        yield from check()
    except Exception as error:
        what = (check.__doc__ or check.__name__).splitlines()[0].rstrip(".")
        yield f"Could not look at this: {what} ({type(error).__name__}: {error})."


def folder() -> Findings:
    """The data folder can be written, and holds nothing that is only left over."""
    if not os.access(settings.DATA, os.W_OK):
        yield f"The data folder {settings.DATA} cannot be written. Give it to the user who runs this."
    for left in sorted(settings.DATA.glob(".restore-*")):
        yield (
            f"{left} was left by a restore that did not end, and holds everybody's words. If none is "
            "running, remove it; the next restore does."
        )


def variables() -> Findings:
    """Every variable is what it can be."""
    yield from wrong()


def secret() -> Findings:
    """Nobody else reads the keys, and the one that signs is one."""
    for kept in sorted((settings.DATA / "keys").glob("*")):
        if kept.stat().st_mode & 0o077:
            yield f"Others on this machine can read the {kept.name} key. Run: chmod 600 {kept}"
        if kept.name == "checkpoint" and not settings.CHECKPOINT_KEY:
            try:
                public_key()
            except Unusable as error:
                yield str(error)


def private() -> Findings:
    """Nobody else on this machine reads data, emails, uploads or backups."""
    for place in open_to_others():
        yield f"Others on this machine can read {place}. Run: chmod -R go= {place}"


def database() -> Findings:
    """The database answers, and is up to date."""
    try:
        lacking = waiting_migrations()
    except DatabaseError as error:
        yield f"The database does not answer ({error}). Check DATABASE_URL, or the data folder."
        return
    if lacking:
        yield f"The database lacks {counted(len(lacking), 'change', 'changes')}. Run `pactwork migrate`."


def durability() -> Findings:
    """The database waits for the disk."""
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
    """The address that people know us by."""
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


def proxies() -> Findings:
    """The proxy in front is known, so that each reader has an address of their own."""
    if settings.PRODUCTION and not settings.PACTWORK_PROXIES:
        yield (
            "Everybody seems to come from your proxy, so that limits meant for one would shut out "
            "all. Set how many proxies there are: PACTWORK_PROXIES=1"
        )


def mail() -> Findings:
    """The mail server answers."""
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
    """The history's tables refuse to be changed."""
    if lacking := sealed.lacking(connection):
        yield (
            f"The history's lock is missing or has been replaced ({', '.join(lacking)}), so it could be "
            "changed unnoticed. Find out who removed it, then restore a backup."
        )


def checked() -> Findings:
    """What the nightly check found, and whether there has been one."""
    last = Installation.objects.first()
    if last is None or last.checked_at is None:
        if Head.objects.filter(length__gt=0).exists():
            yield (
                "Nothing has been compared with the history yet. `pactwork work` does it within two "
                "minutes of its start, and then every night."
            )
        return
    if clock.now() - last.checked_at > 2 * NIGHTLY:
        yield "Nothing has been compared with the history for two days. Run `pactwork verify`."
    if last.found:
        more = f" And {len(last.found) - 1} more." if last.found[1:] else ""
        yield f"The nightly check found this amiss: {last.found[0]}{more} Run `pactwork verify`."


def scanner_answers() -> Findings:
    """The scanner of uploads, if there is one, answers, and knows what to look for."""
    if not scanner.is_on():
        return
    try:
        scanner.ping()
        if not scanner.found_in(scanner.HARMLESS):
            yield "The scanner does not find the test file of eicar.org. Has it its signatures?"
        scanner.found_in(bytes(LARGEST))
    except scanner.NoAnswer as error:
        yield (
            f"The scanner of uploads does not answer ({error}), so no file is accepted. Check "
            "PACTWORK_SCANNER, and that StreamMaxLength in clamd.conf is 12M or more."
        )


def witnesses() -> Findings:
    """Somebody keeps checkpoints elsewhere."""
    if not settings.PACTWORK_WITNESSES:
        yield (
            "Checkpoints of the history stay on this machine, where the person who alters it could alter "
            "them too. Name someone to email them to: PACTWORK_WITNESSES=registry@example.ac.uk"
        )


def copies() -> Findings:
    """There is a backup that is not old."""
    last = Installation.objects.first()
    if last is None or last.backed_up_at is None:
        yield "There is no backup yet. Run `pactwork backup FILE` every night."
    elif clock.now() - last.backed_up_at > TOO_OLD:
        yield f"The last backup is of {last.backed_up_at:%Y-%m-%d %H:%M} UTC. Make one every night."


def checkpoints() -> Findings:
    """The history is signed every day."""
    begun = Checkpoint.objects.values("chain")
    heads = due(2 * EVERY).filter(chain__in=begun, seen_at__lte=clock.now())
    if late := heads.values_list("chain", flat=True):
        yield (
            f"The history of {', '.join(late)} has grown for two days without a checkpoint. "
            "Run `pactwork checkpoint` and see what it says."
        )


def moments() -> Findings:
    """No moment lies ahead of the clock."""
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
    """The worker is alive."""
    beat = Installation.objects.values_list("beat_at", flat=True).first()
    if beat is None or abs(clock.now() - beat) > SILENT:
        yield (
            "Nothing is sending emails, so nobody can sign in. Start `pactwork work` and keep it "
            "running; if it is running, it hangs: start it again."
        )


def letters() -> Findings:
    """Emails and codes go out in time."""
    if late := waiting().filter(due_at__lt=clock.now() - LATE).count():
        yield f"{counted(late, 'email has', 'emails have')} waited for more than ten minutes."
    if late := SignInCode.objects.filter(stopped_why=TOO_LATE).count():
        codes = counted(late, "sign-in code", "sign-in codes")
        yield f"{codes} could not be sent in time since yesterday. Check the mail server."
    given_up = Delivery.objects.filter(lately("stopped_at", WEEK), stopped_why__startswith=GIVEN_UP)
    if lost := given_up.count():
        emails, were = counted(lost, "email", "emails"), "was" if lost == 1 else "were"
        yield (
            f"{emails} could not be sent for a day and {were} given up within the last seven days. "
            "Check the mail server."
        )
