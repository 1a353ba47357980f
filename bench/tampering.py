"""Tampers with a history in every way we know, and counts what is found: ``python -m bench.tampering``.

Within one transaction that is rolled back, past the lock, as somebody with the database's password
could. What a chain can show by itself and what needs a checkpoint that had left are counted apart.
"""

import os
import random
import sys
import tempfile
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

KEY = "ab" * 32
CHAIN = "midshire"
WORDS = ("asked", "answered", "draft_shared", "commented", "agreed")
TEXTS = ("chain", "act", "subject", "by", "commitment", "previous", "hash")
COLUMNS = (*TEXTS, "seq", "at", "payload", "head.length", "head.hash")


@dataclass
class Counts:
    """Of each kind of tampering: tried, found by the chain alone, found with a checkpoint."""

    rows: dict[str, list[int]] = field(default_factory=dict)
    refused: int = 0  # the database would not take it at all
    missed: list[str] = field(default_factory=list)

    def add(self, kind: str, alone: bool, anchored: bool, what: str) -> None:
        row = self.rows.setdefault(kind, [0, 0, 0])
        row[0], row[1], row[2] = row[0] + 1, row[1] + alone, row[2] + (alone or anchored)
        if not (alone or anchored):
            self.missed.append(f"{kind}: {what}")


def key(chain: str, subject: str) -> str:
    return KEY


def write(entries: int) -> None:
    """A chain as acts leave it."""
    from pactwork.history.record import record  # late: Django has to be set up first

    for n in range(entries):
        record(
            WORDS[n % len(WORDS)],
            chain=CHAIN,
            subject=f"contract{n % 7}",
            by=f"person:{n % 5}",
            key=KEY,
            payload={"name": f"Zoë {n}", "draft": n, "covered": {"card": f"{n:064x}"}},
        )


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside never happened."""
    from django.db import transaction  # late: Django has to be set up first

    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def found(points: list[Any]) -> tuple[bool, bool]:
    """Whether the chain alone shows it, and whether the checkpoints do."""
    from pactwork.history.checkpoints import contradictions  # late: Django has to be set up first
    from pactwork.history.queries import broken_chains

    return bool(list(broken_chains(key))), bool(list(contradictions(points)))


def attempt(
    counts: Counts, kind: str, what: str, points: list[Any], change: Callable[[], None]
) -> None:
    from django.db import DatabaseError  # late: Django has to be set up first

    try:
        with undone():
            change()
            counts.add(kind, *found(points), what)
    except DatabaseError:
        counts.refused += 1


def flipped(text: str, chance: random.Random) -> str:
    """One bit of one ASCII letter; other letters would not be letters any more."""
    places = [n for n, c in enumerate(text) if ord(c) < 128]
    place = chance.choice(places)
    bit = 1 << chance.randrange(7)
    return text[:place] + chr(ord(text[place]) ^ bit) + text[place + 1 :]


def flip(column: str, seq: int, chance: random.Random) -> None:
    from django.db import connection  # late: Django has to be set up first

    from pactwork.history.models import Entry, Head

    if column.startswith("head."):
        head, name = Head.objects.get(chain=CHAIN), column.partition(".")[2]
        new = (
            head.length ^ (1 << chance.randrange(20))
            if name == "length"
            else flipped(head.hash, chance)
        )
        Head.objects.filter(pk=head.pk).update(**{name: new})
        return
    entry = Entry.objects.get(chain=CHAIN, seq=seq)
    if column == "payload":
        cast = "::jsonb" if connection.vendor == "postgresql" else ""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT CAST(payload AS text) FROM history_entry WHERE id = %s", [entry.pk]
            )
            text = flipped(cursor.fetchone()[0], chance)
            statement = f"UPDATE history_entry SET payload = %s{cast} WHERE id = %s"  # noqa: S608
            cursor.execute(statement, [text, entry.pk])
        return
    value: Any
    if column == "seq":
        value = entry.seq ^ (1 << chance.randrange(20))
    elif column == "at":
        value = entry.at + timedelta(microseconds=1 << chance.randrange(40))
    else:
        value = flipped(getattr(entry, column) or "0", chance)
    Entry.objects.filter(pk=entry.pk).update(**{column: value})


def cut(length: int) -> None:
    """The end is taken off, and the head put back to match."""
    from pactwork.history.models import Entry, Head  # late: Django has to be set up first

    last = Entry.objects.get(chain=CHAIN, seq=length)
    Entry.objects.filter(chain=CHAIN, seq__gt=length)._raw_delete("default")
    Head.objects.filter(chain=CHAIN).update(length=length, hash=last.hash)


def swap(one: int, other: int) -> None:
    """Two entries change places."""
    from pactwork.history.models import Entry  # late: Django has to be set up first

    place = Entry.objects.filter(chain=CHAIN)
    place.filter(seq=one).update(seq=-1)
    place.filter(seq=other).update(seq=one)
    place.filter(seq=-1).update(seq=other)


def rewrite(seq: int) -> None:
    """Another name for who did it, and every hash from there on worked out again."""
    from pactwork.history.chain import body_of, link  # late: Django has to be set up first
    from pactwork.history.models import Entry, Head

    previous = ""
    for entry in Entry.objects.filter(chain=CHAIN).order_by("seq"):
        if entry.seq == seq:
            entry.by = "person:somebody-else"
        if entry.seq >= seq:
            entry.previous, entry.hash = previous, link(previous, body_of(entry))
            Entry.objects.filter(pk=entry.pk).update(
                by=entry.by, previous=entry.previous, hash=entry.hash
            )
        previous = entry.hash
    Head.objects.filter(chain=CHAIN).update(hash=previous)


def tampered(entries: int, flips: int, others: int) -> Counts:
    """Every kind of tampering, so many times; a checkpoint of the whole had left before."""
    from django.db import connection  # late: Django has to be set up first

    from pactwork.history import sealed
    from pactwork.history.actions import make_checkpoint
    from pactwork.history.checkpoints import seen

    chance, counts = random.Random(2026), Counts()  # noqa: S311 - the same every time
    with undone():
        write(entries)
        made = make_checkpoint(CHAIN)
        points = [seen(made)] if made else []
        sealed.unlock(connection)
        assert found(points) == (False, False)
        for n in range(flips):
            column, seq = COLUMNS[n % len(COLUMNS)], chance.randrange(entries) + 1
            attempt(
                counts,
                "one bit flipped",
                f"{column} of {seq}",
                points,
                lambda column=column, seq=seq: flip(column, seq, chance),  # type: ignore[misc]
            )
        for n in range(min(others, entries - 1)):
            attempt(counts, "end cut off", f"at {n + 1}", points, lambda n=n: cut(n + 1))  # type: ignore[misc]
        for _ in range(others):
            one, other = sorted(chance.sample(range(1, entries + 1), 2))
            attempt(
                counts, "two swapped", f"{one}, {other}", points,
                lambda one=one, other=other: swap(one, other),  # type: ignore[misc]
            )  # fmt: skip
            attempt(
                counts, "rewritten and hashed again", f"from {one}", points,
                lambda one=one: rewrite(one),  # type: ignore[misc]
            )  # fmt: skip
    return counts


def rows_altered(most: int) -> dict[str, tuple[int, int]]:
    """The demo's contracts, with so many rows of each kind altered in every column."""
    from bench.tampering_rows import alter_all  # late: Django has to be set up first
    from pactwork.demo import play

    play.load()
    rows: dict[str, tuple[int, int]] = {}
    for model, _column, found in alter_all(most):
        tried, known = rows.get(model, (0, 0))
        rows[model] = (tried + 1, known + found)
    return rows


def packs_of_the_demo(most: int) -> bool:
    """Packs of one contract and of all, altered; printed by kind. Whether nothing was missed."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from django.db.models import Count

    from bench.tampering_packs import HANDS, opened, packs_altered  # late: Django has to be set up
    from pactwork.commands import export
    from pactwork.contracts.models import Contract
    from pactwork.history.checkpoints import seen
    from pactwork.history.models import Checkpoint

    private = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(KEY))
    busiest = Contract.objects.annotate(n=Count("seats__answers")).order_by("-n")[0]
    whole = True
    for chosen in (busiest.ref, None):
        out = os.path.join(tempfile.mkdtemp(), "pack.zip")
        export.run(Namespace(contract=chosen, institution=None, out=out))
        mailed = seen(Checkpoint.objects.latest("length")).line
        few = most if chosen else 1  # all of the demo take a second to check
        tallies, missed = packs_altered(opened(Path(out)), mailed, private, few)
        print(
            f"a pack of {'one contract' if chosen else 'all'}: {', '.join(HANDS)}, told in README"
        )
        for kind, tally in tallies.items():
            print(f"{kind}: {tally.tried} tried, {tally.found} found, {tally.told} told")
        print(f"missed: {len(missed)}", *missed, sep="\n  ")
        whole = whole and not missed
    return whole


def main() -> None:
    os.environ.update(PACTWORK_MODE="test", PACTWORK_DATA=tempfile.mkdtemp())
    os.environ["PACTWORK_CHECKPOINT_KEY"] = KEY
    os.environ["DJANGO_SETTINGS_MODULE"] = "pactwork.settings"
    import django  # late: the environment has to come first
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    counts = tampered(entries=150, flips=3_000, others=149)
    for kind, (tried, alone, anchored) in counts.rows.items():
        print(
            f"{kind}: {tried} tried, {alone} shown by the chain alone, {anchored} with a checkpoint"
        )
    print(f"refused by the database: {counts.refused}; missed: {len(counts.missed)}")
    rows = rows_altered(most=6)
    for model, (tried, found) in rows.items():
        print(f"{model} altered: {tried} tried, {found} found")
    whole = packs_of_the_demo(most=8) and not counts.missed
    sys.exit(not whole or any(tried != found for tried, found in rows.values()))


if __name__ == "__main__":
    main()
