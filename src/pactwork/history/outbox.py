"""Letters leave from here: leased, built when sent, tried again later when the post is down."""

import logging
import smtplib
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from functools import reduce
from operator import or_
from time import sleep
from traceback import format_tb
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import DatabaseError, connection, transaction
from django.db.models import F, Q, QuerySet

from pactwork.ground import clock
from pactwork.ground.time_windows import ahead
from pactwork.history.models import Delivery, SignInCode

LEASE = timedelta(minutes=2)
FIRST_WAIT = Delivery.first_wait
UNDONE_WITHIN = timedelta(minutes=10)  # letters of an act that can be undone wait so long
FOR_GOOD = 500  # an answer from here on stays the same however often one asks
REFUSED = "refused: "
GIVEN_UP = "given up: "
NOT_WANTED = "wants to hear nothing of this kind"
BEFORE_THE_DEMO = "before the demo opened"
MARKED_AGAIN_AFTER = (1, 4, 15)  # seconds; another try to write down that an email is sent
MOST_TRIES = 13  # with doubling waits, thirty-four hours: what pages call more than a day

log = logging.getLogger(__name__)

Owed = Delivery | SignInCode
# A builder writes what is owed, or says in a word why it is no longer worth sending.
Builder = Callable[[Any], EmailMessage | str]


def waiting() -> QuerySet[Delivery]:
    """Letters owed: neither sent nor stopped."""
    return Delivery.objects.filter(sent_at=None, stopped_at=None)


def _due() -> Q:
    moment = clock.now()
    free = Q(leased_until=None) | Q(leased_until__lt=moment) | ahead("leased_until", LEASE)
    return free & Q(sent_at=None, stopped_at=None, due_at__lte=moment)


def _first() -> Owed | None:
    """Codes first, at every look: somebody sits and waits for one. Another worker's are left to it."""
    codes = SignInCode.objects.select_for_update(no_key=True, skip_locked=True).filter(_due())
    letters = Delivery.objects.select_for_update(no_key=True, skip_locked=True).filter(_due())
    return codes.order_by("due_at", "pk").first() or letters.order_by("due_at", "pk").first()


def bring_back() -> int:
    """Letters that a clock ahead of this one has put off are due now; how many there were.

    Tried before, and put off for longer than we ever wait; or owed by an entry that lies ahead, and at
    once. What is to come on a day, such as a reminder, keeps its day.
    """
    tried = (
        Q(attempts=n) & ahead("due_at", Delivery.wait_after(n)) for n in range(1, MOST_TRIES + 1)
    )
    at_once = ahead("entry__at") & Q(due_at__lte=F("entry__at") + UNDONE_WITHIN)
    put_off = waiting().filter(reduce(or_, tried, at_once), due_at__gt=clock.now())
    found = list(put_off.values_list("pk", flat=True))
    return waiting().filter(pk__in=found).update(due_at=clock.now())


def _lease() -> Owed | None:
    """Take one letter, so that two workers never send the same one at once."""
    with transaction.atomic():
        letter = _first()
        if letter:
            letter.leased_until = clock.now() + LEASE
            letter.attempts += 1
            letter.save(update_fields=["leased_until", "attempts"])
        return letter


def stop(letter: Owed, why: str) -> None:
    letter.stopped_at, letter.stopped_why = clock.now(), why[:200]
    letter.save(update_fields=["stopped_at", "stopped_why"])


def stop_letters_about(refs: Iterable[str], why: str, kind: str = "") -> None:
    """Letters about something that is moot are never sent."""
    letters = waiting().filter(about__in=list(refs))
    if kind:
        letters = letters.filter(kind=kind)
    letters.update(stopped_at=clock.now(), stopped_why=why)


def stop_letters_to(email: str, why: str, *, chain: str) -> None:
    """Only the letters of this chain's institution: another's are not ours to stop."""
    waiting().filter(to__iexact=email, entry__chain=chain).update(
        stopped_at=clock.now(), stopped_why=why
    )


def message_id(letter: Owed) -> str:
    """The same for every try at one letter, so that a double is recognisable."""
    domain = urlsplit(settings.PACTWORK_URL).hostname
    return f"<{letter.mark}@{domain}>"


def _send(letter: Owed, builders: Mapping[str, Builder], server: BaseEmailBackend) -> bool:
    """Whether it went out; nothing is sent where its builder says why not."""
    built = builders[letter.kind](letter)
    if isinstance(built, str):
        stop(letter, built)
        return False
    built.extra_headers["Message-ID"] = message_id(letter)
    server.open()
    server.send_messages([built])
    return True


def _mark_sent(letter: Owed) -> None:
    """Not being able to write it down is no failure of the email: counted as one, it would go out twice."""
    sent_at, row = clock.now(), type(letter).objects.filter(pk=letter.pk)
    for pause in (*MARKED_AGAIN_AFTER, None):
        try:
            row.update(sent_at=sent_at, leased_until=None)
        except DatabaseError:
            if pause is None:
                raise
            log.warning("%s %s is sent; writing that down again.", letter.kind, letter.pk)
            connection.close_if_unusable_or_obsolete()
            sleep(pause)
        else:
            return


def _again_later(letter: Owed, why: str) -> None:
    if letter.attempts >= MOST_TRIES:
        stop(letter, f"{GIVEN_UP}{why}")
        return
    letter.due_at = clock.now() + letter.wait_after(letter.attempts)
    letter.leased_until, letter.stopped_why = None, why[:200]
    letter.save(update_fields=["due_at", "leased_until", "stopped_why"])


def refused_for_good(error: OSError, to: str, *, quoting: bool = True) -> str:
    """What the mail server answered, when it will not answer otherwise later (RFC 5321, 5yz).

    Only to the recipient or the words: a refused sender or password is ours to mend, and waits.
    """
    # A server that does not offer encryption or signing in just now is not supported either.
    if isinstance(error, smtplib.SMTPNotSupportedError) and not to.isascii():
        return f"{REFUSED}our mail server cannot write to such an address yet"
    answers: list[tuple[int, bytes | str]] = []
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        answers = list(error.recipients.values())
    elif isinstance(error, smtplib.SMTPDataError):
        answers = [(error.smtp_code, error.smtp_error)]
    if not answers or any(code < FOR_GOOD for code, _ in answers):
        return ""
    code, said = answers[0]
    words = said.decode(errors="replace") if isinstance(said, bytes) else said
    return f"{REFUSED}{code} {' '.join(words.split()) if quoting else ''}".strip()


def _why(letter: Owed, error: Exception) -> str:
    """What is kept of a failure: of an email with a code nothing that may quote it."""
    if not letter.secret:
        return f"{type(error).__name__}: {error}"
    return f"{type(error).__name__} {getattr(error, 'smtp_code', '')}".strip()


def _failed(letter: Owed, error: Exception) -> None:
    if not isinstance(error, OSError):  # a fault of ours: this letter waits, the others go
        said, where = _why(letter, error), "".join(format_tb(error.__traceback__))
        log.error("%s %s could not be written: %s\n%s", letter.kind, letter.pk, said, where)
    elif refused := refused_for_good(error, letter.to, quoting=not letter.secret):
        stop(letter, refused)
        return
    # The post is down: smtplib's errors are all of the operating system's kind.
    _again_later(letter, _why(letter, error))


def deliver_due(builders: Mapping[str, Builder], *, most: int = 100) -> int:
    """Send what is due, at most so many; how many were taken up. Failures wait, longer each time.

    One connection to the mail server serves them all, until something fails.
    """
    server = get_connection()
    try:
        for done in range(most):
            letter = _lease()
            if letter is None:
                return done
            try:
                sent = _send(letter, builders, server)
            except Exception as error:
                _failed(letter, error)
                server.close()
            else:
                if sent:
                    _mark_sent(letter)
        return most
    finally:
        server.close()
