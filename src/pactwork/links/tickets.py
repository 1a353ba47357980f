"""What shows that a reader came by their letter: signed, in a cookie of its own or in each form.

The cookie serves reading. The form carries a ticket too, so that an answer can be sent from a mail
program's own browser that keeps no cookies; it stands in for Django's CSRF token there. All of them
come from the link's token and from nothing else: who has none is asked nothing, and counted nowhere.
"""

import secrets
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from django.core import signing

from pactwork.ground import clock
from pactwork.ground.cookies import named

Purpose = Literal["cookie", "form", "opening"]
LASTS: dict[Purpose, timedelta] = {
    "cookie": timedelta(hours=12),
    "form": timedelta(days=60),
    "opening": timedelta(hours=12),  # in place of the cookie, until the code is typed
}


def cookie_name(ref: str) -> str:
    """One cookie for each link, so that two letters can be read side by side."""
    return named(f"plan-{ref}")


def new_client() -> str:
    """A name for one browser: wrong codes are counted for it, and for nobody else."""
    return secrets.token_urlsafe(12)


def _signer(purpose: Purpose) -> signing.Signer:
    return signing.Signer(salt=f"pactwork.links.{purpose}")


def ticket(ref: str, client: str, purpose: Purpose) -> str:
    """A ticket for one link, one browser and one purpose, from now."""
    said = {"ref": ref, "client": client, "at": int(clock.now().timestamp())}
    return _signer(purpose).sign_object(said)


def _given(text: str, ref: str, purpose: Purpose) -> dict[str, Any] | None:
    """What a ticket says; None when it is not for this, too old, or of a clock as far ahead."""
    try:
        said: dict[str, Any] = _signer(purpose).unsign_object(text)
    except (signing.BadSignature, ValueError):
        return None
    age = clock.now().timestamp() - said["at"]
    return said if said["ref"] == ref and abs(age) <= LASTS[purpose].total_seconds() else None


def client_in(text: str, ref: str, purpose: Purpose) -> str | None:
    """The browser that a ticket was given to; None when it is not for this, or too old."""
    said = _given(text, ref, purpose)
    return str(said["client"]) if said else None


def given_at(text: str, ref: str, purpose: Purpose) -> datetime | None:
    """When a ticket was given, to the second."""
    said = _given(text, ref, purpose)
    return min(datetime.fromtimestamp(said["at"], UTC), clock.now()) if said else None
