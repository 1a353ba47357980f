"""The list of what happened as its page shows it: by day, and within a day by what it is about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from pactwork.ground.dates import day
from pactwork.ground.news import NewsItem
from pactwork.ground.words import gettext as _
from pactwork.ground.words import ngettext


@dataclass(frozen=True)
class Thing:
    title: str
    items: list[NewsItem]


@dataclass(frozen=True)
class Day:
    heading: str
    things: list[Thing]


@dataclass(frozen=True)
class Happened:
    days: list[Day]
    lead: str
    newest: int  # the row up to which all can be marked as read; none: nothing is new
    page: int
    older: bool


def _heading(on: date, today: date) -> str:
    if on == today:
        return _("Today, %(day)s") % {"day": day(on)}
    if on == today - timedelta(days=1):
        return _("Yesterday, %(day)s") % {"day": day(on)}
    return day(on)


def days_of(items: Iterable[NewsItem], today: date) -> list[Day]:
    """The newest first; what is about one thing stands together, where its newest line is."""
    days: dict[date, dict[str, list[NewsItem]]] = {}
    for item in sorted(items, key=lambda one: one.at, reverse=True):
        things = days.setdefault(timezone.localtime(item.at).date(), {})
        things.setdefault(item.line.thing, []).append(item)
    return [
        Day(_heading(on, today), [Thing(title, rows) for title, rows in things.items()])
        for on, things in days.items()
    ]


def _lead(new: int, most: int) -> str:
    if new > most:
        return _("More than %(num)s are new.") % {"num": most}
    if new:
        return ngettext("%(num)s is new.", "%(num)s are new.", new) % {"num": new}
    return _("You have read everything.")


def happened_page(
    items: list[NewsItem], new: int, most: int, today: date, page: int, *, older: bool
) -> Happened:
    newest = items[0].number if items and new and page == 1 else 0
    return Happened(days_of(items, today), _lead(new, most), newest, page, older)
