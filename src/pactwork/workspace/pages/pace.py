"""The strip under the band: the student's own weeks, what is due in them, hours planned."""

from dataclasses import dataclass
from textwrap import shorten

from pactwork.contracts.rules.kinds.weeks import totals
from pactwork.contracts.states import stage_named
from pactwork.contracts.whole import Whole
from pactwork.ground import clock
from pactwork.ground.addresses import address
from pactwork.ground.dates import short_day
from pactwork.ground.words import gettext as _
from pactwork.modules.queries.handing_in import hand_ins_on
from pactwork.modules.rules.calendar import Due, Week, week_of
from pactwork.modules.rules.specification import Component

LETTERS = 12  # of a label fit under one week of the strip
LEAST = 6  # a label cut to fewer says nothing


@dataclass(frozen=True)
class Bar:
    """One week of the strip, as the macro draws it."""

    share: int
    word: str = ""
    now: bool = False


@dataclass(frozen=True)
class Pace:
    stage: tuple[str, str]  # its mark and its word
    words: str
    bars: list[Bar]
    label: str
    planned: int
    hours: int
    href: str  # the step where hours are planned


def hand_ins(whole: Whole) -> list[tuple[Component, Due]]:
    """What is handed in, and when by this student, soonest first."""
    place = whole.contract.enrolment
    return hand_ins_on(whole.contract.run, place.code, place.group)


def this_week(whole: Whole) -> Week | None:
    return week_of(whole.context.weeks, clock.today(whole.contract.institution.time_zone))


def share_gone(whole: Whole) -> float:
    """How much of the teaching time has gone by, 0 to 1."""
    weeks = whole.context.weeks
    today = clock.today(whole.contract.institution.time_zone)
    if not weeks or today < weeks[0].first:
        return 0.0
    gone = sum(week.last < today for week in weeks)
    return gone / len(weeks)


def _share(whole: Whole, week: Week) -> int:
    today = clock.today(whole.contract.institution.time_zone)
    days = (today - week.first).days
    return min(100, max(0, round(100 * days / ((week.last - week.first).days + 1))))


def _words(whole: Whole) -> str:
    weeks, now = whole.context.weeks, this_week(whole)
    today = clock.today(whole.contract.institution.time_zone)
    if weeks and today < weeks[0].first:
        return _("Starts %(day)s") % {"day": short_day(weeks[0].first)}
    if now is None:
        return _("All weeks are over")
    numbers = {"week": now.number, "all": len(weeks), "day": short_day(now.first)}
    if today < now.first:
        return _("Vacation; week %(week)s starts %(day)s") % numbers
    return _("Week %(week)s of %(all)s") % numbers


def _labels(whole: Whole, now: Week | None) -> dict[int, str]:
    """Words under the weeks, cut so that none runs into the next; the last one stands to the left."""
    last = len(whole.context.weeks)
    wanted = {c.week: c.title for c, _due in reversed(hand_ins(whole))}
    if now:
        begun = clock.today(whole.contract.institution.time_zone) >= now.first
        wanted[now.number] = _("This week") if begun else _("Next")
    found: dict[int, str] = {}
    for week, title in wanted.items():
        after = min((w for w in wanted if w > week), default=last + 1)
        before = max((w for w in wanted if w < week), default=0)
        room = after - week if week != last else 1 + (week - before > 2)
        if after == last and last - week > 2:
            room -= 1  # the last label grows towards this one
        cut = shorten(title, LETTERS * room, placeholder="…")
        found[week] = cut if cut == title or len(cut) > LEAST else ""
    return found


def _told(whole: Whole, words: str) -> str:
    rows = [
        _("%(title)s in week %(week)s, %(day)s")
        % {"title": c.title, "week": c.week, "day": short_day(when.on)}
        for c, when in hand_ins(whole)
    ]
    return _("%(now)s. To hand in: %(rows)s.") % {"now": words, "rows": "; ".join(rows)}


def planned_hours(whole: Whole) -> tuple[int, str]:
    """Hours in the working plan of weeks, and the key of the section that holds it."""
    section = next((s for s in whole.writing.sections if s.kind == "weeks"), None)
    if section is None:
        return 0, ""
    return sum(totals(whole.working.get(section.key) or {}, whole.context).values()), section.key


def pace(whole: Whole) -> Pace:
    """Everything the strip shows to its author."""
    now, words = this_week(whole), _words(whole)
    labels = _labels(whole, now)
    bars = [Bar(_share(whole, w), labels.get(w.number, ""), w is now) for w in whole.context.weeks]
    planned, key = planned_hours(whole)
    href = address("contracts:step", whole.contract.ref, key) if key else ""
    stage = stage_named(whole)
    return Pace(stage, words, bars, _told(whole, words), planned, whole.context.credits * 10, href)
