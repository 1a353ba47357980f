"""How entries are sealed. Two levels, so that one can be shown in its place among veiled others.

``commitment`` is an HMAC of the words, ``body`` a digest of all an entry says, and ``hash`` chains
the bodies. A body tells nothing by itself: nobody can guess their way to a commitment without its key.
"""

import hmac
from collections.abc import Mapping
from datetime import UTC
from hashlib import sha256
from typing import Any

from pactwork.ground.canonical import canonical, digest
from pactwork.history.models import Entry


def commit_to(key: str, payload: Mapping[str, Any]) -> str:
    """HMAC-SHA-256 of the payload under a hex key; without the key it says nothing."""
    return hmac.new(bytes.fromhex(key), canonical(payload), sha256).hexdigest()


def fields_of(entry: Entry) -> list[Any]:
    """What an entry says, its words only by their commitment: those may be erased."""
    moment = entry.at.astimezone(UTC).isoformat()
    place = [entry.chain, entry.seq, moment]
    return [*place, entry.act, entry.subject, entry.by, entry.commitment]


def body_of(entry: Entry) -> str:
    return digest(fields_of(entry))


def link(previous: str, body: str) -> str:
    """What the next entry chains to."""
    return digest([previous, body])
