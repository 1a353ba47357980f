"""Rows of the home page: what waits, and where it is done."""

from datetime import timedelta

from pactwork.contracts.models import Contract
from pactwork.desk.pages.comparing import comparisons
from pactwork.desk.queries.watching import Watch
from pactwork.ground import clock
from pactwork.ground.owed import QUEUE, Owed
from pactwork.people.models import Person
from pactwork.web.pages.home import first_of_all, queue_rows, watch_rows
from pactwork.web.queries import YourTurn


def titles(rows):
    return [row["title"] for row in rows]


def test_a_leader_watches_conditions_lost_emails_and_silent_workplaces():
    rows = watch_rows(Watch(silent=3, quiet=2, overdue=1, unreached=1))
    assert titles(rows) == [
        "1 condition set by your team is overdue",
        "1 request to a workplace was not delivered",
        "3 workplaces have not answered yet",
    ]
    assert [row["href"].split("?")[1] for row in rows] == [
        "show=conditions",
        "show=unreached",
        "show=quiet",
    ]
    assert rows[2]["line"] == "2 were asked more than a week ago."


def test_a_silence_that_is_young_is_named_as_that():
    [row] = watch_rows(Watch(silent=1))
    assert row["href"].endswith("?show=all")
    assert row["line"] == "Asked within the last week."
    assert watch_rows(Watch()) == []


def test_the_queue_is_told_by_what_waits_in_it():
    since = clock.now() - timedelta(days=3)
    acts = ["answer", "dispute", "advocate", "condition"]
    queue = [Owed(QUEUE, act, f"c{n}", f"P{n}", since, handed=n == 0) for n, act in enumerate(acts)]
    rows = queue_rows(YourTurn(waiting=4, queue=queue))
    assert titles(rows) == [
        "Open the queue",
        "1 was handed over to you",
        "1 disputed yes to settle",
        "1 workplace advocate to confirm",
        "1 contract with a condition to deal with",
    ]
    assert rows[0]["line"] == "The oldest is P0, waiting 3 days."


def test_what_is_amiss_comes_before_all_else():
    changed = Contract(ref="abc", student=Person(name="Nadine"))
    rows = first_of_all([changed], 2)
    assert titles(rows) == [
        "The contract of Nadine was changed outside Pactwork",
        "2 things to check: system status",
    ]
    assert {row["state"] for row in rows} == {"stop"}
    assert first_of_all([], 0) == []


def test_a_review_compares_with_what_was_looked_at_last_and_then_with_every_other_draft():
    chips = comparisons([1, 2, 3], 2, 2)
    assert [(chip.href, chip.current) for chip in chips] == [
        ("?against=plain", False),
        ("?against=2", True),
        ("?against=3", False),
        ("?against=1", False),
    ]
    assert [chip.href for chip in comparisons([1], None, None)] == ["?against=plain", "?against=1"]
