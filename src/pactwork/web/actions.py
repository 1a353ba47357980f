"""Ending sessions: one's own elsewhere, or all of somebody by an administrator; marking as read."""

from django.db import transaction
from django.db.models import Q

from pactwork.ground import clock
from pactwork.ground.log_lines import told
from pactwork.history.news import told_by, told_to
from pactwork.people.models import Account, Person
from pactwork.web.models import Session


@transaction.atomic
def end_session(account: Account, key: str) -> int:
    return _ended(account, [key], by="owner")


@transaction.atomic
def end_other_sessions(account: Account, keep: str) -> int:
    others = Session.objects.filter(account=account).exclude(session_key=keep)
    return _ended(account, list(others.values_list("session_key", flat=True)), by="owner")


@transaction.atomic
def end_all_sessions(account: Account) -> int:
    every = Session.objects.filter(account=account).values_list("session_key", flat=True)
    return _ended(account, list(every), by="administrator")


def _ended(account: Account, keys: list[str], *, by: str) -> int:
    """How many there were; a request that is under way in one of them is its last."""
    rows = Session.objects.filter(account=account, session_key__in=keys)
    number = rows.delete()[0]
    told("signed_out_elsewhere", account=account.pk, sessions=number, by=by)
    return number


def mark_read(person: Person, number: int) -> None:
    """One of what somebody was told; it is not done because it was read."""
    told_to(person.email, person.institution.ref).filter(pk=number, read_at=None).update(
        read_at=clock.now()
    )


def mark_all_read(person: Person, up_to: int) -> None:
    """All that was there when its list was looked at; what came since stays new."""
    mine = told_to(person.email, person.institution.ref)
    newest = mine.filter(pk=up_to).first()
    if newest is None:
        return
    seen = Q(due_at__lt=newest.due_at) | Q(due_at=newest.due_at, pk__lte=newest.pk)
    mine.filter(seen, told_by(clock.now()), read_at=None).update(read_at=clock.now())
