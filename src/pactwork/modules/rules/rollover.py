"""What a run is called a year later, and when. Pure."""

import re
from datetime import date, timedelta

YEAR = timedelta(weeks=52)


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

    def later(found: re.Match[str]) -> str:
        whole = str(int(found[1]) + years)
        short = found[3] and f"{(int(found[3]) + years) % 100:02}"
        return whole + (found[2] + short if short else "")

    told = re.sub(r"\b(20\d\d)(?:([/\u2013-])(\d\d)\b(?!\d))?", later, name)
    return told if told != name else f"{name} (+{years})"
