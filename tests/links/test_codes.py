"""Codes are guarded: counted for each browser, by the day for each letter, and fresh ones run out."""

from typing import Any

import pytest

from pactwork.ground.refusal import Refusal
from pactwork.links.actions import (
    PER_CLIENT,
    PER_LINK,
    check_code,
    end_link,
    is_left_alone,
    leave_alone,
    make_fresh_code,
    make_link,
)
from pactwork.links.models import FreshCode, Link, Silence, Try
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


def test_five_wrong_codes_and_that_browser_waits(link: Link, clock: Any) -> None:
    for number in range(PER_CLIENT):
        assert refused(link, wrong(link, number)) == "code_wrong"
    assert refused(link, code_for(link.ref)) == "code_wait"
    assert refused(link, code_for(link.ref), "another") == ""
    clock.forward(minutes=11)
    assert refused(link, code_for(link.ref)) == ""


def test_a_letter_takes_a_hundred_wrong_codes_a_day(link: Link, clock: Any) -> None:
    for number in range(PER_LINK):
        assert refused(link, wrong(link, number), f"robot {number}") == "code_wrong"
    assert refused(link, code_for(link.ref), "reader") == "code_shut"
    clock.forward(days=1, minutes=1)
    assert refused(link, code_for(link.ref), "reader") == ""
    assert Try.objects.count() == PER_LINK


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
