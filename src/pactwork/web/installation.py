"""How the installation is: what waits, what went wrong, and when things were last done."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from django.db.models import Max, Sum

from pactwork.files import scanner
from pactwork.ground import clock
from pactwork.history.models import Checkpoint, SignInCode
from pactwork.history.outbox import GIVEN_UP, REFUSED, waiting
from pactwork.history.refusals import undelivered_rows
from pactwork.people.actions import MOST_FOUND
from pactwork.people.models import Installation, Institution, Tally
from pactwork.web.letters import TOO_LATE

LATE = timedelta(minutes=10)  # an email that is due
SILENT = timedelta(minutes=3)  # a worker that is alive says so every few seconds
TOO_OLD = timedelta(days=2)  # a backup, or a checkpoint
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Condition:
    """Counts and moments; nothing about anybody."""

    waiting: int
    late: int
    late_codes: int
    refused: int
    given_up: int
    beat_at: datetime | None
    backed_up_at: datetime | None
    checkpoint_at: datetime | None
    sign_in_limits: int  # of seven days
    code_limits: int
    email_limits: int
    checked_at: datetime | None  # when the rows were last compared with the history
    found: list[str]  # what that found, a sentence each; at most MOST_FOUND of them

    @property
    def worker_is_alive(self) -> bool:
        return self.beat_at is not None and abs(clock.now() - self.beat_at) <= SILENT

    @property
    def backup_is_recent(self) -> bool:
        return self.backed_up_at is not None and clock.now() - self.backed_up_at <= TOO_OLD

    @property
    def check_is_recent(self) -> bool:
        return self.checked_at is not None and clock.now() - self.checked_at <= TOO_OLD

    @property
    def found_more(self) -> bool:
        return len(self.found) >= MOST_FOUND

    @property
    def has_scanner(self) -> bool:
        return scanner.is_on()

    @cached_property
    def scanner_answers(self) -> bool:
        return scanner.answers()

    @cached_property
    def amiss(self) -> tuple[str, ...]:
        """The rows of the page that want to be looked at; an administrator's home says how many."""
        fine = {
            "worker": self.worker_is_alive,
            "late": not self.late,
            "late_codes": not self.late_codes,
            "refused": not self.refused,
            "given_up": not self.given_up,
            "backup": self.backup_is_recent,
            "checkpoint": self.checkpoint_at is not None,
            "check": self.check_is_recent and not self.found,
            "scanner": not self.has_scanner or self.scanner_answers,
            "limits": not (self.sign_in_limits or self.code_limits or self.email_limits),
        }
        return tuple(row for row, good in fine.items() if not good)


def condition(institution: Institution | None = None) -> Condition:
    """Of all, or with what one institution alone has: its refused emails and its checkpoints."""
    known = Installation.objects.first()
    failed, signed = undelivered_rows(), Checkpoint.objects.all()
    if institution:
        failed = failed.filter(entry__chain=institution.ref)
        signed = signed.filter(chain=institution.ref)
    return Condition(
        waiting=waiting().count(),
        late=waiting().filter(due_at__lt=clock.now() - LATE).count(),
        late_codes=SignInCode.objects.filter(stopped_why=TOO_LATE).count(),
        refused=failed.filter(stopped_why__startswith=REFUSED).count(),
        given_up=failed.filter(stopped_why__startswith=GIVEN_UP).count(),
        beat_at=known.beat_at if known else None,
        backed_up_at=known.backed_up_at if known else None,
        checkpoint_at=signed.aggregate(last=Max("at"))["last"],
        sign_in_limits=_reached("sign_in"),
        code_limits=_reached("code_of_a_link"),
        email_limits=_reached("emails"),
        checked_at=known.checked_at if known else None,
        found=known.found if known else [],
    )


def _reached(kind: str) -> int:
    lately = Tally.objects.filter(kind=kind, day__gt=(clock.now() - WEEK).date())
    return lately.aggregate(all=Sum("times"))["all"] or 0


HELP = {
    "emails_waiting": "Emails waiting to be sent, including those for a later day.",
    "emails_late": "Emails that have been due for more than ten minutes.",
    "emails_refused": "Emails that a mail server refused for good.",
    "emails_given_up": "Emails that were tried for more than a day.",
    "sign_in_codes_late": "Codes to sign in that could not be sent in time, since yesterday.",
    "sign_in_limits_week": "How often signing in was refused by a limit, in seven days.",
    "email_limits_week": "How often emails were refused by a limit for one person, in seven days.",
    "code_limits_week": "How often a code of a mailed link was refused by a limit, in seven days.",
    "worker_beat_timestamp_seconds": "When the worker was last alive.",
    "backup_timestamp_seconds": "What moment the last backup holds.",
    "check_found": "How much the last comparison of all rows with the history found amiss.",
    "check_timestamp_seconds": "When all rows were last compared with the history.",
    "checkpoint_timestamp_seconds": "When the history was last signed.",
}


def exposition() -> str:
    """The same as Prometheus reads it (text format 0.0.4). What never happened has no sample."""
    now = condition()
    found: dict[str, int | datetime | None] = {
        "emails_waiting": now.waiting,
        "emails_late": now.late,
        "emails_refused": now.refused,
        "emails_given_up": now.given_up,
        "sign_in_codes_late": now.late_codes,
        "sign_in_limits_week": now.sign_in_limits,
        "code_limits_week": now.code_limits,
        "email_limits_week": now.email_limits,
        "worker_beat_timestamp_seconds": now.beat_at,
        "backup_timestamp_seconds": now.backed_up_at,
        "check_found": len(now.found) if now.checked_at else None,
        "check_timestamp_seconds": now.checked_at,
        "checkpoint_timestamp_seconds": now.checkpoint_at,
    }
    return "".join(_sample(name, value) for name, value in found.items() if value is not None)


def _sample(name: str, value: int | datetime) -> str:
    number = value.timestamp() if isinstance(value, datetime) else value
    full = f"pactwork_{name}"
    return f"# HELP {full} {HELP[name]}\n# TYPE {full} gauge\n{full} {number}\n"
