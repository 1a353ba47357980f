"""The codes that people with an account sign in with: limits on emails and on guesses, not on people.

Whoever asks too often for an address has the email that is there already, and so has its owner: both
are told so. Guesses are counted for the address and for everybody, by the day; past either limit the
digits count only where the email's own link is, which no outsider has.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, Sum

from pactwork.ground import clock
from pactwork.ground.mailboxes import mailbox
from pactwork.ground.refusal import Refusal
from pactwork.ground.time_windows import lately, past
from pactwork.history.models import SignInCode
from pactwork.links.codes import eight_digits
from pactwork.links.secrets import same, sealed, sign_in_code_for

NOTED_FOR = DAY = timedelta(days=1)
LIFE = timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
TIME_TO_USE = timedelta(minutes=2)  # an email with less left is not shared: a new one goes out
# An email of its own for each of so many who ask within its life; after so many in a day, for one.
OWN_EMAILS, EMAILS_A_DAY = 3, 12
MINUTE, PER_CLIENT = timedelta(minutes=1), 300  # a lecture hall behind one address gets in
# Wrong guesses in a day, among a hundred million codes: at one address; and together, which leaves
# one chance in twenty thousand that anybody's code is guessed. By the link of one email; it has both.
PER_ADDRESS, TOGETHER, BY_LINK = 100, 5_000, 100


@dataclass(frozen=True)
class Asked:
    """The code that this browser waits for; ``shared`` when its email had gone out before."""

    ref: str
    shared: bool


@transaction.atomic
def ask_for_sign_in_code(address: str, to: str, client: str) -> Asked | Refusal:
    """Put a code in the outbox, or find the one there. For nobody (``to`` is "") the same is done, and
    never sent. ``client`` is where the asking comes from, as well as can be told."""
    whose, source = sealed("address", mailbox(address)), sealed("client", client) if client else ""
    if client and _lately(MINUTE, source=source) >= PER_CLIENT:
        return Refusal("sign_in_wait")
    known = _to_share(whose, to)
    if known:
        return Asked(known.ref, shared=True)
    return Asked(owe_sign_in_code(to, address=whose, source=source), shared=False)


def _to_share(address: str, to: str) -> SignInCode | None:
    """The newest, where enough emails went out, if it can still be used: it is the one looked for."""
    if _lately(LIFE, address=address) < OWN_EMAILS and _lately(DAY, address=address) < EMAILS_A_DAY:
        return None
    fresh = SignInCode.objects.filter(lately("asked_at", LIFE - TIME_TO_USE), address=address)
    code = fresh.order_by("-pk").first()
    if code is None or code.to != to or code.used_at or (code.attempts and code.stopped_at):
        return None
    return code


def _lately(span: timedelta, **of: str) -> int:
    return SignInCode.objects.filter(lately("asked_at", span), **of).count()


def owe_sign_in_code(to: str, *, address: str = "", source: str = "") -> str:
    moment = clock.now()
    stopped = {} if to else {"stopped_at": moment, "stopped_why": "nobody here has this address"}
    made = SignInCode.objects.create(
        to=to, address=address, source=source, asked_at=moment, due_at=moment, **stopped
    )
    return made.ref


@transaction.atomic
def use_sign_in_code(ref: str, given: str, *, by_link: bool) -> Refusal | None:
    """Whether the digits are those of this code, which is thereby used up; a wrong guess is counted.

    Its row is locked first, so that guesses at once are counted one by one.
    """
    digits = eight_digits(given)
    if isinstance(digits, Refusal):
        return digits
    code = SignInCode.objects.select_for_update(no_key=True).filter(ref=ref).first()
    if code is None or not alive(code):
        return Refusal("sign_in_old")
    if code.wrong_by_link >= BY_LINK if by_link else _guessed_at(code):
        return Refusal("sign_in_spent" if by_link else "sign_in_guarded")
    if not (same(digits, sign_in_code_for(ref)) and code.to):
        counted = "wrong_by_link" if by_link else "wrong"
        SignInCode.objects.filter(pk=code.pk).update(**{counted: F(counted) + 1})
        return Refusal("sign_in_wrong")
    code.used_at = clock.now()
    code.save(update_fields=["used_at"])
    return None


def alive(code: SignInCode) -> bool:
    """Within its ten minutes, and not used yet."""
    return (
        code.used_at is None
        and SignInCode.objects.filter(lately("asked_at", LIFE), pk=code.pk).exists()
    )


def _guessed_at(code: SignInCode) -> bool:
    """Whether too many wrong digits were typed today, for this address or for all."""
    here = Q(address=code.address)
    found = SignInCode.objects.filter(lately("asked_at", DAY), wrong__gt=0).aggregate(
        all=Sum("wrong", default=0), here=Sum("wrong", filter=here, default=0)
    )
    return bool(found["all"] >= TOGETHER or found["here"] >= PER_ADDRESS)


def forget_sign_in_codes() -> None:
    """A day later nobody asks any more what became of one; nor can outsiders fill the table."""
    SignInCode.objects.filter(past("asked_at", NOTED_FOR)).delete()
