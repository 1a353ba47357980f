"""The first time: what the words mean and what to do in five minutes; and how to catch up, by day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pactwork.ground.addresses import address
from pactwork.ground.dates import day, short_day
from pactwork.ground.words import gettext as _
from pactwork.modules.models import Role
from pactwork.modules.queries import specification
from pactwork.modules.rules.calendar import Week, add_working_days
from pactwork.modules.rules.has import Has
from pactwork.modules.rules.specification import Calendar
from pactwork.web.queries import YourTurn
from pactwork.workspace.queries.studies import Study

LATE = 3  # from this week on a student who has shared nothing is told how to catch up
TO_START, TO_SHARE = (
    2,
    5,
)  # working days from today, to write the first answers and to share a draft


@dataclass(frozen=True)
class First:
    """Until somebody has done anything here."""

    words: list[tuple[str, str]]  # each a word and what it means
    now: str  # what to do in the next five minutes
    href: str
    button: str


@dataclass(frozen=True)
class CatchUp:
    """``days``: what to do by when; ``missed``: the weeks that are over."""

    lead: str
    joined: str  # when the module began, and when this student did
    days: list[tuple[date, str]]
    missed: list[str]
    href: str
    who: str  # the page of those who can help


def first_time(turn: YourTurn, has: Has, *, administrator: bool) -> First | None:
    """For whoever takes a module, looks after one, or prepares the house; nobody else has a next step."""
    study = next((one for one in turn.studies if one.contract is None), None)
    if study:
        now = _(
            "Read the first part of the brief. Then start your contract: one small question first."
        )
        return _first(has, now, address("modules:run", study.run.ref), _("Read the brief"))
    role = next((duty.role for duty in turn.duties), None)
    if turn.studies:
        return None
    if role:
        return _first(has, *_for_staff(role, turn.answers))
    if administrator:
        now = _("Say how your institution appears: its name, its logo and who people can write to.")
        return _first(has, now, address("institutions:settings"), _("Open your institution"))
    return None


def _first(has: Has, now: str, href: str, button: str) -> First:
    rows = [(_("A contract"), _contract(has))]
    if has.sets:
        said = _("about five students, who read the key parts of each other’s drafts.")
        rows.append((_("A learning set"), said))
    return First([*rows, (_("A yes"), _yes(has))], now, href, button)


def _contract(has: Has) -> str:
    if has.links:
        return _("a student’s own plan for a module: what they will do at work, why, and by when.")
    return _("a student’s own plan for a module: what they will do, why, and by when.")


def _yes(has: Has) -> str:
    if has.links:
        who = _("from the workplace and from the university, each to exact words.")
    else:
        who = _("from the university, to exact words.")
    again = _("If the words change, only those who agreed to them are asked again.")
    return f"{who} {again}"


def _for_staff(role: Role, answers: bool) -> tuple[str, str, str]:
    run = address("modules:run", role.run.ref)
    if role.kind == "module_leader":
        now = _("Look at your module as students see it, then check its dates.")
        return now, run, _("Open the module")
    if answers:
        now = _("Open the queue and read one draft. Nothing is sent until you press the button.")
        return now, address("contracts:queue"), _("Open the queue")
    return _("Read the brief, to see what students are asked."), run, _("Read the brief")


def catch_up(study: Study) -> CatchUp | None:
    """For a student who has shared nothing by the third week; their own first day moves their weeks."""
    week = study.week
    if week is None or week.number < LATE or study.drafts or study.stage != "drafting":
        return None
    calendar = specification(study.run).calendar
    known = {"now": week.number, "all": study.weeks}
    return CatchUp(
        _("It is week %(now)s of %(all)s, and you have not shared a draft yet.") % known,
        _joined(study),
        _days(study, calendar),
        _missed(study, week),
        address("modules:run", study.run.ref),
        address("modules:who", study.run.ref),
    )


def _days(study: Study, calendar: Calendar) -> list[tuple[date, str]]:
    """Nothing is put after the day on which the contract has to be agreed, while that is to come."""
    today, deadline = study.today, study.deadline
    last = deadline.due.on if deadline and not deadline.past else date.max
    start = min(add_working_days(calendar, today, TO_START), last)
    share = min(add_working_days(calendar, today, TO_SHARE), last)
    rows = [
        (today, _("Read the brief, and tell your learning facilitator that you are starting now.")),
        (start, _("Answer the first questions of your contract.")),
        (share, _("Share a first draft. It can be rough: people reply to what is there.")),
    ]
    if last != date.max:
        rows.append((last, _("Your contract is agreed.")))
    return rows + [(due.on, piece.title) for piece, due in study.coming[:1]]


def _missed(study: Study, week: Week) -> list[str]:
    """What the weeks before this one were about, where the module says it."""
    return [
        _("Week %(now)s") % {"now": one.number} + f": {one.theme.title}"
        for one in study.taught
        if one.number < week.number and one.theme
    ]


def _joined(study: Study) -> str:
    """When the module began for everybody else, for whoever joined after that."""
    joined, first = study.enrolment.starts_on, study.run.starts_on
    if not joined or joined < first + timedelta(weeks=1):
        return ""
    known = {"began": day(first), "day": short_day(joined)}
    return _("The module began on %(began)s; you joined on %(day)s.") % known


def catch_ups(studies: Sequence[Study]) -> list[CatchUp | None]:
    return [catch_up(study) for study in studies]
