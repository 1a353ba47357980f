"""Reading the history: one subject's entries, and whether a chain is whole."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from pactwork.history.models import Entry, Head
from pactwork.history.record import link_hash


def entries_about(subject: str) -> QuerySet[Entry]:
    return Entry.objects.filter(subject=subject).order_by("seq")


@dataclass(frozen=True)
class Broken:
    """The first entry of a chain that does not fit, and how."""

    chain: str
    seq: int
    why: str


def broken_chains() -> Iterator[Broken]:
    """Walk every chain; yield the first bad entry of each that has one."""
    for head in Head.objects.order_by("chain"):
        previous, expected = "", 1
        for entry in Entry.objects.filter(chain=head.chain).order_by("seq").iterator():
            if entry.seq != expected or entry.previous != previous:
                yield Broken(head.chain, expected, "an entry is missing or out of order")
                break
            if link_hash(entry) != entry.hash:
                yield Broken(head.chain, entry.seq, "the entry was changed after it was written")
                break
            previous, expected = entry.hash, expected + 1
        else:
            if (head.length, head.hash) != (expected - 1, previous):
                yield Broken(head.chain, expected, "the chain ends before its head")
