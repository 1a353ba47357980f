"""Rows of the home page: what waits, and where it is done."""

from datetime import timedelta

from pactwork.contracts.models import Contract
from pactwork.contracts.owed_kinds import ADVOCATE, ANSWER, DISPUTE
from pactwork.desk.pages.comparing import comparisons
from pactwork.desk.queries.watching import Watch
from pactwork.ground import clock
from pactwork.ground.owed import Owed
from pactwork.people.models import Person
from pactwork.web.pages.home import first_of_all, watch_rows
from pactwork.web.pages.turn import heading, lead, turn_rows

TODAY = clock.now().date()


def titles(rows):
    return [row["title"] for row in rows]


def test_a_leader_watches_conditions_lost_emails_and_silent_workplaces():
    rows = watch_rows(Watch(silent=3, quiet=2, overdue=1, unreached=1))
    assert titles(rows) == [
        "1 request to a workplace was not delivered",
        "3 workplaces have not answered yet",
    ]
    assert [row["href"].split("?")[1] for row in rows] == [
        "show=unreached",
        "show=quiet",
    ]
    assert rows[1]["line"] == "2 were asked more than a week ago."


def test_a_silence_that_is_young_is_named_as_that():
    [row] = watch_rows(Watch(silent=1))
    assert row["href"].endswith("?show=all")
    assert row["line"] == "Asked within the last week."
    assert watch_rows(Watch()) == []


def test_few_of_a_kind_stand_alone_and_many_are_one_row_that_names_the_oldest():
    now = clock.now()
    many = [Owed(ANSWER, f"c{n}", f"P{n}", now - timedelta(days=n), holds=1) for n in range(5)]
    late = Owed(DISPUTE, "d", "Q", now, due_on=TODAY - timedelta(days=1))
    today = Owed(ADVOCATE, "e", "R", now, due_on=TODAY)
    rows = turn_rows([*many, today, late], TODAY)
    assert [row.title for row in rows] == [
        "Q: a disputed yes to settle",
        "R: confirm the workplace advocate",
        "5 student researchers are waiting for your answer",
    ]
    assert rows[2].lines == ["The oldest is P4, waiting 4 days."]
    assert [row.state for row in rows] == ["stop", "slow", "idle"]
    assert len(turn_rows(many[:3], TODAY)) == 3


def test_the_order_is_by_lateness_then_by_who_holds_up_most_then_by_who_waits_longest():
    now, soon = clock.now(), TODAY + timedelta(days=3)
    one = Owed(DISPUTE, "1", "undated", now)
    two = Owed(DISPUTE, "2", "dated", now, due_on=soon)
    three = Owed(ADVOCATE, "3", "older", now - timedelta(days=2))
    four = Owed(ANSWER, "4", "holds", now, holds=2)
    found = sorted([one, three, four, two], key=lambda owed: owed.order(TODAY))
    assert [owed.name for owed in found] == ["dated", "holds", "older", "undated"]


def test_the_heading_is_the_finding_and_the_amount():
    assert heading("Mei", 0) == "Nothing for you to do now, Mei"
    assert heading("Mei", 1) == "One thing for you, Mei"
    assert heading("Helen", 47) == "47 things for you, Helen"
    owed = [Owed(ANSWER, "1", due_on=TODAY), Owed(ANSWER, "2", overdue=True), Owed(ANSWER, "3")]
    assert lead(owed, TODAY) == "One is late. One is due today."


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
