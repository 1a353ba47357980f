"""Every act of the law is played; after each, whoever owes something finds it, and nobody else does.

What is owed is compared with what the pages of the contract let each of them do, which they work out from
the contract read whole; and each row's address opens for them and shows the way to do it.
"""

from collections.abc import Callable

import pytest
from django.urls import reverse

from pactwork.contracts import actions
from pactwork.contracts.models import Answer, Ask
from pactwork.contracts.rules.moves import MOVES, STAFF_GIVERS, Case, why_not
from pactwork.contracts.students_turn import has_move, points_of_student
from pactwork.contracts.visibility import roles_on
from pactwork.desk.pages.review import conditions, parts, told
from pactwork.ground.owed import Owed
from pactwork.people.owed import owed
from tests.conftest import Clock
from tests.contracts import states_read
from tests.contracts.test_recording import written
from tests.contracts.test_undelivered import STOPS, stop
from tests.stories import World
from tests.web.test_owed import EVERYBODY

WHY = "It has changed here."


def staffs(world: World, name: str) -> set[str]:
    """What the review page would let this member of staff do, of what waits for them."""
    dossier, actor = world.dossier(), world.actor(name)
    roles = roles_on(actor, dossier.contract)
    if not roles & STAFF_GIVERS or dossier.stands.stage == "ended":
        return set()
    found = set()
    for part in parts(dossier, roles, actor):
        to = part.ask.handed_to if part.ask else None
        if to and to.pk != actor.person_id and to.roles.filter(run=world.run).exists():
            pass  # a colleague has it
        elif part.open:
            found.add("answer")
        if part.disputed and part.may_settle:
            found.add("dispute")
        case = Case(dossier.facts, dossier.stands, by=actor.ref, seat=part.seat.pk)
        if dossier.newest and part.to_look_at and why_not("vouch", roles, case) is None:
            found.add("advocate")
    for one in conditions(dossier, roles, actor, told(dossier, roles, actor)):
        if one.mine and (one.overdue or one.point.owner == "university"):
            found.add("condition")
    return found


def students(world: World) -> set[str]:
    """What Nadine's own pages ask her for."""
    dossier = world.dossier()
    if dossier.stands.stage == "ended":
        return set()
    points = points_of_student(dossier)
    found = {"point" if point.open else "condition" for point in points}
    if has_move(dossier) and not any(point.open for point in points):
        found.add("turn")
    return found


def doors(world: World, one: Owed) -> list[str]:
    """Parts of its page by which it is done: one of them is there."""
    ref = world.contract().ref
    seats = [seat.ref for seat in world.dossier().seats]

    def of(route: str, *more: str) -> str:
        return reverse(f"contracts:{route}", args=[ref, *more])

    return {
        "answer": [of("decide", seat) for seat in seats],
        "dispute": [of("settle", seat) for seat in seats],
        "advocate": [of("vouch", seat) for seat in seats],
        "condition": ['id="point-', "/met/"],
        "point": [of("point", point.ref) for point in points_of_student(world.dossier())],
        "turn": [f'action="{of("ask", seat)}"' for seat in seats]
        + [of("ask", seat) for seat in seats]
        + [of("check"), "/steps/"],
    }[one.act]


def everybody_finds_theirs(world: World, after: str, seen: set[tuple[str, str, str]]) -> None:
    for name in EVERYBODY:
        found = [one for one in owed(world.actor(name)) if one.about == world.contract().ref]
        wanted = students(world) if name == "nadine" else staffs(world, name)
        assert {one.act for one in found} == wanted, (after, name)
        for one in found:
            if (name, one.act, one.kind.route) in seen:
                continue
            seen.add((name, one.act, one.kind.route))
            page = world.client(name).get(one.address, follow=True)
            assert page.status_code == 200, (after, name, one.address)
            html = page.content.decode()
            assert any(door in html for door in doors(world, one)), (after, name, one.act)


def settle(world: World) -> None:
    for point in points_of_student(world.dossier()):
        if point.open:
            by = world.actor("nadine")
            actions.settle_point(world.contract(), point.ref, by=by, response="adopted")


def undo(world: World) -> None:
    last = Answer.objects.filter(undone_at=None).latest("at")
    assert last.by_person
    actions.undo_answer(world.contract(), last.ref, by=world.actor(last.by_person.key))


def hand(world: World) -> None:
    at, to = world.seat("university").ref, world.people["owen"]
    actions.hand_over(world.contract(), at, by=world.actor("helen"), to=to, note="Yours.")


def met(world: World) -> None:
    point = world.dossier().answers[-1].points.get()
    actions.meet_condition(world.contract(), point.ref, by=world.actor("helen"))


def others(world: World, held: Clock) -> dict[str, Callable[[], object]]:
    """Acts that the table of states does not play."""
    contract, nadine = world.contract, world.actor("nadine")

    def at(party: str) -> str:
        return str(world.seat(party).ref)

    return {
        "withdraw_ask": lambda: actions.withdraw_ask(contract(), at("university"), by=nadine),
        "propose_talk": lambda: actions.propose_talk(
            contract(), at("university"), by=world.actor("helen"), message="Let us talk."
        ),
        "hand_over": lambda: hand(world),
        "settle_point": lambda: settle(world),
        "ask_second": lambda: actions.ask_second(
            contract(), at("university"), by=nadine, reason="We differ."
        ),
        "second": lambda: world.answer("university", by="owen"),
        "undo": lambda: undo(world),
        "pass_on": lambda: actions.pass_on(
            contract(), at("workplace"), by=world.carol(), **states_read.DEV
        ),
        "record": lambda: written(world, by="grace"),
        "dispute": lambda: actions.dispute(
            contract(), at("workplace"), by=world.carol(), reason="I never did."
        ),
        "settle_dispute": lambda: actions.settle_dispute(
            contract(), at("workplace"), by=world.actor("helen"), stands=False, reason=WHY
        ),
        "meet_condition": lambda: met(world),
        "propose_void": lambda: actions.void_contract(contract(), by=nadine, reason=WHY),
        "keep": lambda: actions.keep_contract(contract(), by=nadine),
        "later": lambda: held.forward(days=15),
    }


BEGIN = ("share", "ask workplace", "ask university")
STORIES = {
    "asked, handed on, wanted otherwise, asked of a second, undone": (
        *("write", *BEGIN, "withdraw_ask", "ask university", "propose_talk", "hand_over"),
        *("yes workplace", "revise university", "settle_point", "ask_second", "second", "undo"),
    ),
    "written down, disputed, settled": ("share", "record", "dispute", "settle_dispute", "void"),
    "at a private address": (
        *("share", "ask private", "yes workplace", "ask university", "yes university"),
        *("vouch workplace", "back university", "turn_down workplace"),
    ),
    "on conditions": (
        *BEGIN,
        *("pass_on", "conditions university", "settle_point", "later", "meet_condition"),
        *("yes workplace", "end completed"),
    ),
    "agreed, paused, changed": (
        *BEGIN,
        *("yes workplace", "yes university", "pause", "resume", "propose_void", "keep"),
        *("reword", "confirm", "object workplace", "leave workplace", "share both"),
        *("ask university", "waive university", "back university", "end withdrawn"),
    ),
}
MEANS = {"yes": "answer", "revise": "answer", "conditions": "answer", "confirm": "answer"} | {
    "back": "withdraw_yes",
    "leave": "leave_workplace",
    "reword": "share",
    "second": "answer",
}
# What is said beside the words, and a newer form of the module, are nobody's turn on the contract. A plan is
# looked at again where the module asks for it: tests/contracts/test_mid_point.py. What others owe is
# marked as received in tests/contracts/test_received.py.
UNPLAYED = {"comment", "reply", "resolve", "mark_read", "adopt_form", "look_again", "note_received"}


def test_every_act_of_the_law_is_played() -> None:
    verbs = {step.split()[0] for steps in STORIES.values() for step in steps}
    assert set(MOVES) - {MEANS.get(verb, verb) for verb in verbs} == UNPLAYED


@pytest.mark.parametrize("story", STORIES)
def test_whoever_owes_something_finds_it_and_nobody_else(
    world: World, clock: Clock, story: str
) -> None:
    seen: set[tuple[str, str, str]] = set()
    for step in STORIES[story]:
        clock.forward(minutes=1)
        own = others(world, clock)
        if step in own:
            own[step]()
        else:
            states_read.play(world, step)
        everybody_finds_theirs(world, step, seen)


def test_words_changed_after_sharing_are_owed_until_they_are_shared(
    world: World, clock: Clock
) -> None:
    world.share()
    clock.forward(minutes=1)
    world.write(card={"need": "An hour in week 5."})
    [one] = [one for one in owed(world.actor("nadine")) if one.act == "share"]
    assert reverse("contracts:share", args=[one.about]) in (
        world.client("nadine").get(one.address).content.decode()
    )
    clock.forward(minutes=1)
    world.share(card={"need": "An hour in week 5."})
    assert "share" not in {one.act for one in owed(world.actor("nadine"))}


def test_an_email_that_came_back_is_the_students_to_mend(world: World, clock: Clock) -> None:
    world.share()
    world.ask("workplace")
    assert "lost" not in {one.act for one in owed(world.actor("nadine"))}
    stop(next(iter(STOPS)))
    [one] = [one for one in owed(world.actor("nadine")) if one.act == "lost"]
    page = world.client("nadine").get(one.address).content.decode()
    assert f'action="{one.address}"' in page
    assert Ask.objects.filter(Ask.LOST).exists()
