"""The strip under the band: the student's own weeks, what is due in them, hours planned."""

from dataclasses import dataclass
from textwrap import shorten

from pactwork.contracts.deadlines import Deadline, deadline_of
from pactwork.contracts.dossier import Dossier
from pactwork.contracts.rules.kinds.weeks import totals, wanted
from pactwork.contracts.states import stage_named
from pactwork.ground import clock
from pactwork.ground.addresses import address
from pactwork.ground.dates import day, short_day
from pactwork.ground.words import gettext as _
from pactwork.modules.queries import specification
from pactwork.modules.queries.handing_in import dates_for, hand_ins_of
from pactwork.modules.rules.calendar import Week, week_of
from pactwork.modules.rules.due import HandIn
from pactwork.modules.rules.workload import Number, span, whole
from pactwork.modules.words_of_dates import day_in_words, dues_in_words

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
    planned: Number
    hours: str  # that the module is in all; empty where nobody plans any
    href: str  # the step where hours are planned
    deadline: Deadline | None = None  # of an agreement that there is not yet


def hand_ins(dossier: Dossier) -> list[HandIn]:
    """What is handed in, and when by this student, soonest first."""
    return hand_ins_of(dossier.contract.enrolment, dossier.agreed_on)


def _in_weeks(dossier: Dossier) -> list[tuple[int, HandIn]]:
    """What falls into one of the weeks, with its number; what is due every week is in all of them."""
    found = []
    for one in hand_ins(dossier):
        week = one.component.week
        if one.due and week is None:
            now = week_of(dossier.context.weeks, one.due.on)
            week = now.number if now else None
        if one.due and week and not one.component.weekly:
            found.append((week, one))
    return found


def this_week(dossier: Dossier) -> Week | None:
    return week_of(dossier.context.weeks, clock.today(dossier.contract.institution.time_zone))


def share_gone(dossier: Dossier) -> float:
    """How much of the teaching time has gone by, 0 to 1."""
    weeks = dossier.context.weeks
    today = clock.today(dossier.contract.institution.time_zone)
    if not weeks or today < weeks[0].first:
        return 0.0
    gone = sum(week.last < today for week in weeks)
    return gone / len(weeks)


def _share(dossier: Dossier, week: Week) -> int:
    today = clock.today(dossier.contract.institution.time_zone)
    days = (today - week.first).days
    return min(100, max(0, round(100 * days / ((week.last - week.first).days + 1))))


def _words(dossier: Dossier) -> str:
    weeks, now = dossier.context.weeks, this_week(dossier)
    today = clock.today(dossier.contract.institution.time_zone)
    if weeks and today < weeks[0].first:
        return _("Starts %(day)s") % {"day": short_day(weeks[0].first)}
    if now is None:
        return _("All weeks have ended")
    numbers = {"week": now.number, "all": len(weeks), "day": short_day(now.first)}
    if today < now.first:
        return _("Vacation; week %(week)s starts %(day)s") % numbers
    return _("Week %(week)s of %(all)s") % numbers


def _labels(dossier: Dossier, now: Week | None) -> dict[int, str]:
    """Words under the weeks, cut so that none runs into the next; the last one stands to the left."""
    last = len(dossier.context.weeks)
    wanted = {week: one.component.title for week, one in reversed(_in_weeks(dossier))}
    if now:
        begun = clock.today(dossier.contract.institution.time_zone) >= now.first
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


def _told(dossier: Dossier, words: str) -> str:
    weeks = {one.component.key: week for week, one in _in_weeks(dossier)}
    rows = [_said(one, weeks.get(one.component.key)) for one in hand_ins(dossier)]
    return _("%(now)s. Due: %(rows)s.") % {"now": words, "rows": "; ".join(rows)}


def _said(one: HandIn, week: int | None) -> str:
    known = {"title": one.component.title, "week": week, "day": dues_in_words(one)}
    if week:
        return _("%(title)s in week %(week)s, %(day)s") % known
    return _("%(title)s, %(day)s") % known


def planned_hours(dossier: Dossier) -> tuple[Number, str, str]:
    """Hours in the working plan of weeks, of how many, and the key of the section that holds it."""
    section = next((s for s in dossier.writing.sections if s.kind == "weeks"), None)
    if section is None or not dossier.context.hours:
        return 0, "", ""
    value = dossier.working.get(section.key) or {}
    planned = whole(sum(totals(value, dossier.context).values()))
    return planned, span(wanted(section, value, dossier.context)), section.key


def pace(dossier: Dossier) -> Pace:
    """Everything the strip shows to its author."""
    now, words = this_week(dossier), _words(dossier)
    labels = _labels(dossier, now)
    bars = [
        Bar(_share(dossier, w), labels.get(w.number, ""), w is now) for w in dossier.context.weeks
    ]
    planned, hours, key = planned_hours(dossier)
    href = address("contracts:step", dossier.contract.ref, key) if key else ""
    stage = stage_named(dossier)
    label = _told(dossier, words)
    return Pace(stage, words, bars, label, planned, hours, href, deadline(dossier))


def deadline(dossier: Dossier) -> Deadline | None:
    """Until when the contract has to be agreed, while it is not."""
    today = clock.today(dossier.contract.institution.time_zone)
    return deadline_of(dossier.contract.enrolment, dossier.stands.stage, dossier.agreed_on, today)


def review_said(dossier: Dossier) -> str:
    """When the plan is looked at again, where the module asks for that."""
    enrolment = dossier.contract.enrolment
    asked = specification(enrolment.run).calendar.review_at
    if asked is None:
        return ""
    when = day_in_words(dates_for(enrolment, dossier.agreed_on), asked)
    return _("Mid-point review of your contract: %(when)s.") % {"when": when}


def own_days(dossier: Dossier) -> str:
    """Where a student has a first or last day of their own."""
    own = dossier.contract.enrolment.own
    said = {"start": day(own.start), "end": day(own.end)}
    if own.start and own.end:
        return _("You start on %(start)s, and your last day is %(end)s.") % said
    if own.start:
        return _("You start on %(start)s.") % said
    return _("Your last day is %(end)s.") % said if own.end else ""
