"""The list *Your turn*, its heading, whom one waits for and what is coming: as the first page shows them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pactwork.contracts.conditions import holds_up
from pactwork.desk.queries.coming import Awaited
from pactwork.ground.dates import short_day, waiting
from pactwork.ground.owed import DATED, LATE, TODAY, Owed
from pactwork.ground.owed_rows import Row, rows_of
from pactwork.ground.shortened import shortened
from pactwork.ground.words import gettext as _
from pactwork.ground.words import ngettext
from pactwork.modules.rules.calendar import Week
from pactwork.web.queries import YourTurn
from pactwork.web.roles import role_name
from pactwork.workspace.queries.studies import Study

MOST = 160  # characters of a condition
SOON = 5  # dated things on the first page
NAMED = 8  # students for whom something is late


@dataclass(frozen=True)
class Shown:
    """One row: what is to be done, one line about it, when, and the one button for it."""

    title: str
    quote: str  # what somebody typed
    lines: list[str]
    state: str  # stop, slow, idle
    when: str
    href: str
    button: str
    name: str  # whose it is, where it is one person's


@dataclass(frozen=True)
class Waited:
    who: str
    about: str
    when: str


@dataclass(frozen=True)
class Coming:
    on: date
    title: str
    line: str = ""


@dataclass(frozen=True)
class Late:
    """What is missing since a day, from whom, and for which students: each with the contract's ref."""

    since: date
    title: str
    line: str
    people: list[tuple[str, str]]
    more: int


def turn_page(name: str, turn: YourTurn, today: date, *, amiss: bool = False) -> dict[str, Any]:
    """What is one's turn, and what comes after it."""
    return {
        "heading": heading(name, len(turn.owed), amiss=amiss),
        "lead": lead(turn.owed, today),
        "owes": turn_rows(turn.owed, today),
        "waits": waits_of(turn.studies),
        "late_from_others": late_from_others(turn),
        "coming": coming(turn),
    }


def turn_rows(owed: Iterable[Owed], today: date) -> list[Shown]:
    rows = rows_of(owed, today)
    several = len({row.module for row in rows if row.module}) > 1
    return [_shown(row, named=several) for row in rows]


def _shown(row: Row, *, named: bool) -> Shown:
    """``named``: by its module, for whoever has to do with several."""
    one = row.first
    lines = [row.module if named else "", row.line, *([_more(one)] if row.count == 1 else [])]
    return Shown(
        row.title(),
        shortened(one.quote, MOST) if row.count == 1 else "",
        [line for line in lines if line],
        {LATE: "stop", TODAY: "slow"}.get(row.urgency, "idle"),
        _when(row),
        row.address,
        row.button,
        one.name if row.count == 1 else "",
    )


def _more(one: Owed) -> str:
    """What cannot happen before it is done, and how long it takes."""
    minutes = (
        ngettext("About %(num)s minute.", "About %(num)s minutes.", one.minutes)
        % {"num": one.minutes}
        if one.minutes
        else ""
    )
    return " ".join(part for part in (holds_up(one.blocks), minutes) if part)


def _when(row: Row) -> str:
    if row.urgency == TODAY:
        return _("today")
    if row.due_on and row.urgency in (LATE, DATED):
        day = {"day": short_day(row.due_on)}
        return (_("was due %(day)s") if row.urgency == LATE else _("by %(day)s")) % day
    return waiting(row.since)


def _count(number: int) -> str:
    """Up to nine in a word, as at the beginning of a sentence."""
    words = [_("One"), _("Two"), _("Three"), _("Four"), _("Five"), _("Six")]
    words += [_("Seven"), _("Eight"), _("Nine")]
    return words[number - 1] if 0 < number <= len(words) else str(number)


def heading(name: str, number: int, *, amiss: bool = False) -> str:
    """The finding and the amount; ``amiss``: something else is shown that cannot wait."""
    if not number:
        none = (
            _("Something to check, %(name)s") if amiss else _("Nothing for you to do now, %(name)s")
        )
        return none % {"name": name}
    said = ngettext(
        "%(count)s thing for you, %(name)s", "%(count)s things for you, %(name)s", number
    )
    return said % {"count": _count(number), "name": name}


def lead(owed: Sequence[Owed], today: date) -> str:
    """How much of it is late or due today."""
    by = [one.urgency(today) for one in owed]
    parts = []
    if late := by.count(LATE):
        said = ngettext("%(count)s is late.", "%(count)s are late.", late)
        parts.append(said % {"count": _count(late)})
    if now := by.count(TODAY):
        said = ngettext("%(count)s is due today.", "%(count)s are due today.", now)
        parts.append(said % {"count": _count(now)})
    return " ".join(parts)


def waits_of(studies: Iterable[Study]) -> list[Waited]:
    """Whom somebody waits for on what they take, since when and until when."""
    found = []
    for study in studies:
        for who, since, due_on in study.waits:
            about = _("%(module)s, asked %(day)s") % {
                "module": study.run.title,
                "day": short_day(since),
            }
            by = _("by %(day)s") % {"day": short_day(due_on)} if due_on else waiting(since)
            found.append(Waited(who, about, by))
    return found


def coming(turn: YourTurn) -> list[Coming]:
    """What is to be handed in, by oneself or by others, and the next weeks, the soonest first."""
    found = []
    for study in turn.studies:
        if study.stage == "ended":
            continue
        title = study.run.title if len(turn.studies) > 1 else ""
        found += [Coming(due.on, piece.title, title) for piece, due in study.coming]
        if study.review:
            found.append(Coming(study.review, _("Mid-point review of your contract"), title))
        if study.next_week:
            found.append(_week(study.next_week.first, study.next_week, title))
    for duty in turn.duties:
        if duty.next_week:
            found.append(_week(duty.next_week.first, duty.next_week, duty.run.title))
    several = _several(turn)
    found += [
        Coming(one.on, one.title, _awaited(one, several)) for one in turn.awaited if not one.late
    ]
    once = {(one.on, one.title, one.line): one for one in found}
    return sorted(once.values(), key=lambda one: (one.on, one.title))[:SOON]


def late_from_others(turn: YourTurn) -> list[Late]:
    """What others should have sent by now, the oldest first: nobody's turn here, somebody's to ask for."""
    several = _several(turn)
    found = []
    for one in turn.awaited:
        if one.late:
            people = list(zip(one.names, one.refs, strict=True))
            more = max(0, len(people) - NAMED)
            line = one.party or role_name(one.key)
            line = f"{one.run.title}. {line}" if several else line
            found.append(Late(one.on, one.title, line, people[:NAMED], more))
    return found


def _several(turn: YourTurn) -> bool:
    """Whether its module has to be named."""
    return len({one.run.pk for one in turn.awaited}) > 1


def _awaited(one: Awaited, named: bool) -> str:
    """From whom, and of how many students; of one, by name. ``named``: with its module."""
    known = {"who": one.party or role_name(one.key), "name": one.names[0], "num": len(one.names)}
    if len(one.names) == 1:
        said = _("From %(who)s, for %(name)s")
    else:
        said = ngettext(
            "From %(who)s, for %(num)s student",
            "From %(who)s, for %(num)s students",
            len(one.names),
        )
    return ". ".join([one.run.title, said % known] if named else [said % known])


def _week(on: date, week: Week, line: str) -> Coming:
    title = _("Week %(now)s") % {"now": week.number}
    if week.theme:
        title = f"{title}: {week.theme.title}"
    return Coming(on, title, line)
