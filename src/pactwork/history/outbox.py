"""Letters leave from here: leased, built when sent, tried again later when the post is down."""

import logging
import smtplib
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q, QuerySet

from pactwork.ground import clock
from pactwork.history.models import Delivery

LEASE = timedelta(minutes=2)
FIRST_WAIT = timedelta(seconds=30)
FOR_GOOD = 500  # an answer from here on stays the same however often one asks
REFUSED = "refused: "
GIVEN_UP = "given up: "
MOST_TRIES = 13  # with doubling waits, thirty-four hours: what pages call more than a day

log = logging.getLogger(__name__)

# A builder writes the letter, or says in a word why it is no longer worth sending.
Builder = Callable[[Delivery], EmailMessage | str]


def waiting() -> QuerySet[Delivery]:
    """Letters owed: neither sent nor stopped."""
    return Delivery.objects.filter(sent_at=None, stopped_at=None)


def _due() -> QuerySet[Delivery]:
    moment = clock.now()
    free = Q(leased_until=None) | Q(leased_until__lt=moment)
    return waiting().filter(free, due_at__lte=moment).order_by("due_at", "pk")


def _lease() -> Delivery | None:
    """Take one letter, so that two workers never send the same one at once."""
    with transaction.atomic():
        letter = _due().select_for_update(no_key=True).first()
        if letter:
            letter.leased_until = clock.now() + LEASE
            letter.attempts += 1
            letter.save(update_fields=["leased_until", "attempts"])
        return letter


def stop(letter: Delivery, why: str) -> None:
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


def message_id(letter: Delivery) -> str:
    """The same for every try at one letter, so that a double is recognisable."""
    domain = urlsplit(settings.PACTWORK_URL).hostname
    return f"<{letter.entry.hash[:24]}.{letter.pk}@{domain}>"


def _send(letter: Delivery, builders: Mapping[str, Builder]) -> None:
    built = builders[letter.kind](letter)
    if isinstance(built, str):
        stop(letter, built)
        return
    built.extra_headers["Message-ID"] = message_id(letter)
    built.send()
    letter.sent_at, letter.leased_until = clock.now(), None
    letter.save(update_fields=["sent_at", "leased_until"])


def _again_later(letter: Delivery, why: str) -> None:
    if letter.attempts >= MOST_TRIES:
        stop(letter, f"{GIVEN_UP}{why}")
        return
    letter.due_at = clock.now() + FIRST_WAIT * 2 ** (letter.attempts - 1)
    letter.leased_until, letter.stopped_why = None, why[:200]
    letter.save(update_fields=["due_at", "leased_until", "stopped_why"])


def refused_for_good(error: OSError) -> str:
    """What the mail server answered, when it will not answer otherwise later (RFC 5321, 5yz).

    Only to the recipient or the words: a refused sender or password is ours to mend, and waits.
    """
    if isinstance(error, smtplib.SMTPNotSupportedError):
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
    return f"{REFUSED}{code} {' '.join(words.split())}"


def deliver_due(builders: Mapping[str, Builder], *, most: int = 100) -> int:
    """Send what is due, at most so many; how many were taken up. Failures wait, longer each time."""
    for done in range(most):
        letter = _lease()
        if letter is None:
            return done
        try:
            _send(letter, builders)
        except OSError as error:  # the post is down: smtplib's errors are all of this kind
            if refused := refused_for_good(error):
                stop(letter, refused)
            else:
                _again_later(letter, f"{type(error).__name__}: {error}")
        except Exception as error:  # a fault of ours: this letter waits, the others go
            log.exception("Email %s of kind %s could not be written.", letter.pk, letter.kind)
            _again_later(letter, f"{type(error).__name__}: {error}")
    return most
