"""Codes are guarded: counted for each browser, by the day for each letter, and fresh ones run out."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pactwork.ground.refusal import Refusal
from pactwork.links.actions import (
    PER_CLIENT,
    PER_LINK,
    check_code,
    end_link,
    forget_tries,
    leave_alone,
    make_fresh_code,
    make_link,
)
from pactwork.links.actions.codes import MOST_FRESH
from pactwork.links.models import FreshCode, Link, Silence, Try
from pactwork.links.queries import is_left_alone
from pactwork.links.secrets import code_for
from pactwork.people.actions import found_institution


@pytest.fixture
def link(db: None, clock: Any) -> Link:
    house = found_institution("Midshire University")
    return make_link(house, email="carol@larkmoor.example", name="Carol Benning")


def wrong(link: Link, number: int = 0) -> str:
    """Six digits that are not this letter's code."""
    return f"{(int(code_for(link.ref)) + 1 + number) % 1_000_000:06d}"


def refused(link: Link, code: str, client: str = "a", *, fresh: bool = False) -> str:
    refusal = check_code(link, code, client=client, fresh=fresh)
    return refusal.code if refusal else ""


def test_tries_and_fresh_codes_are_counted_with_their_link_held(link: Link) -> None:
    """Before anything is counted the link's row is read to be locked: many at once are counted singly."""
    for act in (
        lambda: check_code(link, wrong(link), client="a"),
        lambda: make_fresh_code(link),
    ):
        with CaptureQueriesContext(connection) as asked:
            act()
        said = [one["sql"] for one in asked if one["sql"].startswith("SELECT")]
        assert 'FROM "links_link"' in said[0]
        if connection.vendor == "postgresql":
            assert said[0].endswith("FOR NO KEY UPDATE")


def test_whoever_has_to_wait_is_told_why_and_how_long(link: Link) -> None:
    for number in range(PER_CLIENT):
        check_code(link, wrong(link, number), client="a")
    assert check_code(link, code_for(link.ref), client="a") == Refusal("code_wait", {"minutes": 10})
    for _ in range(MOST_FRESH):
        assert isinstance(make_fresh_code(link), FreshCode)
    assert make_fresh_code(link) == Refusal("fresh_code_wait", {"minutes": 10})


def test_five_wrong_codes_and_that_browser_waits(link: Link, clock: Any) -> None:
    for number in range(PER_CLIENT):
        assert refused(link, wrong(link, number)) == "code_wrong"
    assert refused(link, code_for(link.ref)) == "code_wait"
    assert refused(link, code_for(link.ref), "another") == ""
    clock.forward(minutes=11)
    assert refused(link, code_for(link.ref)) == ""


VALUE = re.compile(r"'[^']*'|\"s\w+_x\d+\"|\b\d+\b|true|false")


def attack(link: Link) -> None:
    for number in range(PER_LINK):
        assert refused(link, wrong(link, number), f"robot {number}") == "code_wrong"


def asked_for() -> list[tuple[str, bool]]:
    return list(FreshCode.objects.order_by("pk").values_list("client", "right"))


def test_after_a_hundred_wrong_codes_a_day_the_reader_still_gets_in_by_fresh_ones(
    link: Link, clock: Any
) -> None:
    """ASVS V6.6.3, V6.3.1: guesses are limited, and the limit is no lock that outsiders can fill."""
    attack(link)
    assert refused(link, code_for(link.ref), "reader") == "code_guarded"
    assert refused(link, wrong(link), "robot") == "code_guarded"  # told no more than the reader
    assert asked_for() == [("reader", True), ("robot", False)]
    mailed = code_for(FreshCode.objects.get(right=True).ref)
    assert refused(link, mailed, "robot") == "code_guarded"  # good in one browser alone
    for one in FreshCode.objects.filter(
        client="robot"
    ):  # asked for with wrong digits, so never mailed
        assert refused(link, code_for(one.ref), "robot") == "code_guarded"
    assert refused(link, mailed, "reader") == ""
    assert refused(link, mailed, "reader", fresh=True) == ""
    clock.forward(minutes=11)
    assert refused(link, mailed, "reader") == "code_guarded"
    clock.forward(days=1)
    assert refused(link, code_for(link.ref), "reader") == ""


def test_a_fresh_code_outlives_the_attack_that_asked_for_it(link: Link, clock: Any) -> None:
    for number in range(PER_LINK):
        refused(link, wrong(link, number), f"robot {number}")
    clock.forward(hours=23, minutes=55)
    assert refused(link, code_for(link.ref), "reader") == "code_guarded"
    mailed = code_for(FreshCode.objects.get().ref)
    clock.forward(minutes=6)  # the hundred are a day old
    assert refused(link, mailed, "robot") == "code_wrong"
    assert refused(link, mailed, "reader") == ""


def test_guesses_at_a_guarded_link_are_counted_as_all_others_are(link: Link) -> None:
    """The right printed code too, or else it would be told apart by what comes after."""
    attack(link)
    for client, code in (("reader", code_for(link.ref)), ("robot", wrong(link))):
        said = [refused(link, code, client) for _ in range(PER_CLIENT + 1)]
        assert said == ["code_guarded"] * PER_CLIENT + ["code_wait"]
    assert sum(right for _, right in asked_for()) == 3  # emails in ten minutes, at most
    assert len(asked_for()) == 2 * PER_CLIENT


def test_the_same_statements_are_sent_whether_the_printed_code_was_right(link: Link) -> None:
    attack(link)
    refused(link, wrong(link), "robot")  # the day's first is tallied in a row of its own
    said = []
    for client, code in (("robot", wrong(link)), ("reader", code_for(link.ref))):
        with CaptureQueriesContext(connection) as asked:
            refused(link, code, client)
        said.append([VALUE.sub("?", query["sql"]) for query in asked])
    assert said[0] == said[1]


def test_what_guesses_leave_is_forgotten_after_a_day(link: Link, clock: Any) -> None:
    attack(link)
    refused(link, wrong(link), "robot")
    assert refused(link, code_for(link.ref), "reader")
    forget_tries()
    assert (Try.objects.count(), FreshCode.objects.count()) == (PER_LINK + 2, 2)
    clock.forward(days=1, minutes=1)
    forget_tries()
    assert (Try.objects.count(), asked_for()) == (0, [("reader", True)])


def test_waiting_out_is_not_made_longer_by_trying(link: Link) -> None:
    for number in range(PER_CLIENT + 3):
        check_code(link, wrong(link, number), client="a")
    assert Try.objects.count() == PER_CLIENT


def test_fresh_codes_each_last_ten_minutes(link: Link, clock: Any) -> None:
    first = make_fresh_code(link)
    assert isinstance(first, FreshCode)
    clock.forward(minutes=6)
    second = make_fresh_code(link)
    assert isinstance(second, FreshCode)
    assert refused(link, code_for(first.ref), fresh=True) == ""  # a newer one kills no older one
    assert refused(link, code_for(second.ref), fresh=True) == ""
    assert (
        refused(link, code_for(link.ref), fresh=True) == "code_old"
    )  # the printed one is not enough
    clock.forward(minutes=5)
    assert refused(link, code_for(first.ref), fresh=True) == "code_old"
    assert refused(link, code_for(second.ref), fresh=True) == ""


def test_three_fresh_codes_in_ten_minutes_at_most(link: Link, clock: Any) -> None:
    made = [make_fresh_code(link) for _ in range(4)]
    assert [isinstance(one, Refusal) for one in made] == [False, False, False, True]
    clock.forward(minutes=11)
    assert isinstance(make_fresh_code(link), FreshCode)


def test_a_link_ends_once(link: Link) -> None:
    end_link(link, "answered")
    end_link(link, "withdrawn")
    assert Link.objects.get().ended_why == "answered"


def test_left_alone_by_one_institution_under_any_spelling(link: Link) -> None:
    leave_alone(link.institution, "Carol@Larkmoor.example ")
    leave_alone(link.institution, "carol@larkmoor.example")
    assert is_left_alone(link.institution, "CAROL@larkmoor.example")
    assert not is_left_alone(found_institution("Another"), "carol@larkmoor.example")
    assert "carol" not in Silence.objects.get().address
