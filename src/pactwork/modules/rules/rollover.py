"""What a run is called a year later, and when. Pure."""

import re
from datetime import date, timedelta

from pactwork.modules.rules.year import Calendar, Group

YEAR = timedelta(weeks=52)
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
SEASONS = ("Spring", "Summer", "Autumn", "Fall", "Winter")


def next_start(starts_on: date, today: date) -> date:
    """The same week a year later, and so on until it is still to come."""
    day = starts_on + YEAR
    while day <= today:
        day += YEAR
    return day


def renamed(name: str, years: int) -> str:
    """``Autumn 2026`` is ``Autumn 2027``, ``2026/27`` is ``2027/28``; other names get the years' number."""
    if not years:
        return name
    told = _years_on(name, years)
    return told if told != name else f"{name} (+{years})"


def _years_on(name: str, years: int) -> str:
    def later(found: re.Match[str]) -> str:
        whole = str(int(found[1]) + years)
        short = found[3] and f"{(int(found[3]) + years) % 100:02}"
        return whole + (found[2] + short if short else "")

    return re.sub(r"\b(20\d\d)(?:([/\u2013-])(\d\d)\b(?!\d))?", later, name)


def at_its_time(name: str, was: date, now: date) -> str:
    """What began on ``was``, called by when it begins now: years move with it, and a month or a season that
    it is called by becomes the month of its first day. A season stays with a first day a month away."""
    apart = (now.month - was.month) % 12
    away = (*MONTHS, *SEASONS) if apart not in (0, 1, 11) else MONTHS if apart else ()

    def month(found: re.Match[str]) -> str:
        said = MONTHS[now.month - 1]
        return said if found[0][0].isupper() else said.lower()

    moved = _years_on(name, now.year - was.year)
    key = (
        re.IGNORECASE if name.islower() and " " not in name else re.RegexFlag(0)
    )  # else, “may” is a verb
    return re.sub(rf"\b({'|'.join(away)})\b", month, moved, flags=key) if away else moved


def groups_at_their_time(was: Calendar, now: Calendar) -> list[Group]:
    """The groups of a calendar that was moved, each with a name and a key of when it begins now."""
    taken = {name for group in was.groups for name in (group.key, group.title)}
    found = []
    for then, group in zip(was.groups, now.groups, strict=True):
        days = then.starts_on or was.starts_on, group.starts_on or now.starts_on
        key, title = (at_its_time(name, *days) for name in (group.key, group.title))
        new = {key, title} - {group.key, group.title}
        said = {"key": key, "title": title} if not new & taken else {}
        taken |= {key, title}
        found.append(group.model_copy(update=said))
    return found
