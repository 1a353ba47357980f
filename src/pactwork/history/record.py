"""Writing history: one entry for each use case, and the letters it causes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from pactwork.ground import clock
from pactwork.ground.log_lines import told
from pactwork.history.chain import body_of, commit_to, link
from pactwork.history.models import Delivery, Entry, Head
from pactwork.history.names import with_marks


@dataclass(frozen=True)
class Notice:
    """A letter to be sent: what kind, to which address, about which ref, and not before when."""

    kind: str
    to: str
    about: str
    wait: timedelta = timedelta(0)


def record(
    act: str,
    *,
    chain: str,
    subject: str,
    by: str,
    key: str,
    payload: Mapping[str, Any],
    notices: Iterable[Notice] = (),
    at: datetime | None = None,
) -> Entry:
    """Append one entry; call it last in a transaction, for it locks the head of the chain.

    ``key`` is the subject's own where it has one (a contract's), else the institution's: that is
    how ``pactwork verify`` finds it again. Names in the payload are ``Called``.
    """
    moment = at or clock.now()
    head, _ = Head.objects.select_for_update(no_key=True).get_or_create(chain=chain)
    payload = with_marks(chain, payload)
    entry = Entry(
        chain=chain,
        seq=head.length + 1,
        at=moment,
        act=act,
        subject=subject,
        by=by,
        payload=payload,
        commitment=commit_to(key, payload),
        previous=head.hash,
    )
    entry.hash = link(entry.previous, body_of(entry))
    entry.save(force_insert=True)
    head.length, head.hash = entry.seq, entry.hash
    head.save(update_fields=["length", "hash"])
    Delivery.objects.bulk_create(
        Delivery(entry=entry, kind=n.kind, to=n.to, about=n.about, due_at=moment + n.wait)
        for n in notices
    )
    transaction.on_commit(
        lambda: told("act", act=act, chain=chain, seq=entry.seq, subject=subject, by=by)
    )
    return entry
