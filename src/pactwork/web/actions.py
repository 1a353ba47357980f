"""Ending sessions: one's own in other browsers, or all of somebody by an administrator."""

from django.db import transaction

from pactwork.ground.log_lines import told
from pactwork.people.models import Account
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
