"""Guarding the codes of mailed links: who is counted, and what a link asks for that is guessed at.

Tries are counted for the browser that came with the link's token, so that nobody else's stop its
reader. The day's limit of a link closes nothing: from there on the printed code does not decide, but
has fresh digits mailed, for this browser alone. Only whoever reads the mailbox gets any further.
"""

from datetime import timedelta

from django.db import transaction

from pactwork.ground import clock
from pactwork.ground.refusal import Refusal
from pactwork.ground.time_windows import lately, past
from pactwork.links.codes import six_digits
from pactwork.links.models import FreshCode, Link, Try
from pactwork.links.secrets import code_for, same
from pactwork.people.actions import limit_reached

FRESH_FOR, MOST_FRESH = (
    timedelta(minutes=10),
    3,
)  # how long a mailed code opens; how many there may be
WINDOW, PER_CLIENT = timedelta(minutes=10), 5  # wrong codes of one browser; then it has to wait
DAY, PER_LINK = timedelta(days=1), 100  # wrong codes of one link: one chance in ten thousand a day
LIMIT = "code_of_a_link"  # as it is counted for whoever looks after the machine


def _minutes(span: timedelta) -> dict[str, int]:
    return {"minutes": int(span.total_seconds() // 60)}


@transaction.atomic
def make_fresh_code(link: Link) -> FreshCode | Refusal:
    """A code for ten minutes; three at most in that time, and each stays good to its own end."""
    Link.objects.select_for_update(no_key=True).get(pk=link.pk)
    if link.fresh_codes.filter(lately("made_at", FRESH_FOR), client="").count() >= MOST_FRESH:
        return Refusal("fresh_code_wait", _minutes(FRESH_FOR))
    return FreshCode.objects.create(link=link, made_at=clock.now())


@transaction.atomic
def check_code(link: Link, given: str, *, client: str, fresh: bool = False) -> Refusal | None:
    """Whether the typed code is right. Only six wrong digits count as a try, and only for that browser.

    ``client`` is the browser in a ticket that the link's token gave. The link's row is locked first,
    so that many tries at once are still counted one by one.
    """
    digits = six_digits(given)
    if isinstance(digits, Refusal):
        return digits
    Link.objects.select_for_update(no_key=True).get(pk=link.pk)
    if link.tries.filter(lately("at", WINDOW), client=client).count() >= PER_CLIENT:
        limit_reached(LIMIT)
        return Refusal("code_wait", _minutes(WINDOW))
    if link.tries.filter(lately("at", DAY)).count() >= PER_LINK:
        return _guarded(link, digits, client)
    alive = link.fresh_codes.filter(lately("made_at", FRESH_FOR), right=True)
    wanted = [code_for(one.ref) for one in alive] if fresh else [code_for(link.ref)]
    # Digits that this browser had mailed while the link was guessed at are good to their own end.
    wanted += [code_for(one.ref) for one in alive if one.client == client]
    if _among(digits, wanted):
        return None
    Try.objects.create(link=link, client=client, at=clock.now())
    return Refusal("code_old" if fresh else "code_wrong")


def _among(digits: str, wanted: list[str]) -> bool:
    """Every one is compared, whichever is right."""
    return sum(same(digits, code) for code in wanted) > 0


def _guarded(link: Link, digits: str, client: str) -> Refusal | None:
    """Fresh digits that this browser had mailed, or else the same answer and the same two rows
    whether the printed code was right or wrong; the worker mails what ``right`` asks for."""
    mine = link.fresh_codes.filter(lately("made_at", FRESH_FOR), client=client, right=True)
    codes = list(mine)
    if _among(digits, [code_for(one.ref) for one in codes]):
        return None
    right = same(digits, code_for(link.ref)) and len(codes) < MOST_FRESH
    moment = clock.now()
    Try.objects.create(link=link, client=client, at=moment)
    FreshCode.objects.create(link=link, client=client, right=right, made_at=moment)
    limit_reached(LIMIT)
    return Refusal("code_guarded", _minutes(FRESH_FOR))


def forget_tries() -> None:
    """A day later they count for nothing; nor can outsiders fill the tables."""
    Try.objects.filter(past("at", DAY)).delete()
    FreshCode.objects.filter(past("made_at", DAY), right=False).delete()
