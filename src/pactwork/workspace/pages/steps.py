"""The steps of a contract for its author: how far each is, what comes next, the rail and the hill."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from pactwork.contracts.rules.moves import Case, why_not
from pactwork.contracts.rules.standing import SeatStanding
from pactwork.contracts.vocabulary import seat_title, seat_word
from pactwork.contracts.whole import Whole
from pactwork.ground.addresses import address
from pactwork.ground.words import gettext as _
from pactwork.ground.words import ngettext
from pactwork.modules.rules.specification import Section
from pactwork.workspace.forms.sections import has_words
from pactwork.workspace.pages.pace import share_gone

State = Literal["done", "now", "todo", "locked"]
AUTHOR = frozenset({"student"})


@dataclass(frozen=True)
class Step:
    section: Section
    number: int
    state: State


@dataclass(frozen=True)
class Entry:
    """One line of the rail."""

    label: str
    state: State
    minutes: str = ""
    href: str = ""
    current: bool = False


@dataclass(frozen=True)
class Group:
    title: str
    steps: list[Entry]


def _state(whole: Whole, section: Section) -> State:
    value = whole.working.get(section.key)
    seen = value is not None or bool(whole.drafts)
    if seen and section.key not in whole.unsaid:
        return "done"
    return "now" if value and has_words(value) else "todo"


def steps(whole: Whole) -> list[Step]:
    return [Step(s, n, _state(whole, s)) for n, s in enumerate(whole.writing.sections, 1)]


def unfinished(whole: Whole) -> Section | None:
    """Where to carry on: the unfinished step last written in, or else the first unfinished one."""
    waiting = {s.section.key: s.section for s in steps(whole) if s.state != "done"}
    texts = sorted(whole.texts or [], key=lambda t: t.saved_at, reverse=True)
    last = next((t.section for t in texts), "")
    return waiting.get(last) or next(iter(waiting.values()), None)


def after(whole: Whole, section: Section) -> Section | None:
    """The next unfinished step after this one, round to the beginning."""
    found = steps(whole)
    place = next(n for n, s in enumerate(found) if s.section is section)
    rest = [*found[place + 1 :], *found[:place]]
    return next((s.section for s in rest if s.state != "done"), None)


def in_minutes(least: int, most: int) -> str:
    if least == most:
        return ngettext("%(num)s min", "%(num)s min", most) % {"num": most}
    return _("%(least)s–%(most)s min") % {"least": least, "most": most}


def left(found: Iterable[Step]) -> tuple[int, int, int]:
    """Least and most minutes of planning left, and in how many sittings."""
    open_steps = [s.section for s in found if s.state != "done"]
    least, most = (sum(s.minutes[i] for s in open_steps) for i in (0, 1))
    return least, most, len(open_steps)


def left_in_words(found: Iterable[Step], timed: bool) -> str:
    least, most, sittings = left(found)
    if not sittings:
        return _("Every step has been written.")
    times = ngettext("one sitting", "%(num)s sittings", sittings) % {"num": sittings}
    if not timed:
        return _("%(sittings)s of planning left.") % {"sittings": times.capitalize()}
    return _("%(least)s to %(most)s minutes of planning left, %(sittings)s.") % {
        "least": least,
        "most": most,
        "sittings": times,
    }


def left_in_short(found: Iterable[Step]) -> str:
    steps_left = left(found)[2]
    if not steps_left:
        return _("all written")
    return ngettext("one step left", "%(num)s steps left", steps_left) % {"num": steps_left}


def hill(whole: Whole) -> tuple[float, float]:
    """Shares of working it out, and of making it happen once there is an agreement."""
    found = steps(whole)
    climbed = sum(s.state == "done" for s in found) / len(found)
    return climbed, share_gone(whole) if climbed == 1 and whole.agreements else 0.0


def rail(whole: Whole, current: str = "", timed: bool = True) -> list[Group]:
    """The steps by group, then what is shared and who says yes."""
    groups: dict[str, list[Entry]] = {}
    for step in steps(whole):
        section = step.section
        entry = Entry(
            section.short,
            step.state,
            in_minutes(*section.minutes) if timed else "",
            address("contracts:step", whole.contract.ref, section.key),
            section.key == current,
        )
        groups.setdefault(section.group, []).append(entry)
    found = [Group(title, entries) for title, entries in groups.items()]
    return [
        *found,
        Group(_("Share it, get your yeses"), [_sharing(whole, current), *_seats(whole)]),
    ]


def is_shared(whole: Whole) -> bool:
    """Whether the newest draft says what the working text says."""
    keys = [s.key for s in whole.writing.sections]
    now = {key: whole.working.get(key) or {} for key in keys}
    return whole.newest is not None and whole.newest.content == now


def _sharing(whole: Whole, current: str) -> Entry:
    newest = whole.newest
    number = _("draft %(number)s") % {"number": newest.number} if newest else ""
    state: State = "done" if is_shared(whole) else "now" if newest else "todo"
    href = address("contracts:check", whole.contract.ref)
    return Entry(_("Check and share"), state, number, href, current == "check")


def _seats(whole: Whole) -> list[Entry]:
    found = []
    for place in whole.stands.seats:
        party = whole.template.party(place.party)
        if party and place.state != "not_needed":
            href = address("contracts:ask", whole.contract.ref, whole.seat(place.seat).ref)
            state = _seat_state(whole, place)
            words = seat_word(place.state).lower() if place.state != "not_asked" else ""
            found.append(
                Entry(seat_title(party, place.n), state, words, href if state != "locked" else "")
            )
    return found


def _seat_state(whole: Whole, place: SeatStanding) -> State:
    if place.state in ("yes", "waived"):
        return "done"
    if place.state != "not_asked":
        return "now"
    case = Case(whole.facts, whole.stands, by=whole.facts.student, seat=place.seat)
    return "locked" if why_not("ask", AUTHOR, case) else "todo"
