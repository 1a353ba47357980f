"""The attacks of ``python -m bench.attack``, each in a short form. What they do is in bench/attack/."""

from collections.abc import Callable
from html import escape
from typing import Any

import pytest
from django.core.mail import EmailMessage

from bench.attack.outcome import Reading

Attacks = Callable[..., Any]


def held(outcome: Any) -> dict[str, Any]:
    """What was counted, where nothing got through and nobody was shut out."""
    assert outcome.faults == []
    counts: dict[str, Any] = outcome.counts
    assert counts.get("got_through", 0) == counts.get("shut_out", 0) == 0
    return counts


def test_digits_without_the_link_and_by_whoever_has_it(attacks: Attacks) -> None:
    counts = held(attacks("digits", 106))
    assert counts["guesses"] == counts["guesses_by_link"] == 106
    assert counts["written"] == 0
    assert counts["told"] >= 2
    assert counts["honest"] == 1


def test_a_flood_of_requests_for_codes_and_guesses_at_them(attacks: Attacks) -> None:
    counts = held(attacks("signin", 60))
    assert counts["honest"] == 48
    assert counts["emails_to_strangers"] == 0
    assert counts["guesses_compared"] > 0


def test_outsiders_at_every_sort_of_door(attacks: Attacks) -> None:
    counts = held(attacks("doors", 8))
    assert counts["knocks"] == 8 * 7 * 3
    assert counts["read_by_their_owner"] > 0


def test_hostile_words_stay_words(attacks: Attacks) -> None:
    counts = held(attacks("words", 40))
    assert counts["came_out"] == 0
    assert counts["read_back"] > 4
    assert counts["emails"] > 0


def test_hostile_files_are_refused_within_bounds(attacks: Attacks) -> None:
    counts = held(attacks("files", 6))
    assert counts["files"] == counts["refused"]


def test_hostile_words_and_addresses_cost_little(attacks: Attacks) -> None:
    assert held(attacks("cost", 1))["too_slow"] == 0


def test_slow_and_huge_connections_stop_nobody(attacks: Attacks) -> None:
    counts = held(attacks("sockets", 100))
    assert counts["huge_refused"] == 10


def test_what_is_replayed_is_done_once(attacks: Attacks) -> None:
    counts = held(attacks("replays", 4))
    assert counts["done"] == counts["sent"] / 4


# What each of them would look like if it came out, and the words it is found by.
CAUGHT = [
    (b"<p><zq></p>", "text/html", "a tag"),
    (b'<a title="x" onzq="1">x</a>', "text/html", "an attribute"),
    (b'<a href=" javascript:zqrun()">x</a>', "text/html", "an address that runs"),
    (b"<script>zqrun()</script>", "text/html", "a script"),
    (b"<p>zq0001 4011</p>", "text/html", "braces were worked out"),
    (b'name;what\na;"=HYPERLINK(""zq"")"\n', "text/csv", "a formula"),
    (b"zq," + "\u202e".encode() + b"moc", "text/plain", "turned or hidden letters"),
]


@pytest.mark.parametrize(("body", "kind", "told"), CAUGHT)
def test_what_came_out_would_be_found(body: bytes, kind: str, told: str) -> None:
    (fault,) = Reading.of(body, [("Content-Type", kind)], "here").faults
    assert fault.startswith(told)
    shown = escape(body.decode().replace("\u202e", "").replace("4011", "").replace('"=', "\"'="))
    assert not Reading.of(shown.encode(), [("Content-Type", kind)], "here").faults


def test_a_header_or_a_recipient_of_theirs_would_be_found() -> None:
    said = {"to": ["a@x.example"], "bcc": ["zq@evil.example"], "headers": {"X-Zq": "1"}}
    found = Reading.of_email(EmailMessage("S", "B", "b@x.example", **said)).faults
    assert [one.split(":")[0] for one in found] == ["a header of ours", "a recipient of ours"]
