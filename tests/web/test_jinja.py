"""The template environment: dates in words, marks for people, icons and the hill."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from pactwork.ground import clock, dates
from pactwork.web import icons, jinja, marks, shapes

NOON = datetime(2027, 1, 26, 12, 0, tzinfo=UTC)
SUMMER = datetime(2027, 7, 1, 22, 30, tzinfo=UTC)


def say(template: str, **context: object) -> str:
    return jinja.environment(autoescape=True).from_string(template).render(**context)


@pytest.fixture(autouse=True)
def london():
    with timezone.override("Europe/London"), clock.at(NOON):
        yield


def test_dates_carry_the_year_and_use_the_readers_zone():
    assert dates.day(date(2027, 1, 26)) == "Tuesday 26 January 2027"
    assert dates.short_day(date(2027, 1, 6)) == "6 Jan 2027"
    assert dates.moment(datetime(2027, 1, 26, 8, 57, tzinfo=UTC)) == "26 January 2027, 08:57"
    assert dates.moment(SUMMER) == "1 July 2027, 23:30"
    with timezone.override("Asia/Kolkata"):
        assert dates.day(SUMMER) == "Friday 2 July 2027"
    assert dates.clock(SUMMER) == "23:30"
    assert dates.machine(SUMMER) == "2027-07-01T23:30:00+01:00"


@pytest.mark.parametrize(
    "name", ["day", "short_day", "moment", "clock", "machine", "ago", "waiting"]
)
def test_nothing_is_said_of_no_date(name):
    assert getattr(dates, name)(None) == ""


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(minutes=59), "59 minutes ago"),
        (timedelta(hours=1), "1 hour ago"),
        (timedelta(hours=11), "11 hours ago"),
        (timedelta(hours=13), "yesterday"),
        (timedelta(days=2), "2 days ago"),
        (timedelta(days=14), "14 days ago"),
        (timedelta(days=15), "11 Jan 2027"),
        (timedelta(minutes=-5), "just now"),
    ],
)
def test_ago_in_words(before, words):
    assert dates.ago(NOON - before) == words


def test_waiting_counts_whole_days_on_the_calendar():
    assert dates.waiting(date(2027, 1, 26)) == "since today"
    assert dates.waiting(datetime(2027, 1, 25, 23, 50, tzinfo=UTC)) == "1 day"
    assert dates.waiting(date(2027, 1, 20)) == "6 days"
    assert dates.waiting(date(2027, 2, 1)) == "since today"


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Dr Helen Marsh", "HM"),
        ("Prof. Ruth Adeyemi", "RA"),
        ("Nadine Brooks", "NB"),
        ("Mei-Lin van der Carver", "MC"),
        ("Sukarno", "S"),
        ("Dr", "D"),
        ("", ""),
        (None, ""),
    ],
)
def test_initials(name, letters):
    assert marks.initials(name) == letters


def test_a_tint_is_stable_and_ignores_titles():
    assert marks.tint("Dr Helen Marsh") == marks.tint("helen marsh") == "e"
    people = ["Nadine Brooks", "Tomasz Zielinski", "Priya Raman", "Samir Haddad", "Jane Whitlock"]
    assert len({marks.tint(name) for name in people}) == 5


def test_tints_spread_evenly():
    counts = Counter(marks.tint(f"Person{n} Number{n * 7}") for n in range(600))
    assert set(counts) == set("abcdef")
    assert max(counts.values()) < 2 * min(counts.values())


@given(st.text(max_size=60))
def test_any_name_has_a_mark(name):
    assert marks.tint(name) in "abcdef"
    assert len(marks.initials(name)) <= 6  # one letter may grow when it is made a capital


def test_lines_are_paragraphs():
    assert marks.lines("One\r\nstill one\r\n\r\n \n\nTwo ") == ["One\nstill one", "Two"]
    assert marks.lines("  \n ") == marks.lines(None) == []


@pytest.mark.asvs("V1.2.1")
def test_everything_is_escaped():
    assert say("{{ words }}", words="<b>&") == "&lt;b&gt;&amp;"
    assert "<script" not in icons.icon('x"><script>', label='"><script>')
    assert say("{{ _('Hello %(name)s', name=name) }}", name="<i>") == "Hello &lt;i&gt;"


def test_icons_come_from_the_sprite():
    assert say("{{ icon('check') }}") == str(icons.icon("check"))
    assert "icons" in icons.icon("check")
    assert "#check" in icons.icon("check")
    assert 'aria-hidden="true"' in icons.icon("check")
    assert 'aria-label="Late"' in icons.icon("clock", label="Late")


def test_counting_words():
    words = "{{ ngettext('%(num)s day', '%(num)s days', n) }}"
    assert say(words, n=1) == "1 day"
    assert say(words, n=3) == "3 days"


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_dot_stays_on_the_hill(climbed, carried):
    at = shapes.hill(climbed, carried)
    assert 4 <= at.x <= 268
    assert 6 <= at.y <= 54
    assert at.path.startswith("M4 54C")


def test_the_hill_goes_over_the_top():
    assert (shapes.hill(0).x, shapes.hill(0).y) == (4, 54)
    assert (shapes.hill(1).x, shapes.hill(1).y) == (136, 6)
    assert (shapes.hill(1, 1).x, shapes.hill(1, 1).y) == (268, 54)
    assert shapes.hill(0.5, 0.9) == shapes.hill(0.5)
    assert shapes.hill(7, -3) == shapes.hill(1)
