"""Scenes for the law's table: the facts of contracts that real moves have brought to each stage."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from pactwork.contracts import actions
from pactwork.contracts.rules.answers import PointSaid
from pactwork.contracts.rules.facts import Facts
from pactwork.contracts.rules.standing import Standing, standing
from pactwork.ground import clock
from tests.conftest import MONDAY, Clock
from tests.contracts.play import PANEL, TRIO, Play
from tests.stories import World, make_world

# Every way of answering, and another for the party beside it: nobody answers for two.
WAYS = {
    "link": "facilitator",
    "facilitator": "module_leader",
    "ethics_reviewer": "facilitator",
    "placement_officer": "facilitator",
    "module_leader": "facilitator",
}


@dataclass(frozen=True)
class Scene:
    name: str
    facts: Facts
    stands: Standing

    @property
    def stage(self) -> str:
        return self.stands.stage


def _scene(name: str, facts: Facts) -> Scene:
    return Scene(name, facts, standing(facts))


def nadine(held: Clock) -> Iterator[Scene]:
    """Nadine's contract from the empty page to its end; she has always something new to share."""
    held.set(MONDAY)
    world = make_world()
    count = 0

    def told(name: str) -> Scene:
        nonlocal count
        count += 1
        latest = world.contract().drafts.last()
        now = latest.content if latest else {}
        world.write(**{**now, "helps": {"rows": [{"name": f"Friend {count}", "help": "Listens"}]}})
        held.forward(minutes=1)
        return _scene(name, world.dossier().facts_with_working())

    world.contract()
    yield told("nothing written")
    world.share()
    yield told("shared")
    yield from _asked(world, held, told)
    yield from _agreed(world, held, told)
    why = {"kind": "completed", "reason": "It is done."}
    actions.end_contract(world.contract(), by=world.actor("ruth"), **why)
    held.forward(minutes=1)
    yield _scene("ended", world.dossier().facts_with_working())


def _asked(world: World, held: Clock, told: Any) -> Iterator[Scene]:
    world.ask("workplace")
    world.ask("university")
    yield told("both asked")
    world.answer("workplace")
    world.answer("university", "revise")
    yield told("one yes, one revision")
    for point in world.dossier().answers[-1].points.all():
        actions.settle_point(
            world.contract(), point.ref, by=world.actor("nadine"), response="adopted"
        )
    world.ask("university")
    held.forward(minutes=1)
    world.answer("university")


def _agreed(world: World, held: Clock, told: Any) -> Iterator[Scene]:
    yield told("agreed")
    by = world.actor("nadine")
    actions.pause(world.contract(), by=by, reason="A month of nights.")
    yield told("paused")
    actions.resume(world.contract(), by=by)
    world.share(card={"need": "An hour in week 5."}, triage={"covert": "yes"})
    yield told("amended, and ethics joins")
    world.ask("ethics")
    world.ask("university")
    held.forward(minutes=1)
    due = clock.today("Europe/London") + timedelta(days=14)
    asked = PointSaid("Ask the tenants first.", "reasoning", due_on=due)
    world.answer("ethics", "yes_conditions", points=(asked,))
    world.answer("university", "revise")
    yield told("amending, one revision, one yes on conditions")
    ref, by = world.seat("ethics").ref, world.actor("anil")
    actions.withdraw_yes(world.contract(), ref, by=by, reason="I read it again.")
    yield told("a yes taken back")


def panels(held: Clock) -> Iterator[Scene]:
    """Two seats of which any is enough, for every way of answering, in every stage."""
    for way, other in WAYS.items():
        held.set(MONDAY + timedelta(days=1))
        play = Play(PANEL, WAY=way, OTHER=other)
        yield from _panel(play, held, way)


def _panel(play: Play, held: Clock, way: str) -> Iterator[Scene]:
    def told(name: str) -> Scene:
        held.forward(minutes=1)
        return _scene(f"{way}: {name}", play.facts)

    play.share()
    yield told("shared")
    play.ask("panel", 1)
    play.ask("panel", 2)
    yield told("both asked")
    held.forward(minutes=1)
    play.answer("panel")
    yield told("one said yes")
    play.agreed("other")
    yield told("agreed, another still asked")
    play.answer("panel", "revise", n=2)
    yield told("agreed, another would revise")
    play.share(shared={"what": "Something else."})
    yield told("all lapsed")
    play.ask("panel", 1)
    yield told("asked anew")
    held.forward(minutes=1)
    play.answer("panel")
    yield told("one yes of two parties")
    play.agreed("other")
    held.forward(minutes=1)
    play.withdraw("other")
    yield told("the other's yes taken back")
    play.share(own={"what": "Something else."})
    play.ask("panel", 1)
    yield told("suspended, and asked")
    held.forward(minutes=1)
    play.answer("panel", "revise")
    yield told("suspended, to be revised")
    play.end()
    yield told("ended")


def reworded(held: Clock) -> Iterator[Scene]:
    """A yes kept through other words, for every way of answering, in every stage."""
    for way, judge in WAYS.items():
        third = "ethics_reviewer" if way == "placement_officer" else "placement_officer"
        held.set(MONDAY + timedelta(days=2))
        play = Play(TRIO, WAY=way, OTHER=judge, THIRD=third)

        def told(name: str, play: Play = play, way: str = way) -> Scene:
            held.forward(minutes=1)
            return _scene(f"{way}, reworded: {name}", play.facts)

        play.share()
        play.agreed("first")
        held.forward(minutes=1)
        other = {"what": "In other words."}
        play.share(wording_only=True, shared=other)
        if play.states()["first"] == "asked":  # a facilitator's own seat was asked at once
            ref, by = play.seat("first").ref, play.actor("student")
            actions.withdraw_ask(play.contract, ref, by=by)
        if play.states()["judge"] != "asked":
            play.ask("judge")
        play.answer("judge", wording=True)
        yield told("asking")
        play.agreed("third")
        yield told("agreed")
        play.share(shared=other, own={"what": "Something else."})
        yield told("amending")
        play.agreed("third")
        held.forward(minutes=1)
        play.withdraw("third")
        yield told("suspended")


def recorded(held: Clock) -> Iterator[Scene]:
    """A yes written down by somebody else: undisputed, then disputed, in every stage."""
    for disputed in (False, True):
        held.set(MONDAY + timedelta(days=3))
        play = Play(PANEL, at=str(disputed), WAY="link", OTHER="facilitator")

        def told(name: str, play: Play = play, disputed: bool = disputed) -> Scene:
            held.forward(minutes=1)
            return _scene(f"recorded, disputed: {disputed}, {name}", play.facts)

        play.share()
        play.record("panel")
        if disputed:
            play.dispute("panel")
        yield told("asking")
        play.ask("panel", 2)
        play.answer("panel", n=2)
        play.agreed("other")
        yield told("agreed")
        play.share(own={"what": "Something else."})
        yield told("amending")
        held.forward(minutes=1)
        play.withdraw("other")
        yield told("suspended")


def _with_voiding(scene: Scene) -> list[Scene]:
    """The same, once somebody has proposed to declare it void."""
    facts = replace(scene.facts, void_by="person:somebody")
    return [scene, _scene(f"{scene.name}, void proposed", facts)]


def all_scenes() -> list[Scene]:
    held = Clock()
    try:
        played = [*nadine(held), *panels(held), *reworded(held), *recorded(held)]
        return [one for scene in played for one in _with_voiding(scene)]
    finally:
        held.release()
