"""Dates as people have them: by week, by day, from another date, every week; and whose they are."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactwork.modules.editing.copying import compared
from pactwork.modules.reading import BadModule, read, read_bytes
from pactwork.modules.reading.written import written
from pactwork.modules.rules.calendar import shifted, teaching_weeks
from pactwork.modules.rules.dated import Component, Dated, Own, OwnDates
from pactwork.modules.rules.dated_faults import own_days_wrong
from pactwork.modules.rules.due import dates_of, months_after, moved_by, next_of
from pactwork.modules.rules.specification import Specification
from pactwork.modules.warned import warned
from pactwork.modules.words_of_dates import due_at, dues_in_words, submit_by
from pactwork.modules.writing import module_file
from tests.modules.test_reading import HERE, LEAST

FILE = HERE / "files" / "internship-dates.yaml"
AGREED = date(2027, 1, 20)


def due(spec: Specification, agreed_on: date | None = None) -> dict[str, list[str]]:
    found = dates_of(spec, None, agreed_on).hand_ins(spec.assessment)
    return {one.component.key: [str(due.on) for due in one.dues] for one in found}


def least(piece: str, calendar: str = "") -> Specification:
    text = LEAST.replace("week: 2, formats", f"{piece}, formats")
    text = text.replace("weeks: 2}", f"weeks: 2{calendar}}}")
    return read_bytes(text.encode(), "module.yaml")


def refused(piece: str, more: str = "", calendar: str = "") -> list[str]:
    text = LEAST.replace("week: 2, formats", f"{piece}, formats")
    text = text.replace("templates:\n", f"{more}templates:\n", 1)
    text = text.replace("weeks: 2}", f"weeks: 2{calendar}}}")
    with pytest.raises(BadModule) as bad:
        read_bytes(text.encode(), "module.yaml")
    return [problem.sentence for problem in bad.value.problems]


def test_each_way_of_dating_comes_to_its_day() -> None:
    spec = read(FILE)
    found = due(spec)
    assert found.pop("log") == [
        "2027-01-25", "2027-02-01", "2027-02-08", "2027-02-16", "2027-02-22", "2027-03-01",
        "2027-03-08", "2027-03-22",
    ]  # fmt: skip
    assert found == {
        "goals": ["2027-02-01"],
        "talk": ["2027-03-26"],
        "report": ["2027-04-02"],
        "certificate": ["2027-04-04"],
        "evaluation": ["2027-04-11"],
        "visit": [],
    }
    assert due(spec, AGREED)["visit"] == ["2027-02-17"]
    assert list(due(spec, AGREED))[-1] == "evaluation"  # by their days, once these are known
    assert list(due(spec))[-1] == "visit"


@given(st.dates(date(2001, 1, 1), date(2190, 1, 1)), st.integers(1, 36))
def test_months_keep_the_day_where_there_is_one(day: date, count: int) -> None:
    later = months_after(day, count)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == count
    assert later.day <= day.day
    assert later.day == day.day or day.day > 28
    assert months_after(months_after(day, count), -count) <= day


def test_before_and_after_are_so_long() -> None:
    day = date(2027, 1, 31)
    for said, on in (
        ({"after": "start", "months": 1}, "2027-02-28"),
        ({"before": "start", "months": 2}, "2026-11-30"),
        ({"before": "start", "weeks": 1}, "2027-01-24"),
        ({"after": "start", "days": 3}, "2027-02-03"),
        ({"after": "start"}, "2027-01-31"),
    ):
        assert str(moved_by(Dated.model_validate(said), day)) == on


def test_what_others_owe_is_asked_under_every_code_unless_it_is_marked() -> None:
    spec = read(FILE)
    own = spec.variants[0].model_copy(update={"weights": {"report": 100}})
    other = own.model_copy(update={"code": "PUB-481", "weights": {"report": 80, "evaluation": 20}})
    spec = spec.model_copy(update={"variants": [own, other]})
    assert [p.key for p in spec.pieces(own)] == ["visit", "certificate", "report"]
    assert [p.key for p in spec.pieces(other)] == ["visit", "certificate", "evaluation", "report"]


def test_the_next_is_the_soonest_of_all_weeks() -> None:
    spec = read(FILE)
    mine = [p for p in spec.assessment if p.of_student]
    found = dates_of(spec).hand_ins(mine)
    for today, key, on in (
        ("2027-01-18", "log", "2027-01-25"),
        ("2027-03-23", "talk", "2027-03-26"),
        ("2027-03-27", "report", "2027-04-02"),
    ):
        piece, when = next_of(found, date.fromisoformat(today)) or (None, None)
        assert (piece and piece.key, str(when and when.on)) == (key, on)
    assert next_of(found, date(2027, 4, 3)) is None


def test_dates_in_words() -> None:
    spec = read(FILE)
    found = {p.key: dates_of(spec).hand_in(p) for p in spec.assessment}
    assert due_at(found["log"]) == (
        "Every Monday, 25 Jan to 22 Mar 2027, by 09:00 (but on 16 Feb 2027)"
    )
    assert dues_in_words(found["log"]) == "Every Monday, 25 Jan to 22 Mar 2027"
    assert due_at(found["visit"]) == "4 weeks after the contract is agreed"
    assert submit_by(found["visit"]) == "Due: 4 weeks after the contract is agreed."
    assert submit_by(found["talk"]) == "Submit by Friday 26 March 2027, 10:00."
    assert due_at(found["goals"]) == "Monday 1 February 2027, 15:00"


@pytest.mark.parametrize(
    ("piece", "words"),
    [
        ("about: None",
         "assessment.note: this has no date, but exactly one of these is needed: week, on, after "
         "or before."),
        ("week: 2, on: 2027-05-10",
         "assessment.note: this has more than one date (week, on), but exactly one of these is "
         "needed: week, on, after or before."),
        ("on: 2027-05-10, weekday: 2",
         "assessment.note: a weekday is given, but only a date by week can have one."),
        ("on: 2027-05-10, days: 2",
         "assessment.note: days, weeks or months are given, but they count from another date: add "
         "after or before."),
        ("after: start, days: 2, weeks: 1",
         "assessment.note: the time is given more than once, but only one of these is allowed: "
         "days, weeks or months."),
        ("after: beginning",
         "assessment.note.after: “beginning” is not a date that is known here, but the names you "
         "can use here are: start, end, agreed, note."),
        ("after: note, days: 1",
         "assessment.note.after: the date of “note” is counted from itself, but one of the dates "
         "has to stand on its own."),
        ("before: agreed",
         "assessment.note.before: this is due before the contract is agreed, but nobody knows that "
         "day yet: use after: agreed, or another date."),
        ("on: 10 May",
         "assessment.note.on: this is “10 May”, but a date such as 2026-09-28, between 2000 and "
         "2199, is expected here."),
        ("week: 2, from: hosts",
         "assessment.note.from: “hosts” is neither the student nor a party or role, but the names "
         "you can use here are: student, tutor, facilitator, module_leader, ethics_reviewer, "
         "placement_officer, careers, student_partner, examiner."),
        ("every: week, until: 3", "assessment.note.until: this is week 3, but the calendar has 2 weeks."),
        ("every: week, on: 2027-05-10",
         "assessment.note: this is due every week, and also has a date (on), but it can only have "
         "week, for the first time, and until, for the last."),
        ("week: 1, until: 2",
         "assessment.note: the last week is given, but this is due only once: add every: week."),
        ("every: week, week: 2, until: 1",
         "assessment.note: the last week is 1, but the first is week 2, which is later."),
        ("week: 2, whose: host",
         "assessment.note.whose: “whose” is not part of the format, but the names you can use here "
         "are: key, title, week, weekday, at, on, after, before, days, weeks, months, formats, "
         "about, from, every, until."),
    ],
)  # fmt: skip
def test_what_cannot_be_a_date_has_its_sentence(piece: str, words: str) -> None:
    assert refused(piece) == [f"module.yaml line 18, {words}"]


def test_dates_in_a_circle_are_refused_where_they_are() -> None:
    more = "  - {key: b, title: B, after: note, formats: [{key: text, title: Written}]}\n"
    assert [said.split(":")[0] for said in refused("after: b", more)] == [
        "module.yaml line 18, assessment.note.after",
        "module.yaml line 19, assessment.b.after",
        "module.yaml line 19, assessment.b.key",
    ]


@pytest.mark.parametrize(
    ("piece", "calendar", "told"),
    [
        ("on: 2027-05-10", "", []),
        ("on: 2027-05-15", "", ["A note: the deadline, Saturday 15 May 2027, is at a weekend."]),
        ("on: 2027-05-18",
         "", ["A note: the deadline, Tuesday 18 May 2027, is after the end of the module, Sunday "
         "16 May 2027."]),
        ("after: end, days: 2", "", []),
        ("on: 2027-04-30",
         "", ["A note: the deadline, Friday 30 April 2027, is before the module starts, on Monday "
         "3 May 2027."]),
        ("before: start, days: 3", "", []),
        ("after: agreed, days: 3", "", []),
        ("on: 2027-05-10",
         ", bank_holidays: [2027-05-10]", ["A note: Monday 10 May 2027 is a public holiday, so the "
         "deadline is Tuesday 11 May 2027."]),
        ("every: week",
         ", vacations: [{title: Break, first: 2027-05-06, last: 2027-05-14}]", ["A note: the "
         "deadline, Friday 7 May 2027, falls in “Break”."]),
        ("after: start, weeks: 1",
         ", vacations: [{title: Break, first: 2027-05-10, last: 2027-05-10}]", ["A note: the "
         "deadline, Monday 10 May 2027, falls in “Break”."]),
    ],
)  # fmt: skip
def test_a_date_that_is_seldom_meant_is_pointed_out(
    piece: str, calendar: str, told: list[str]
) -> None:
    assert warned(least(piece, calendar))[:-1] == told


def test_a_warning_says_its_line(tmp_path: Path) -> None:
    text = LEAST.replace("week: 2, formats", "on: 2027-05-15, formats").encode()
    said = warned(read_bytes(text, "module.yaml"), written(text))
    assert said[0] == "Line 18: A note: the deadline, Saturday 15 May 2027, is at a weekend."
    assert said[1].startswith("Line 24: Form of the learning contract")


def test_a_copy_moves_every_day_and_says_so() -> None:
    spec = read(FILE)
    moved = shifted(spec, date(2028, 1, 17))
    assert {p.key: str(p.on) for p in moved.assessment if p.on} == {"talk": "2028-03-24"}
    assert ("Talk", "26 Mar 2027", "24 Mar 2028") in compared(spec, moved).deadlines
    assert shifted(moved, spec.calendar.starts_on) == spec


def test_what_says_nothing_new_is_written_as_it_was() -> None:
    for path in (HERE / "files").glob("*.yaml"):
        spec = read(path)
        assert read_bytes(module_file(spec).encode(), "module.yaml") == spec
    usual = Component(key="a", title="A", week=2, formats=[{"key": "t", "title": "T"}])  # type: ignore[list-item]
    assert list(usual.model_dump(mode="json")) == [
        "key", "title", "week", "weekday", "at", "formats", "about",
    ]  # fmt: skip


def test_a_students_own_days_move_weeks_and_deadlines() -> None:
    spec = read(FILE)
    own = Own(date(2027, 2, 3), date(2027, 4, 21))
    weeks = teaching_weeks(spec.calendar, own=own)
    assert (weeks[0].first, weeks[-1].last, len(weeks)) == (own.start, own.end, 11)
    found = {p.key: dates_of(spec, own=own).hand_in(p).dues for p in spec.assessment}
    said = {key: str(dues[-1].on) for key, dues in found.items() if dues}
    assert said == {
        "goals": "2027-02-17", "log": "2027-04-05", "talk": "2027-03-26", "report": "2027-04-19",
        "certificate": "2027-04-21", "evaluation": "2027-04-28",
    }  # fmt: skip


def test_an_end_alone_adds_or_takes_weeks_and_nothing_is_due_behind_it() -> None:
    spec = read(FILE)
    short = dates_of(spec, own=Own(end=date(2027, 2, 10)))
    assert [w.last.isoformat() for w in short.weeks] == [
        "2027-01-24", "2027-01-31", "2027-02-07", "2027-02-10",
    ]  # fmt: skip
    body = {**spec.assessment[0].model_dump(), "after": None, "weeks": None, "week": 9}
    last = Component.model_validate(body)
    assert str(short.hand_in(last).dues[0].on) == "2027-02-10"
    assert len(dates_of(spec, own=Own(end=date(2027, 12, 1))).weeks) == 45


@pytest.mark.parametrize(
    ("own", "wrong"),
    [
        (Own(), None),
        (Own(date(2027, 1, 18), date(2027, 4, 30)), None),
        (Own(date(2027, 1, 17)), ("start", "own_day_outside")),
        (Own(date(2027, 2, 16)), ("start", "own_day_outside")),
        (Own(end=date(2027, 5, 1)), ("end", "own_day_outside")),
        (Own(end=date(2027, 3, 25)), ("end", "own_day_outside")),
    ],
)
def test_own_days_are_within_the_limits_of_the_module(own: Own, wrong: object) -> None:
    calendar = read(FILE).calendar
    assert own_days_wrong(calendar, None, own) == wrong
    fixed = calendar.model_copy(update={"own_dates": None})
    assert (own_days_wrong(fixed, None, own) is None) == (own == Own())


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (
            "own_dates: {}",
            ".own_dates: there are no limits here, but start or end is needed, or both.",
        ),
        (
            "own_dates: {start: [2027-05-10, 2027-05-03]}",
            ".own_dates.start: this is [2027-05-10, 2027-05-03], but the first and the last day, such as "
            "[2027-01-11, 2027-02-01], is expected here.",
        ),
        (
            "own_dates: {end: [2027-04-01, 2027-04-30]}",
            ".own_dates.end: everybody’s last day is 2027-04-30 at the latest, but the first day is "
            "2027-05-03 at the earliest.",
        ),
        (
            "contract_by: {after: agreed}",
            ".contract_by.after: the contract is to be agreed after it is agreed, but another date is "
            "needed here, such as week: 4.",
        ),
        ("review_at: {week: 3}", ".review_at.week: this is week 3, but the calendar has 2 weeks."),
        (
            "review_at: {after: notes}",
            ".review_at.after: “notes” is not a date that is known here, but the names you can use here "
            "are: start, end, agreed, note.",
        ),
    ],
)
def test_what_a_calendar_cannot_say_has_its_sentence(said: str, words: str) -> None:
    assert [one.split(" calendar", 1)[1] for one in refused("week: 2", calendar=f", {said}")] == [
        words
    ]


def test_a_contract_cannot_be_due_by_what_waits_for_it() -> None:
    [found] = refused("after: agreed, days: 2", calendar=", contract_by: {after: note, weeks: 1}")
    assert "contract_by.after: the contract is to be agreed after it is agreed" in found


def test_dates_of_the_calendar_are_pointed_out_and_copied() -> None:
    said = ", contract_by: {on: 2027-05-08}, review_at: {before: start, days: 1}"
    spec = least("week: 2", f"{said}, own_dates: {{start: [2027-05-03, 2027-05-05]}}")
    assert warned(spec)[:-1] == [
        "The contract: the deadline, Saturday 8 May 2027, is at a weekend.",
        "The mid-point review: the deadline, Sunday 2 May 2027, is at a weekend.",
    ]
    moved = shifted(spec, date(2028, 5, 1)).calendar
    assert str(moved.contract_by and moved.contract_by.on) == "2028-05-06"
    assert moved.review_at == spec.calendar.review_at
    assert moved.own_dates
    assert moved.own_dates.start == (date(2028, 5, 1), date(2028, 5, 3))


def test_who_begins_late_may_not_end_before_it() -> None:
    calendar = read(FILE).calendar
    wide = OwnDates(
        start=(date(2027, 1, 1), date(2027, 3, 1)), end=(date(2027, 1, 1), date(2027, 4, 1))
    )
    own = Own(date(2027, 2, 15), date(2027, 2, 14))
    calendar = calendar.model_copy(update={"own_dates": wide})
    assert own_days_wrong(calendar, None, own) == ("end", "own_days_backwards")
