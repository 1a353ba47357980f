"""Table two: seat x section. What lapses when one section's words change, against a table by hand."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from pactwork.contracts.dossier import Dossier
from pactwork.contracts.rules.drafts import digests
from pactwork.contracts.rules.facts import DraftFact, Facts
from pactwork.contracts.rules.kinds import Context
from pactwork.contracts.rules.standing import Standing, standing
from tests.conftest import MONDAY, Clock
from tests.contracts import law_lapses as law
from tests.contracts.law_lapses import Change
from tests.contracts.play import FILES, Play
from tests.stories import make_world

pytestmark = [  # or else no database is set up for the bases
    pytest.mark.django_db,
    pytest.mark.xdist_group("lapses"),  # played once, by one worker
]
MARKS = {"yes": "=", "lapsed": "L", "not_needed": "n", "not_asked": "J"}
TABLES = {
    "inquiry": (law.INQUIRY, law.INQUIRY_SEATS, law.INQUIRY_CHANGES),
    "four": (law.FOUR, law.FOUR_SEATS, law.FOUR_CHANGES),
    "ward": (law.WARD, law.WARD_SEATS, law.WARD_CHANGES),
}
JOBS = {"process": {"jobs": "yes"}}
RECORDS = {"patients": {"records": "yes"}}


@dataclass(frozen=True)
class Base:
    """A contract to which every seat that is needed has said yes."""

    facts: Facts
    context: Context

    def value(self, section: str) -> dict[str, Any]:
        newest = self.facts.newest
        assert newest is not None
        return deepcopy(dict(newest.content.get(section) or {}))

    def after(self, *contents: Mapping[str, Any]) -> Standing:
        """Where it stands once these have been shared, one after the other."""
        facts = self.facts
        for content in contents:
            number = facts.drafts[-1].number + 1
            at = facts.drafts[-1].shared_at + timedelta(days=1)
            frozen = digests(facts.template, content, self.context)
            facts = replace(facts, drafts=(*facts.drafts, DraftFact(number, at, content, frozen)))
        return standing(facts)

    def content(self, change: Change | None = None) -> dict[str, Any]:
        newest = self.facts.newest
        assert newest is not None
        words = dict(newest.content)
        return {**words, change.section: changed(self, change)} if change else words


def base(dossier: Dossier) -> Base:
    return Base(dossier.facts, dossier.context)


@pytest.fixture(scope="module")
def bases(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, Base]]:
    """Played once with real moves; then only read."""
    with Clock() as clock, django_db_blocker.unblock(), transaction.atomic():
        clock.set(MONDAY)
        yield {**_inquiry(), **_four(), **_ward()}
        transaction.set_rollback(True)


def _inquiry() -> dict[str, Base]:
    world = make_world()
    world.agreed("nadine")
    world.share("tomasz", triage={"covert": "yes"})
    for party in ("workplace", "university", "ethics"):
        world.ask(party, "tomasz")
        world.answer(party, name="tomasz")
    return {
        "inquiry quiet": base(world.dossier("nadine")),
        "inquiry raised": base(world.dossier("tomasz")),
    }


def _four() -> dict[str, Base]:
    safe, stake = (Play(FILES / "apprenticeship.yaml", at=n) for n in ("one", "two"))
    safe.share()
    safe.agreed("employer", "provider", "university")
    stake.share(**JOBS)
    stake.agreed("employer", "provider", "union", "university")
    return {"four safe": base(safe.dossier), "four at stake": base(stake.dossier)}


def _ward() -> dict[str, Base]:
    quiet, raised = (Play(FILES / "clinical-goals.yaml", at=n) for n in ("one", "two"))
    quiet.share()
    raised.share(**RECORDS)
    raised.agreed("ethics")
    for play in (quiet, raised):
        for n in (1, 2):
            play.ask("ward", n)
            play.answer("ward", n=n)
        play.agreed("university")
    return {"ward quiet": base(quiet.dossier), "ward raised": base(raised.dossier)}


def changed(base: Base, change: Change) -> dict[str, Any]:
    """The section's value with the change; words in capitals are worked out from the run."""
    value = base.value(change.section)
    for key, new in change.value.items():
        if key == "SHIFT":
            value["weeks"] = shifted(value["weeks"], new, base.context)
        elif key == "FIRST":
            value[base.context.outcomes[0].key] = new
        elif key == "OTHER":
            open_one = next(c for c in base.context.components if len(c.formats) > 1)
            value[open_one.key] = open_one.formats[1].key
        else:
            value[key] = new
    return value


def shifted(weeks: dict[str, Any], what: str, context: Context) -> dict[str, Any]:
    """One hour moved: to another kind, to another week, or all work out of its first week."""
    numbers = [str(week.number) for week in context.weeks]
    kinds = [kind.key for kind in context.hours if weeks[numbers[1]][kind.key] > 0]
    at_work = [kind.key for kind in context.hours if kind.at_work]
    second, third = weeks[numbers[1]], weeks[numbers[2]]
    if what == "kind":
        second[kinds[0]] -= 1
        second[kinds[1]] += 1
    if what == "week":
        second[kinds[0]] -= 1
        third[kinds[0]] += 1
    if what == "line":
        second["doing"] = "The audit comes first."
    if what == "first week at work":
        for kind in at_work:
            second[kind] += weeks[numbers[0]][kind]
            weeks[numbers[0]][kind] = 0
    return weeks


def seat_names(stands: Standing) -> dict[str, str]:
    many = {s.party for s in stands.seats if s.n > 1}
    return {f"{s.party}{s.n}" if s.party in many else s.party: MARKS[s.state] for s in stands.seats}


@pytest.mark.parametrize("name", TABLES)
def test_every_cell(bases: dict[str, Base], name: str) -> None:
    table, seats, changes = TABLES[name]
    wrong, visited = [], 0
    cells = law.rows(table, seats)
    assert {change for change, _, _ in cells} == set(changes)
    for (change, kind, seat), mark in cells.items():
        one = bases[f"{name} {kind}"]
        got = seat_names(one.after(one.content(changes[change])))
        assert set(got) == set(seats)
        visited += 1
        if got[seat] != mark:
            wrong.append(f"{change}, {kind}, {seat}: wanted {mark}, got {got[seat]}")
    assert not wrong
    assert visited == len(cells)


@pytest.mark.parametrize("name", TABLES)
def test_no_section_is_missing(bases: dict[str, Base], name: str) -> None:
    _, _, changes = TABLES[name]
    for key, one in bases.items():
        if key.startswith(name):
            sections = {s.key for s in one.facts.template.sections}
            assert {c.section for c in changes.values()} == sections


@pytest.mark.parametrize("name", TABLES)
def test_what_lapsed_is_named_and_nothing_else(bases: dict[str, Base], name: str) -> None:
    _, _, changes = TABLES[name]
    for key, one in bases.items():
        if not key.startswith(name):
            continue
        for change in changes.values():
            for seat in one.after(one.content(change)).seats:
                lapsed = seat.state == "lapsed"
                assert seat.changed == ((change.section,) if lapsed else ()), (key, change)


@pytest.mark.parametrize("name", TABLES)
def test_words_put_back_revive_every_yes(bases: dict[str, Base], name: str) -> None:
    _, _, changes = TABLES[name]
    for key, one in bases.items():
        if key.startswith(name):
            before = seat_names(standing(one.facts))
            for change in changes.values():
                back = one.after(one.content(change), one.content())
                assert seat_names(back) == before, (key, change)
                assert back.stage == "agreed"


@pytest.mark.parametrize("name", TABLES)
def test_untouched_means_agreed_still(bases: dict[str, Base], name: str) -> None:
    """In force as long as every party that is needed still says yes; amending once one does not."""
    _, _, changes = TABLES[name]
    for key, one in bases.items():
        if key.startswith(name):
            for change in changes.values():
                stands = one.after(one.content(change))
                parties = {s.party for s in stands.seats}
                fine = all(
                    {"yes", "not_needed"} & {s.state for s in stands.party(p)} for p in parties
                )
                assert stands.stage == ("agreed" if fine else "amending"), (key, change)


def test_the_student_moves_when_a_yes_lapsed_and_nobody_else_can(bases: dict[str, Base]) -> None:
    one = bases["inquiry quiet"]
    assert standing(one.facts).waiting == frozenset()
    after = one.after(one.content(law.INQUIRY_CHANGES["stops"]))
    assert after.waiting == frozenset({None})
    newest = one.facts.newest
    assert newest is not None
    assert after.student_since == newest.shared_at + timedelta(days=1)
