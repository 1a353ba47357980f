"""A day is read however it is typed, and what is not a day says why."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactwork.ground.refusal import Refusal
from pactwork.ground.sentences import sentence as words
from pactwork.ground.typed_days import day_in, month_first


@given(
    st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31)), st.sampled_from(["", "0"])
)
def test_every_day_is_read_in_every_form(day: date, pad: str) -> None:
    d, m = (f"{n:02}" if pad else str(n) for n in (day.day, day.month))
    forms = [f"{d}{s}{m}{s}{day.year}" for s in ("/", ".", "-", ". ", " / ")]
    forms += [day.isoformat(), f"{day.year}/{m}/{d}", f"  {d}.{m}.{day.year}.\u00a0"]
    assert {day_in(form) for form in forms} == {day}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("29.2.2027", "There is no such date as 29.2.2027."),
        ("2027-02-29", "There is no such date as 2027-02-29."),
        ("31/4/2027", "There is no such date as 31/4/2027."),
        ("11.1.27", "Enter the year with all four digits. “11.1.27” is not clear."),
        ("1/2/27", "Enter the year with all four digits. “1/2/27” is not clear."),
        ("11.1.2027 0:00", "Enter a date without a time. “11.1.2027 0:00” has one."),
        ("11/1/2027 12:00:00 AM", "Enter a date without a time. “11/1/2027 12:00:00 AM” has one."),
        ("2027-01-11T00:00:00Z", "Enter a date without a time. “2027-01-11T00:00:00Z” has one."),
        ("46398", "“46398” is a number, not a date. Enter a date, such as 28/11/2026."),
        ("46398.5", "“46398.5” is a number, not a date."),
        ("soon", "Enter a date, such as 28/11/2026, 28.11.2026 or 2026-11-28. “soon” is not one."),
        ("09/28/2026", "Enter a date, such as 28/11/2026"),
        ("40/40/2026", "Enter a date, such as 28/11/2026"),
        ("28/11.2026", "Enter a date, such as 28/11/2026"),
        ("28/11/2026 or so", "Enter a date, such as 28/11/2026"),
        ("0/1/2026", "Enter a date, such as 28/11/2026"),
        ("9999-12-31", "Enter a date, such as 28/11/2026"),
        ("31/12/3000", "Enter a date, such as 28/11/2026"),
        ("0001-01-01", "Enter a date, such as 28/11/2026"),
        ("1.1.0000", "Enter a date, such as 28/11/2026"),
        ("", "Enter a date, such as 28/11/2026."),
        ("28 November 2026 10:00", "Enter a date without a time."),
        ("November 28, 2026, 10:00", "Enter a date without a time."),
        ("28 November 20261", "Enter a date, such as 28/11/2026, "),
    ],
)
def test_what_is_no_day_says_why(text: str, sentence: str) -> None:
    found = day_in(text)
    assert isinstance(found, Refusal)
    assert words(found).startswith(sentence)


def test_there_is_one_reader_for_every_form(pytestconfig: pytest.Config) -> None:
    source = pytestconfig.rootpath / "src" / "pactwork"
    doors = [p for p in source.rglob("*.py") if "views" in p.parts or p.name.startswith("forms")]
    doors += [*source.glob("*/rules/kinds/*.py"), *source.glob("modules/roster/*.py")]
    doors += source.glob("modules/editing/applying.py")
    own = [
        str(path.relative_to(source))
        for path in doors
        for line in path.read_text().splitlines()
        if re.search(r"strptime|\bdate\.fromisoformat\((?!str\(written_day\(day_in)", line)
    ]
    assert own == []


@given(st.text(max_size=60) | st.from_regex(r"[\d./ :T-]{0,30}", fullmatch=True))
def test_nothing_typed_can_break_it(text: str) -> None:
    found = day_in(text)
    assert isinstance(found, date) or words(found)


@given(
    st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31)), st.sampled_from(["", "0"])
)
def test_where_the_month_comes_first_it_is_read_so(day: date, pad: str) -> None:
    """Nobody types full stops and the month first; the year first is the same everywhere."""
    d, m = (f"{n:02}" if pad else str(n) for n in (day.day, day.month))
    forms = [f"{m}{s}{d}{s}{day.year}" for s in ("/", "-", " / ")]
    forms += [f"{d}.{m}.{day.year}", day.isoformat(), f"{day.year}/{m}/{d}"]
    with month_first(True):
        assert {day_in(form) for form in forms} == {day}
    assert day_in(f"{d}/{m}/{day.year}") == day


def test_what_is_no_day_there_says_how_days_are_typed() -> None:
    with month_first(True):
        found = day_in("28/11/2026")
        assert isinstance(found, Refusal)
        assert words(found).startswith("Enter a date, such as 11/28/2026")


NAMED = (
    *(
        "28 November 2026",
        "Saturday 28 November 2026",
        "28th Nov 2026",
        "28-Nov-2026",
        "28 nov. 2026",
    ),
    *("November 28, 2026", "Nov 28th, 2026", " november  28 2026 ", "Sat, Nov 28, 2026"),
)


@pytest.mark.parametrize("text", NAMED)
def test_a_month_is_read_by_its_english_name_as_pages_write_it(text: str) -> None:
    assert day_in(text) == date(2026, 11, 28)


NONE = (
    *("31 February 2026", "28 Nonsense 2026", "28 Ma 2026", "28 Nov", "Monday 28 November 2026"),
    *("before 28 November 2026", "until 28 Nov 2026", "not 3 May 2027", "Week 3 May 2027"),
    *("Room 1 May 2027", "May May 3, 2027", "Sat Sat 28 Nov 2026"),
)


@pytest.mark.parametrize("text", NONE)
def test_a_named_month_that_is_none_is_refused_in_the_words_typed(text: str) -> None:
    found = day_in(text)
    assert isinstance(found, Refusal)
    assert text in words(found)
