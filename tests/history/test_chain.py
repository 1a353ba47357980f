"""The history: one entry after another, sealed; it verifies without the words it was sealed over."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from pactwork.ground import clock as ground_clock
from pactwork.history.chain import commit_to
from pactwork.history.evidence import end_of
from pactwork.history.models import Delivery, Entry, Head, Name
from pactwork.history.names import Called, called, marks_in
from pactwork.history.queries import NAMELESS, Walk, broken_chains, entries_about
from pactwork.history.record import Notice, record
from tests.conftest import Clock
from tests.history.tampering import past_the_lock

pytestmark = pytest.mark.django_db
KEY = "ab" * 32
KEYS: dict[str, str | None] = {"contract": KEY, "gone": "", "house": KEY}


def told(
    act: str = "asked",
    *notices: Notice,
    chain: str = "midshire",
    subject: str = "contract",
    **payload: str,
) -> Entry:
    return record(
        act,
        chain=chain,
        subject=subject,
        by="person:nadine",
        key=KEY,
        payload=payload,
        notices=notices,
    )


def key(chain: str, subject: str) -> str | None:
    return KEYS.get(subject)


def faults() -> list[tuple[str, int]]:
    return [(broken.chain, broken.seq) for broken in broken_chains(key)]


def whys() -> list[str]:
    return [broken.why for broken in broken_chains(key)]


def test_entries_follow_one_another(clock: Clock) -> None:
    first, second = told("asked"), told("answered")
    assert (first.seq, second.seq) == (1, 2)
    assert (first.previous, second.previous) == ("", first.hash)
    head = Head.objects.get(chain="midshire")
    assert (head.length, head.hash) == (2, second.hash)
    assert [e.act for e in entries_about("contract")] == ["asked", "answered"]
    assert faults() == []


def test_the_end_of_a_chain_is_how_many_entries_it_has() -> None:
    assert end_of("midshire") == 0
    told()
    told(chain="another")
    told()
    assert end_of("midshire") == 2


def test_an_entry_and_its_letters_have_the_moment_of_the_act(clock: Clock) -> None:
    then = ground_clock.now() - timedelta(hours=3)
    notice = Notice("asked", "carol@larkmoor.example", "a1", timedelta(minutes=10))
    entry = record(
        "asked",
        chain="midshire",
        subject="contract",
        by="person:nadine",
        key=KEY,
        payload={},
        notices=[notice],
        at=then,
    )
    assert (entry.at, Delivery.objects.get().due_at) == (then, then + timedelta(minutes=10))
    assert told().at == ground_clock.now()


def named(name: str) -> Entry:
    said = {"name": Called("person:nadine", name)}
    return record("asked", chain="midshire", subject="contract", by="b", key=KEY, payload=said)


def test_whoever_acted_has_the_name_that_was_written_down() -> None:
    assert called(named("Nadine Brooks")) == "Nadine Brooks"
    assert called(told()) == "Someone"


def test_a_name_that_is_gone_is_missed_unless_an_entry_says_so(clock: Clock) -> None:
    marks = sorted(marks_in(named("Nadine Brooks").payload))
    assert faults() == []
    Name.objects.all().delete()
    assert whys() == ["a name in it is gone or changed, and no entry says why"]
    gone = {"marks": marks}
    record(NAMELESS, chain="midshire", subject="house", by="b", key=KEY, payload=gone)
    assert faults() == []


def test_every_institution_has_a_chain_of_its_own(clock: Clock) -> None:
    told()
    other = told(chain="elsewhere")
    assert (other.seq, other.previous) == (1, "")
    assert faults() == []


def test_erasing_words_and_key_leaves_the_chain_whole(clock: Clock) -> None:
    told(subject="gone", name="Nadine Brooks", reason="I moved.")
    told("answered", subject="gone")
    told("answered")
    assert whys() == ["it was to be erased, and its words are still there"]
    Entry.objects.filter(subject="gone").update(payload={})
    assert whys() == ["its words are gone, and no entry says why"]
    told("erased", subject="house")
    assert faults() == [("midshire", 1)]
    record(
        "erased",
        chain="midshire",
        subject="house",
        by="system",
        key=KEY,
        payload={"subject": "gone"},
    )
    assert faults() == []
    assert Walk("midshire", key).erased == 2


def test_words_changed_or_blanked_without_an_erasure_are_found(clock: Clock) -> None:
    told(reason="I moved.")
    entry = told(reason="I moved again.")
    with past_the_lock():
        Entry.objects.filter(pk=entry.pk).update(payload={"reason": "I stayed."})
    assert faults() == [("midshire", 2)]
    Entry.objects.update(payload={})
    assert whys() == ["its words were changed after they were written"]


def test_words_about_nobody_are_found(clock: Clock) -> None:
    told(subject="stranger")
    assert "nobody knows" in whys()[0]


def test_a_lost_head_is_found(clock: Clock) -> None:
    told()
    Head.objects.all().delete()
    assert faults() == [("midshire", 2)]


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
    with past_the_lock():
        Entry.objects.filter(chain="midshire", seq=2).update(**{field: value})
    assert ("midshire", 2) in faults()


def test_a_changed_moment_is_found(clock: Clock) -> None:
    told()
    with past_the_lock():
        Entry.objects.update(at=ground_clock.now() + timedelta(seconds=1))
    assert faults() == [("midshire", 1)]


@pytest.mark.parametrize("seq", [1, 2, 3])
def test_a_missing_entry_is_found(clock: Clock, seq: int) -> None:
    """In the middle the next one hangs in the air; at the end the head knows of one more."""
    for _ in range(3):
        told()
    with past_the_lock():
        Entry.objects.filter(seq=seq).delete()
    assert faults() == [("midshire", seq)]


def test_a_head_put_back_is_found(clock: Clock) -> None:
    first = told()
    told()
    Head.objects.update(length=1, hash=first.hash)
    assert faults() == [("midshire", 3)]


@pytest.mark.asvs("V16.4.2")
@pytest.mark.parametrize(
    "change",
    [
        lambda: Entry.objects.update(act="answered"),
        lambda: Entry.objects.update(payload={"reason": "I stayed."}),
        lambda: Entry.objects.update(payload={}, by="person:tomasz"),
        lambda: Entry.objects.all()._raw_delete("default"),
    ],
)
def test_the_database_itself_refuses_to_change_history(
    clock: Clock, change: Callable[[], object]
) -> None:
    told(reason="I moved.")
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        change()
    assert faults() == []


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
