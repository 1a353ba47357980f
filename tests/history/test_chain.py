"""The history: one entry after another, sealed; it verifies without the words it was sealed over."""

from datetime import timedelta

import pytest

from pactwork.ground import clock as ground_clock
from pactwork.history.models import Delivery, Entry, Head
from pactwork.history.queries import broken_chains, entries_about
from pactwork.history.record import Notice, commit_to, record
from tests.conftest import Clock

pytestmark = pytest.mark.django_db
KEY = "ab" * 32


def told(act: str = "asked", *notices: Notice, chain: str = "midshire", **payload: str) -> Entry:
    return record(
        act,
        chain=chain,
        subject="contract",
        by="person:nadine",
        key=KEY,
        payload=payload,
        notices=notices,
    )


def faults() -> list[tuple[str, int]]:
    return [(broken.chain, broken.seq) for broken in broken_chains()]


def test_entries_follow_one_another(clock: Clock) -> None:
    first, second = told("asked"), told("answered")
    assert (first.seq, second.seq) == (1, 2)
    assert (first.previous, second.previous) == ("", first.hash)
    head = Head.objects.get(chain="midshire")
    assert (head.length, head.hash) == (2, second.hash)
    assert [e.act for e in entries_about("contract")] == ["asked", "answered"]
    assert faults() == []


def test_every_institution_has_a_chain_of_its_own(clock: Clock) -> None:
    told()
    other = told(chain="elsewhere")
    assert (other.seq, other.previous) == (1, "")
    assert faults() == []


def test_erasing_words_and_key_leaves_the_chain_whole(clock: Clock) -> None:
    told(name="Nadine Brooks", reason="I moved.")
    told("answered")
    Entry.objects.update(payload={})
    assert faults() == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("act", "answered"),
        ("subject", "another"),
        ("by", "person:tomasz"),
        ("commitment", "00" * 32),
        ("hash", "00" * 32),
        ("previous", "00" * 32),
        ("seq", 9),
        ("chain", "elsewhere"),
    ],
)
def test_whatever_is_changed_afterwards_is_found(clock: Clock, field: str, value: object) -> None:
    told()
    told()
    told()
    Entry.objects.filter(chain="midshire", seq=2).update(**{field: value})
    assert ("midshire", 2) in faults()


def test_a_changed_moment_is_found(clock: Clock) -> None:
    told()
    Entry.objects.update(at=ground_clock.now() + timedelta(seconds=1))
    assert faults() == [("midshire", 1)]


@pytest.mark.parametrize("seq", [1, 2, 3])
def test_a_missing_entry_is_found(clock: Clock, seq: int) -> None:
    """In the middle the next one hangs in the air; at the end the head knows of one more."""
    for _ in range(3):
        told()
    Entry.objects.filter(seq=seq).delete()
    assert faults() == [("midshire", seq)]


def test_a_head_put_back_is_found(clock: Clock) -> None:
    first = told()
    told()
    Head.objects.update(length=1, hash=first.hash)
    assert faults() == [("midshire", 3)]


def test_a_commitment_says_nothing_without_its_key() -> None:
    words = {"reason": "I moved."}
    assert commit_to(KEY, words) == commit_to(KEY, {"reason": "I moved. \r\n"})
    assert commit_to(KEY, words) != commit_to("cd" * 32, words)
    assert commit_to(KEY, words) != commit_to(KEY, {"reason": "I stayed."})


def test_letters_are_promised_with_the_entry(clock: Clock) -> None:
    later = Notice("agreed", "carol@larkmoor.example", "contract", timedelta(minutes=10))
    entry = told("answered", Notice("answered", "nadine@midshire.example", "a1"), later)
    now, then = Delivery.objects.order_by("due_at")
    assert (now.entry, now.due_at) == (entry, entry.at)
    assert (then.kind, then.due_at - now.due_at) == ("agreed", timedelta(minutes=10))
