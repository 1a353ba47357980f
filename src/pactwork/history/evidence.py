"""A chain as evidence: every entry in its place, those that are nobody's business veiled."""

from collections.abc import Iterator, Mapping
from datetime import UTC
from pathlib import Path

from django.db.models import Max

from pactwork.ground import clock
from pactwork.ground.canonical import canonical
from pactwork.history.chain import body_of
from pactwork.history.checkpoints import seen
from pactwork.history.models import Checkpoint, Entry
from pactwork.history.names import names_of
from pactwork.history.signing import public_key, sign

CHECKER = Path(__file__).parent / "files" / "check_evidence.py"


def end_of(chain: str) -> int:
    """How many entries there are."""
    return Entry.objects.filter(chain=chain).aggregate(end=Max("seq"))["end"] or 0


def newest_of(chain: str) -> dict[str, int]:
    """Subject -> the number of the newest entry about it."""
    found = Entry.objects.filter(chain=chain).order_by().values_list("subject")
    return dict(found.annotate(newest=Max("seq")))


def _shown(entry: Entry) -> dict[str, object]:
    return {
        "chain": entry.chain,
        "seq": entry.seq,
        "at": entry.at.astimezone(UTC).isoformat(),
        "act": entry.act,
        "subject": entry.subject,
        "by": entry.by,
        "commitment": entry.commitment,
        "payload": entry.payload,
    }


def chain_lines(chain: str, length: int, subject: str = "") -> Iterator[str]:
    """The first so many entries; with a subject, all others only as place and body."""
    for entry in Entry.objects.filter(chain=chain, seq__lte=length).order_by("seq").iterator():
        own = not subject or entry.subject == subject
        said = _shown(entry) if own else {"seq": entry.seq, "body": body_of(entry)}
        yield canonical(said).decode() + "\n"


def names_beside(chain: str, length: int, subject: str = "") -> str:
    """What the marks in these entries stand for, with what proves it."""
    chosen = Entry.objects.filter(chain=chain, seq__lte=length)
    chosen = chosen.filter(subject=subject) if subject else chosen
    rows = names_of(chosen.order_by("seq").iterator())
    return canonical({m: {"key": r.key, "name": r.name} for m, r in rows.items()}).decode()


def checkpoint_lines(chain: str, length: int) -> Iterator[str]:
    for row in Checkpoint.objects.filter(chain=chain, length__lte=length).order_by("length"):
        yield seen(row).line + "\n"


def signed_list(made: Checkpoint, files: Mapping[str, str], counts: Mapping[str, int]) -> str:
    """What a pack holds, signed: each file's digest, how much of everything, and the chain's end."""
    said = {
        "chain": made.chain,
        "hash": made.hash,
        "at": clock.now().astimezone(UTC).isoformat(),
        "files": dict(files),
        "counts": {"entries": made.length, **counts},
    }
    signature = sign(canonical({"pactwork": "pack 1", **said}))
    return canonical({"pack": said, "key": public_key(), "signature": signature}).decode()
