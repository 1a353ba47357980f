"""The steps of a contract for its author: how far each is, what comes next, the rail and the hill."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from pactwork.contracts.dossier import Dossier
from pactwork.contracts.rules.moves import Case, why_not
from pactwork.contracts.rules.standing import SeatStanding
from pactwork.contracts.vocabulary import seat_title, seat_word
from pactwork.ground.addresses import address
from pactwork.ground.words import gettext as _
from pactwork.ground.words import ngettext
from pactwork.modules.rules.minutes import section_minutes
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
    minutes: tuple[int, int]  # from and to


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


def _state(dossier: Dossier, section: Section) -> State:
    value = dossier.working.get(section.key)
    seen = value is not None or bool(dossier.drafts)
    if seen and section.key not in dossier.unsaid:
        return "done"
    return "now" if value and has_words(value) else "todo"


def steps(dossier: Dossier) -> list[Step]:
    weeks, kinds = len(dossier.context.weeks), len(dossier.context.hours)
    return [
        Step(s, n, _state(dossier, s), section_minutes(s, weeks, kinds))
        for n, s in enumerate(dossier.writing.sections, 1)
    ]


def unfinished(dossier: Dossier) -> Section | None:
    """Where to carry on: the unfinished step last written in, or else the first unfinished one."""
    waiting = {s.section.key: s.section for s in steps(dossier) if s.state != "done"}
    texts = sorted(dossier.texts or [], key=lambda t: t.saved_at, reverse=True)
    last = next((t.section for t in texts), "")
    return waiting.get(last) or next(iter(waiting.values()), None)


def after(dossier: Dossier, section: Section) -> Section | None:
    """The next unfinished step after this one, round to the beginning."""
    found = steps(dossier)
    place = next((n for n, s in enumerate(found) if s.section is section), -1)  # -1: not shown now
    rest = [*found[place + 1 :], *found[:place]]
    return next((s.section for s in rest if s.state != "done"), None)


def in_minutes(least: int, most: int) -> str:
    if least == most:
        return ngettext("%(num)s min", "%(num)s min", most) % {"num": most}
    return _("%(least)s–%(most)s min") % {"least": least, "most": most}


def left(found: Iterable[Step]) -> tuple[int, int, int]:
    """Least and most minutes of planning left, and in how many sittings."""
    open_steps = [s for s in found if s.state != "done"]
    least, most = (sum(s.minutes[i] for s in open_steps) for i in (0, 1))
    return least, most, len(open_steps)


def left_in_words(found: Iterable[Step], timed: bool) -> str:
    least, most, sittings = left(found)
    if not sittings:
        return _("Every step is complete.")
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
        return _("all complete")
    return ngettext("one step left", "%(num)s steps left", steps_left) % {"num": steps_left}


def hill(dossier: Dossier) -> tuple[float, float]:
    """Shares of working it out, and of making it happen once there is an agreement."""
    found = steps(dossier)
    climbed = sum(s.state == "done" for s in found) / len(found)
    return climbed, share_gone(dossier) if climbed == 1 and dossier.agreements else 0.0


def rail(dossier: Dossier, current: str = "", timed: bool = True) -> list[Group]:
    """The steps by group, then what is shared and who says yes."""
    groups: dict[str, list[Entry]] = {}
    for step in steps(dossier):
        section = step.section
        entry = Entry(
            section.short,
            step.state,
            in_minutes(*step.minutes) if timed else "",
            address("contracts:step", dossier.contract.ref, section.key),
            section.key == current,
        )
        groups.setdefault(section.group, []).append(entry)
    found = [Group(title, entries) for title, entries in groups.items()]
    return [
        *found,
        Group(_("Share it and get your yeses"), [_sharing(dossier, current), *_seats(dossier)]),
    ]


def is_shared(dossier: Dossier) -> bool:
    """Whether the newest draft says what the working text says."""
    newest = dossier.newest
    return newest is not None and dossier.anew(newest) == dossier.to_share


def to_share(dossier: Dossier) -> str:
    """What the bar with *Share* says; nothing, while there is nothing to share."""
    newest = dossier.newest
    if newest is None:
        return _("Nobody else sees it until you share it.")
    if is_shared(dossier):
        return ""
    return _("You have changed it since draft %(number)s.") % {"number": newest.number}


def _sharing(dossier: Dossier, current: str) -> Entry:
    newest = dossier.newest
    number = _("draft %(number)s") % {"number": newest.number} if newest else ""
    state: State = "done" if is_shared(dossier) else "now" if newest else "todo"
    href = address("contracts:check", dossier.contract.ref)
    return Entry(_("Check and share"), state, number, href, current == "check")


def _seats(dossier: Dossier) -> list[Entry]:
    found = []
    for place in dossier.stands.seats:
        party = dossier.template.party(place.party)
        if party and place.state != "not_needed":
            href = address("contracts:ask", dossier.contract.ref, dossier.seat(place.seat).ref)
            state = _seat_state(dossier, place)
            words = seat_word(place.state).lower() if place.state != "not_asked" else ""
            found.append(
                Entry(seat_title(party, place.n), state, words, href if state != "locked" else "")
            )
    return found


def _seat_state(dossier: Dossier, place: SeatStanding) -> State:
    if place.state in ("yes", "waived"):
        return "done"
    if place.state != "not_asked":
        return "now"
    case = Case(dossier.facts, dossier.stands, by=dossier.facts.student, seat=place.seat)
    return "locked" if why_not("ask", AUTHOR, case) else "todo"
