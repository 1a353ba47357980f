"""Checkpoints: what is signed, how it is written down, and whether a chain still agrees with it."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from pactwork.ground.canonical import canonical
from pactwork.ground.time_windows import past
from pactwork.history.models import Checkpoint, Entry, Head
from pactwork.history.signing import is_signed

EVERY = timedelta(days=1)


@dataclass(frozen=True)
class Seen:
    """A checkpoint outside the database: one line of a file or a letter."""

    chain: str
    length: int
    hash: str
    at: str
    key: str
    signature: str

    @property
    def message(self) -> bytes:
        """The bytes that are signed."""
        said = {k: v for k, v in asdict(self).items() if k not in ("key", "signature")}
        return canonical({"pactwork": "checkpoint 1", **said})

    @property
    def line(self) -> str:
        return canonical(asdict(self)).decode()

    @property
    def signed(self) -> bool:
        return is_signed(self.message, self.signature, self.key)


def seen(row: Checkpoint) -> Seen:
    moment = row.at.astimezone(UTC).isoformat()
    return Seen(row.chain, row.length, row.hash, moment, row.key, row.signature)


def key_id(key: str) -> str:
    """Enough of a public key to compare by eye."""
    return " ".join(key[i : i + 4] for i in range(0, 16, 4))


def file_of(chain: str) -> Path:
    return Path(settings.DATA) / "checkpoints" / f"{chain}.jsonl"


def read(text: str) -> Iterator[Seen]:
    """Every checkpoint in a file, or in a letter saved as text. Raises ``ValueError`` for half ones."""
    for line in text.splitlines():
        if line.startswith("{"):
            try:
                yield Seen(**json.loads(line))
            except TypeError as error:
                raise ValueError(str(error)) from error


def due(after: timedelta = EVERY) -> QuerySet[Head]:
    """Chains that have grown since their last checkpoint, which is so old, lies ahead or was never made."""
    last = Checkpoint.objects.filter(chain=OuterRef("chain")).order_by("-length")
    heads = Head.objects.filter(length__gt=0).annotate(
        seen_length=Subquery(last.values("length")[:1]), seen_at=Subquery(last.values("at")[:1])
    )
    return heads.filter(Q(seen_at=None) | past("seen_at", after) & Q(length__gt=F("seen_length")))


@dataclass(frozen=True)
class Contradiction:
    """A checkpoint that the database does not bear out, and how."""

    seen: Seen
    why: str


def contradictions(points: Iterable[Seen]) -> Iterator[Contradiction]:
    """Compare checkpoints with the chains as they are. The chains themselves are walked elsewhere."""
    for one in points:
        if not one.signed:
            yield Contradiction(
                one, "its signature is wrong, so it is no checkpoint or was altered"
            )
            continue
        found = Entry.objects.filter(chain=one.chain, seq=one.length).values_list("hash", flat=True)
        kept = found.first()
        if kept is None:
            yield Contradiction(one, "the history has lost its end since then")
        elif kept != one.hash:
            yield Contradiction(one, "the history has been rewritten since then")
