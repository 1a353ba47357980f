"""What a module leader sees: who has not said, rules about pairs, the sets with their scorecards."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pactwork.ground.refusal import Refusal
from pactwork.modules.models import Enrolment, Run
from pactwork.modules.queries import today_at
from pactwork.sets.arranging import Group, as_they_are, groups_of, moved
from pactwork.sets.models import Errand, Forming
from pactwork.sets.queries.breaking import MOST_NAMED, in_words, newly_broken, ticked
from pactwork.sets.queries.gathering import (
    Gathered,
    formings,
    gathered,
    namer,
    newest_errand,
    provisional_until,
)
from pactwork.sets.rules.refusals import SIZES, anew_refused
from pactwork.sets.words import Line, Name, conflict, lines
from pactwork.sets.words_prices import price_in_words
from pactwork.solving.conflicts import Conflict
from pactwork.solving.joining import Price, price
from pactwork.solving.people import Crowd
from pactwork.solving.scorecards import Card, card

MOST_SHOWN = 60  # sets in full on one page


@dataclass(frozen=True)
class Shown:
    """A set as the leader sees it. ``place``: where it is in the proposal."""

    place: int
    name: str
    members: list[Enrolment]
    card: Card
    namer: Name
    fresh: bool  # it does not exist yet
    coming: frozenset[str]  # refs of those who would be new in it

    @property
    def lines(self) -> list[Line]:
        """Only of those that are shown, for words take longer than figures."""
        return lines(self.card, self.namer) if self.members else []


@dataclass(frozen=True)
class Overview:
    sets: int
    meeting: int
    breaking: int
    people: int
    unknown: int


def shown(found: Gathered, known: Crowd, groups: Sequence[Group]) -> list[Shown]:
    name = namer(found)
    was = {p.member.key: p.set for p in found.people}
    rows = []
    for place, group in enumerate(groups):
        here = [key for key in group.members if key in found.by_ref]
        one = card(known, here)
        new = frozenset(key for key in here if not group.ref or was[key] != group.ref)
        members = sorted((found.by_ref[key] for key in here), key=lambda p: p.person.name)
        rows.append(
            Shown(
                place, group.name, members, one, name, not group.ref,
                new if group.ref else frozenset(),
            )
        )  # fmt: skip
    return rows


def overview(rows: Sequence[Shown], found: Gathered) -> Overview:
    return Overview(
        len(rows),
        sum(row.card.meets for row in rows),
        sum(row.card.breaks > 0 for row in rows),
        len(found.places),
        len(found.silent),
    )


@dataclass(frozen=True)
class Coming:
    """A proposal that the worker was asked for: being worked out; or why there will be none."""

    errand: Errand
    lines: list[str]  # what stands in the way

    @property
    def waits(self) -> bool:
        return self.errand.over_at is None


def coming(found: Gathered, proposal: Forming | None, last: Forming | None) -> Coming | None:
    """The newest of them, unless it was made, let go, or followed by a proposal that was made."""
    errand = newest_errand(found.run)
    if errand is None or (errand.over_at and errand.over_why not in Errand.SHOWN):
        return None
    made = [one.made_at for one in (proposal, last) if one]
    if errand.over_at and any(at >= errand.over_at for at in made):
        return None
    name = namer(found)
    said = [Conflict(c["kind"], tuple(c["keys"]), c["count"], c["room"]) for c in errand.conflicts]
    return Coming(errand, [conflict(one, name) for one in said])


def sets_page(run: Run) -> dict[str, Any]:
    """Six queries, however many people."""
    found, (proposal, last) = gathered(run), formings(run)
    size, apart = (last.size, last.colleagues_apart) if last else (5, True)
    known = found.crowd(found.rules(size, apart))
    rows = shown(found, known, as_they_are(found.people, found.sets))
    until = last.provisional_until if last else None
    return {
        "found": found,
        "last": last,
        "until": until,
        "provisional": until is not None and today_at(run) <= until,
        "anew": anew_refused(until, today_at(run)) is None,
        "rows": rows[:MOST_SHOWN],
        "overview": overview(rows, found),
        "proposal": proposal,
        "coming": coming(found, proposal, last),
        "sizes": SIZES,
    }


@dataclass(frozen=True)
class Move:
    """One person by hand, with the sets it concerns before and after."""

    person: Enrolment
    was: int | None
    to: int | None
    price: Price
    before: list[Shown]
    after: list[Shown]
    said: list[Line]


def proposal_page(forming: Forming, run: Run) -> dict[str, Any]:
    found = gathered(run)
    groups = groups_of(forming.arrangement)
    known = found.crowd(found.rules(forming.size, forming.colleagues_apart))
    rows = shown(found, known, groups)
    placed = {key for group in groups for key in group.members}
    changed = [row for row in rows if row.fresh or row.coming]
    until = provisional_until(run)
    rules = newly_broken(found, forming)
    return {
        "found": found,
        "forming": forming,
        "rows": (changed or rows)[:MOST_SHOWN] if forming.kind == "join" else rows[:MOST_SHOWN],
        "all_rows": rows,
        "overview": overview(rows, found),
        "left_out": [place for place in found.places if place.ref not in placed],
        "stale": forming.stands_on != found.stands_on,
        "until": until.isoformat() if until else "",
        "broken": in_words(rules, namer(found)),
        "broken_more": max(0, len(rules) - MOST_NAMED),
        "ticked": ticked(rules),
    }


def move_shown(page: dict[str, Any], key: str, to: int | None) -> Move | Refusal:
    """What it would mean to put somebody elsewhere; or why there is nothing to show."""
    found: Gathered = page["found"]
    forming: Forming = page["forming"]
    groups = groups_of(forming.arrangement)
    was = next((n for n, group in enumerate(groups) if key in group.members), None)
    if not key:
        return Refusal("move_nobody")
    if key not in found.by_ref or (to is not None and not 0 <= to < len(groups)):
        return Refusal("move_unknown")
    if was == to:
        return Refusal("move_same", {"name": found.by_ref[key].person.name})
    known = found.crowd(found.rules(forming.size, forming.colleagues_apart))
    after = moved(groups, key, to)
    concerned = [n for n in (was, to) if n is not None]

    def here(each: Sequence[Group]) -> list[Group]:
        kept = [
            Group(g.ref, g.name, tuple(k for k in g.members if k in found.by_ref)) for g in each
        ]
        return [kept[n] for n in concerned]

    cost = price(known, [g.members for g in here(groups)], [g.members for g in here(after)])
    before_rows, after_rows = shown(found, known, here(groups)), shown(found, known, here(after))
    said = price_in_words(
        [(row.name, row.card) for row in before_rows],
        [(row.name, row.card) for row in after_rows],
        namer(found),
    )
    return Move(found.by_ref[key], was, to, cost, before_rows, after_rows, said)
