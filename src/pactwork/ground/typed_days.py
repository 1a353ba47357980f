"""A day as somebody types it or a spreadsheet writes it: one reader for forms and for rosters. Pure.

Day before month, as on every page, or month before day where an institution writes it so; the year
first is read too, and a month by its English name. What is not read says why.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from pactwork.ground.refusal import Refusal

_DAY = re.compile(r"(\d{1,4})\s*([-./])\s*(\d{1,2})\s*\2\s*(\d{1,4})\.?")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile(r"([a-z]{3,9})\.?,? ", re.IGNORECASE)
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\.?,?[ -](\d{4})", re.IGNORECASE)
_NAMED_FIRST = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", re.IGNORECASE)
_TIME = re.compile(r"(?:\s*T\s*|\s*,?\s+)\d{1,2}[:.]\d\d(?:[:.]\d\d.*)?\s*(?:[AaPp]\.?[Mm]\.?)?Z?")
# Whatever is told from a day, years before or after it, is a day too; other years are slips.
FIRST_YEAR, LAST_YEAR = 1000, 2999
_COUNTED = re.compile(r"\d{5}(?:[.,]\d+)?")  # days since 1900, as a spreadsheet keeps them


_month_first: ContextVar[bool] = ContextVar("month_first", default=False)


@contextmanager
def month_first(on: bool) -> Iterator[None]:
    """While an institution is spoken for, its people type days as its pages write them."""
    token = _month_first.set(on)
    try:
        yield
    finally:
        _month_first.reset(token)


def is_month_first() -> bool:
    return _month_first.get()


def optional_day(text: str) -> date | Refusal | None:
    """The same where nothing may be said."""
    return day_in(text) if text.strip() else None


def _called(word: str, names: Sequence[str]) -> int:
    """Which of these a word means, whole or shortened, from 1 on; 0: none."""
    return next((n for n, name in enumerate(names, 1) if name.startswith(word.lower())), 0)


def _without_weekday(given: str) -> tuple[str, int]:
    """What follows a weekday, and which that was; nothing is taken off that is none."""
    word = _WEEKDAY.match(given)
    weekday = _called(word[1], _WEEKDAYS) if word else 0
    return (given[word.end() :], weekday) if word and weekday else (given, 0)


def _in_figures(given: str) -> str:
    """``28 November 2026``, ``28-Nov-2026`` and ``November 28, 2026`` with the year first."""
    if found := _NAMED.match(given):
        day, name, year = found.groups()
    elif found := _NAMED_FIRST.match(given):
        name, day, year = found.groups()
    else:
        return given
    month = _called(name, _MONTHS)
    return f"{year}-{month}-{day}{given[found.end() :]}" if month else given


def day_in(text: str) -> date | Refusal:
    """``28/11/2026``, ``28.11.2026``, ``28-11-2026``, ``2026-11-28``, ``28 Nov 2026``: all one day."""
    typed = " ".join(text.split())[:40]
    rest, weekday = _without_weekday(typed)
    found = _day_of(_in_figures(rest), typed)
    if weekday and isinstance(found, date) and found.isoweekday() != weekday:
        return _none(typed, "weekday")
    return found


def _day_of(given: str, typed: str) -> date | Refusal:
    found = _DAY.match(given)
    if found is None:
        return _none(typed, "number" if _COUNTED.fullmatch(given) else "" if typed else "missing")
    rest = given[found.end() :]
    if rest:
        return _none(typed, "time" if _TIME.fullmatch(rest) else "")
    first, second, last = found[1], found[3], found[4]
    if len(first) == 4:
        year, month, day = first, int(second), last
    elif is_month_first() and found[2] != "." and len(first) < 3:  # with full stops nobody does
        year, month, day = last, int(first), second
    else:
        year, month, day = last, int(second), first
    if len(day) > 2 or not 0 < month <= 12:
        return _none(typed, "")
    if len(year) != 4:
        return _none(typed, "year")
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return _none(typed, "")
    try:
        return date(int(year), month, int(day))
    except ValueError:
        return _none(typed, "no_such_day" if 0 < int(day) <= 31 else "")


def _none(given: str, why: str) -> Refusal:
    """``why`` is empty where it is nothing like a day."""
    return Refusal("not_a_date", {"given": given, "why": why})
