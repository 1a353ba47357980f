"""Cells to typed values, as far as a line can be judged by itself. Pure."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from pactwork.ground import mailboxes
from pactwork.ground.dates import short_day
from pactwork.ground.refusal import Refusal
from pactwork.ground.typed_days import day_in
from pactwork.modules.roster.columns import (
    BY_NAME,
    ROLE_WORDS,
    STUDENT,
    WITHOUT_RUN,
    role_in,
)
from pactwork.modules.roster.problem import Problem
from pactwork.modules.roster.reading import Row
from pactwork.modules.rules.entries import EARLIEST, LATEST

CLEARED = "-"  # a cell with a single hyphen empties what is known
NEVER_CLEARED = ("key", "name", "email", "role", "run", "code", "remove")
YES = {"yes": True, "y": True, "true": True, "1": True, "x": True}
NO = {"no": False, "n": False, "false": False, "0": False}
SPAN = re.compile(r"(\d{1,2})(?:\s*(?:-|–|to)\s*(\d{1,2}))?")
MOST_WEEKS = 60
WHOM = {"student": _("students"), "staff": _("staff"), "placed": _("people on a module")}
EMPTY: dict[str, Any] = {
    "starts_on": None, "ends_on": None, "own_start": None, "own_end": None, "weeks": (),
}  # fmt: skip


class Unreadable(ValueError):
    """A cell that cannot mean anything in its column; carries the code of the sentence."""


@dataclass(frozen=True)
class Line:
    """One line: who, in which role, and what else it says. What it leaves empty is not in ``said``."""

    line: int
    key: str
    role: str
    said: dict[str, Any] = field(default_factory=dict)
    named: dict[str, str] = field(default_factory=dict)

    @property
    def removes(self) -> bool:
        return bool(self.said.get("remove"))

    def wrong(self, code: str, column: str, **params: object) -> Problem:
        return Problem(code, self.line, column, params)


def _email(text: str) -> str:
    if wrong := mailboxes.refusal(text):
        raise Unreadable("address_long" if wrong.code == "too_long" else wrong.code)
    return mailboxes.written(text)


def _day(text: str) -> date:
    day = day_in(text)
    if isinstance(day, Refusal):
        why = day.params["why"]
        raise Unreadable(f"day_{why}" if why else "not_a_date")
    if not EARLIEST <= day <= LATEST:
        raise Unreadable("not_a_date")
    return day


def _weeks(text: str) -> tuple[int, ...]:
    found: set[int] = set()
    rest = SPAN.sub("", text).strip(" ,;")
    for first, last in SPAN.findall(text):
        found.update(range(int(first), int(last or first) + 1))
    if rest or not found or not 1 <= min(found) <= max(found) <= MOST_WEEKS:
        raise Unreadable("not_weeks")
    return tuple(sorted(found))


def _yes(text: str) -> bool:
    try:
        return (YES | NO)[text.casefold()]
    except KeyError as error:
        raise Unreadable("not_yes") from error


def _role(text: str) -> str:
    if role := role_in(text):
        return role
    raise Unreadable("role_unknown")


READ: dict[str, Callable[[str], Any]] = {
    "email": _email,
    "starts_on": _day,
    "ends_on": _day,
    "own_start": _day,
    "own_end": _day,
    "weeks": _weeks,
    "remove": _yes,
    "role": _role,
}


def line(row: Row) -> Line | list[Problem]:
    """What the row says, or every cell that cannot be read."""
    said: dict[str, Any] = {}
    wrong: list[Problem] = []
    for column, cell in row.cells.items():
        if cell == CLEARED and column not in NEVER_CLEARED:
            said[column] = EMPTY.get(column, "")
            continue
        try:
            said[column] = READ[column](cell) if column in READ else cell
        except Unreadable as error:
            params = {"given": cell[:60], "roles": ", ".join(ROLE_WORDS)}
            wrong.append(Problem(str(error), row.line, column, params))
    for column in ("key", "role"):
        if column not in row.cells:
            params = {"roles": ", ".join(ROLE_WORDS)}
            wrong.append(Problem(f"{column}_missing", row.line, column, params))
    if wrong:
        return wrong
    read = Line(row.line, said.pop("key"), said.pop("role"), said, row.named)
    return _misplaced(read) or read


def _misplaced(read: Line) -> list[Problem]:
    """Cells that this role has no use for, and dates the wrong way round."""
    fits = {"all", "placed", "student" if read.role == STUDENT else "staff"}
    if read.role in WITHOUT_RUN:
        fits = {"all"}
    unfit = [c for c in read.said if BY_NAME[c].whom not in fits and c != "run"]
    found = [read.wrong("not_for_role", c, whom=WHOM[BY_NAME[c].whom]) for c in unfit]
    if read.role != STUDENT:
        found += [read.wrong("not_for_role", c, whom=WHOM[STUDENT]) for c in read.named]
    starts, ends = read.said.get("starts_on"), read.said.get("ends_on")
    if starts and ends and ends < starts:
        found.append(
            read.wrong("backwards", "ends_on", starts=short_day(starts), ends=short_day(ends))
        )
    return found
