"""Where somebody is signed in, for a page of their own."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db.models.functions import Now

from pactwork.people.models import Account
from pactwork.web.devices import device_words
from pactwork.web.models import Session


@dataclass(frozen=True)
class Place:
    """``ref`` follows from the session's key, and opens nothing."""

    key: str
    device: str
    began_at: datetime | None
    seen_at: datetime | None
    here: bool

    @property
    def ref(self) -> str:
        return sha256(f"session:{self.key}".encode()).hexdigest()[:20]


def places_of(account: Account, here: str) -> list[Place]:
    """This browser first, then the one that was used last."""
    rows = Session.objects.filter(account=account, expire_date__gt=Now()).order_by("-seen_at")
    found = [
        Place(row.pk, device_words(row.device), row.began_at, row.seen_at, row.pk == here)
        for row in rows.defer("session_data")
    ]
    return sorted(found, key=lambda place: not place.here)
