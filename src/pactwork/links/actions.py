"""Making, ending and guarding mailed links, and the codes that people sign in with."""

from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction

from pactwork.ground import clock
from pactwork.ground.lately import lately
from pactwork.ground.mailboxes import mailbox
from pactwork.ground.refusal import Refusal
from pactwork.history.models import SignInCode
from pactwork.links.codes import six_digits
from pactwork.links.models import FreshCode, Link, Silence, Try
from pactwork.links.secrets import code_for, same
from pactwork.people.actions import limit_reached
from pactwork.people.models import Institution

LASTS = timedelta(days=30)
FRESH_FOR = timedelta(minutes=10)
NOTED_FOR = timedelta(days=1)
WINDOW, PER_CLIENT = timedelta(minutes=10), 5
DAY, PER_LINK = timedelta(days=1), 100  # a day of tries is one chance in ten thousand


def address_digest(institution: Institution, email: str) -> str:
    return sha256(f"{institution.key}:{mailbox(email)}".encode()).hexdigest()


def make_link(
    institution: Institution, *, email: str, name: str, until: datetime | None = None
) -> Link:
    """A fresh link; good for the usual time, or until a later moment."""
    moment = clock.now()
    ends = max(moment + LASTS, until or moment)
    return Link.objects.create(
        institution=institution, email=email, name=name, made_at=moment, ends_at=ends
    )


def extend_link(link: Link, until: datetime) -> None:
    """The same link for longer; never for less."""
    Link.objects.filter(pk=link.pk, ends_at__lt=until).update(ends_at=until)


def renew_link(link: Link) -> Link:
    """A fresh link to the same address in the place of one that has run out; the old one says so."""
    made = make_link(link.institution, email=link.email, name=link.name)
    Link.objects.filter(pk=link.pk).update(
        ended_at=made.made_at, ended_why="renewed", renewed_as=made
    )
    return made


def end_link(link: Link, why: str) -> None:
    """The link goes on opening, and says what became of it; it decides nothing any more."""
    Link.objects.filter(pk=link.pk, ended_at=None).update(ended_at=clock.now(), ended_why=why)


@transaction.atomic
def make_fresh_code(link: Link) -> FreshCode | Refusal:
    """A code for ten minutes; three at most in that time, and each stays good to its own end."""
    Link.objects.select_for_update(no_key=True).get(pk=link.pk)
    recent = link.fresh_codes.filter(lately("made_at", FRESH_FOR)).count()
    if recent >= 3:
        return Refusal("fresh_code_wait", {"minutes": int(FRESH_FOR.total_seconds() // 60)})
    return FreshCode.objects.create(link=link, made_at=clock.now())


def _too_many(link: Link, client: str) -> Refusal | None:
    if link.tries.filter(lately("at", WINDOW), client=client).count() >= PER_CLIENT:
        return Refusal("code_wait", {"minutes": int(WINDOW.total_seconds() // 60)})
    if link.tries.filter(lately("at", DAY)).count() >= PER_LINK:
        return Refusal("code_shut")
    return None


@transaction.atomic
def check_code(link: Link, given: str, *, client: str, fresh: bool = False) -> Refusal | None:
    """Whether the typed code is right. Only six wrong digits count as a try, and only for that browser.

    The link's row is locked first, so that many tries at once are still counted one by one.
    """
    digits = six_digits(given)
    if isinstance(digits, Refusal):
        return digits
    Link.objects.select_for_update(no_key=True).get(pk=link.pk)
    refusal = _too_many(link, client)
    if refusal:
        limit_reached("code_of_a_link")
        return refusal
    wanted = [code_for(link.ref)]
    if fresh:
        alive = link.fresh_codes.filter(lately("made_at", FRESH_FOR))
        wanted = [code_for(code.ref) for code in alive]
    if sum(same(digits, code) for code in wanted):  # every one is compared
        return None
    Try.objects.create(link=link, client=client, at=clock.now())
    return Refusal("code_old" if fresh else "code_wrong")


def leave_alone(institution: Institution, email: str) -> None:
    """No more letters to this address from this institution."""
    Silence.objects.get_or_create(
        institution=institution,
        address=address_digest(institution, email),
        defaults={"at": clock.now()},
    )


def lift_silence(institution: Institution, email: str) -> bool:
    """Letters may go to this address again; whether they had been stopped at all."""
    gone, _ = Silence.objects.filter(
        institution=institution, address=address_digest(institution, email)
    ).delete()
    return gone > 0


def is_left_alone(institution: Institution, email: str) -> bool:
    return Silence.objects.filter(
        institution=institution, address=address_digest(institution, email)
    ).exists()


def owe_sign_in_code(to: str) -> str:
    """Put a code in the outbox; its ref. For nobody ("") the same row is written, and never sent."""
    moment = clock.now()
    stopped = {} if to else {"stopped_at": moment, "stopped_why": "nobody here has this address"}
    return SignInCode.objects.create(to=to, asked_at=moment, due_at=moment, **stopped).ref


def forget_sign_in_codes() -> None:
    """A day later nobody asks any more what became of one; nor can outsiders fill the table."""
    SignInCode.objects.filter(asked_at__lt=clock.now() - NOTED_FOR).delete()
