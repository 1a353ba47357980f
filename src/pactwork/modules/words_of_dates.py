"""Dates of a module in words: a day, a span of weeks, or what it waits for."""

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pactwork.ground.dates import day, days, short_day
from pactwork.modules.rules.dated import Dated
from pactwork.modules.rules.due import Dates, HandIn


def dues_in_words(one: HandIn, plan: str = "", *, within: bool = False) -> str:
    """Its day; every week with its span; or from when it counts, while that day is not known.

    ``plan``: what the reader calls the contract. ``within``: it does not begin a sentence.
    """
    if not one.dues:
        return waits_in_words(one.component, plan)
    first, last = one.dues[0].on, one.dues[-1].on
    if not one.component.weekly:
        return short_day(first)
    words = _("every %(weekday)s, %(span)s") if within else _("Every %(weekday)s, %(span)s")
    return words % {
        "weekday": str(WEEKDAYS[one.component.weekday - 1]),
        "span": days(first, last),
    }


def due_at(one: HandIn, plan: str = "") -> str:
    """The same, with the day of the week and the time."""
    if not one.dues:
        return waits_in_words(one.component, plan)
    known = {"day": day(one.dues[0].on), "time": one.component.at.strftime("%H:%M")}
    if not one.component.weekly:
        return _("%(day)s, %(time)s") % known
    known["span"] = days(one.dues[0].on, one.dues[-1].on)
    known["weekday"] = str(WEEKDAYS[one.component.weekday - 1])
    moved = [due.on for due in one.dues if due.on.isoweekday() != one.component.weekday]
    if not moved:
        return _("Every %(weekday)s, %(span)s, by %(time)s") % known
    known["moved"] = ", ".join(short_day(on) for on in moved)
    return _("Every %(weekday)s, %(span)s, by %(time)s (but on %(moved)s)") % known


def day_in_words(dates: Dates, dated: Dated) -> str:
    """A day that is not for handing anything in; or what it waits for."""
    due = dates.due(dated)
    return day(due.on) if due else waits_in_words(dated)


def submit_by(one: HandIn) -> str:
    """A hint below something to hand in."""
    if not one.dues or one.component.weekly:
        return _("Due: %(when)s.") % {"when": due_at(one)}
    known = {"day": day(one.dues[0].on), "time": one.component.at.strftime("%H:%M")}
    return _("Submit by %(day)s, %(time)s.") % known


def waits_in_words(dated: Dated, plan: str = "") -> str:
    """When something is due whose day hangs on the agreement."""
    known = {"plan": plan or _("contract"), "long": _length(dated)}
    if dated.point != "agreed":
        return _("Once the %(plan)s is agreed") % known
    if not known["long"]:
        return _("When the %(plan)s is agreed") % known
    return _("%(long)s after the %(plan)s is agreed") % known


def _length(dated: Dated) -> str:
    if dated.days:
        return ngettext("%(num)s day", "%(num)s days", dated.days) % {"num": dated.days}
    if dated.weeks:
        return ngettext("%(num)s week", "%(num)s weeks", dated.weeks) % {"num": dated.weeks}
    if dated.months:
        return ngettext("%(num)s month", "%(num)s months", dated.months) % {"num": dated.months}
    return ""
