"""What an ask sends later, put in the outbox with the ask itself: reminders, and who hears of silence.

Each letter asks itself when its day comes whether it is still worth sending. At most these, never daily.
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pactwork.contracts.models import Ask
from pactwork.ground import clock
from pactwork.history.record import Notice
from pactwork.modules.models import Role
from pactwork.modules.queries import specification
from pactwork.modules.rules.calendar import DAY, add_working_days, is_working_day
from pactwork.modules.rules.specification import Calendar

REMINDED_AFTER = (3, 7)  # working days without the workplace's answer
SILENT_AFTER = 10
MORNING = time(9)
Staff = Callable[..., list[Role]]  # from kinds of role to who holds them


def wait_until(day: date, zone: str) -> timedelta:
    """From now to nine in the morning of that day, where the institution is."""
    due = datetime.combine(day, MORNING, ZoneInfo(zone))
    return max(timedelta(0), due - clock.now())


def working_day_before(calendar: Calendar, day: date) -> date:
    day -= DAY
    while not is_working_day(calendar, day):
        day -= DAY
    return day


def later_letters(ask: Ask, staff: Staff) -> list[Notice]:
    """For a question to the workplace, and for one that the university promised to answer."""
    contract = ask.seat.contract
    calendar, zone = specification(contract.run).calendar, contract.institution.time_zone
    today = clock.today(zone)
    letters = []
    if ask.holder and ask.holder.email:
        for days in REMINDED_AFTER:
            wait = wait_until(add_working_days(calendar, today, days), zone)
            letters.append(Notice("reminder", ask.holder.email, ask.ref, wait))
        wait = wait_until(add_working_days(calendar, today, SILENT_AFTER), zone)
        officers = [r.person.email for r in staff("placement_officer")]
        to = sorted({contract.student.email, *officers})
        letters += [Notice("silence", email, ask.ref, wait) for email in to]
    if ask.due_on and not ask.holder:
        letters += _promised(ask, ask.due_on, calendar, zone, today, staff)
    return letters


def _promised(
    ask: Ask, due: date, calendar: Calendar, zone: str, today: date, staff: Staff
) -> list[Notice]:
    """To whoever answers, one working day before; to the module leader the day after a missed one."""
    before = working_day_before(calendar, due)
    letters = []
    if before > today:
        wait = wait_until(before, zone)
        those = sorted({r.person.email for r in staff(ask.seat.by)})
        letters += [Notice("due_soon", email, ask.ref, wait) for email in those]
    wait = wait_until(due + DAY, zone)
    leaders = sorted({r.person.email for r in staff("module_leader")})
    return letters + [Notice("promise_missed", email, ask.ref, wait) for email in leaders]
