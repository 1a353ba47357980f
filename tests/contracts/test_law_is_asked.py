"""Every action asks the law: each move, through the action that makes it, as a stranger and at the end."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest

from pactwork.contracts import actions
from pactwork.contracts.actions.answering import Said
from pactwork.contracts.actions.asking_another import ask_instead
from pactwork.contracts.models import Contract, Draft, Turn
from pactwork.contracts.rules.moves import MOVES
from pactwork.contracts.typed import Told
from pactwork.ground.refusal import Refused
from pactwork.history.models import Delivery, Entry
from pactwork.modules.actions import give_role
from pactwork.people.actors import Actor
from pactwork.reviews import actions as reviews
from tests.stories import CAROL, World


@dataclass
class Story:
    """Nadine's contract with something there for every move: asks, a point, a comment, a yes."""

    world: World
    contract: Contract
    university: str
    workplace: str
    answer: str
    point: str
    comment: str
    told = Told("meeting", date(2026, 10, 5), "Carol", CAROL["email"], reason="We met.")

    def moves(self) -> dict[str, list[Callable[[Actor], object]]]:
        """Each move by every action that makes it, ready but for who."""
        c, seat, work = self.contract, self.university, self.workplace
        to = self.world.people["owen"]
        return {
            "write": [
                lambda by: actions.save_text(c, "try", {"will": "Another."}, version=1, by=by)
            ],
            "share": [lambda by: actions.share_draft(c, by=by, note="Why.")],
            "ask": [lambda by: actions.ask(c, seat, by=by, draft=1)],
            "withdraw_ask": [
                lambda by: actions.withdraw_ask(c, seat, by=by),
                lambda by: ask_instead(c, work, by=by, draft=1, **CAROL),
            ],
            "settle_point": [
                lambda by: actions.settle_point(c, self.point, by=by, response="adopted"),
                lambda by: actions.adopt_wording(c, self.point, by=by),
            ],
            "ask_second": [lambda by: actions.ask_second(c, seat, by=by, reason="Another view.")],
            "comment": [
                lambda by: reviews.comment(c, by=by, draft=1, section="try", text="A thought.")
            ],
            "reply": [lambda by: reviews.reply(c, self.comment, by=by, text="Thank you.")],
            "resolve": [
                lambda by: reviews.resolve(c, self.comment, by=by),
                lambda by: reviews.reopen(c, self.comment, by=by),
            ],
            "mark_read": [lambda by: actions.mark_read(c, by=by, draft=1)],
            "answer": [lambda by: actions.answer(c, seat, Said("yes"), by=by, draft=1)],
            "undo": [lambda by: actions.undo_answer(c, self.answer, by=by)],
            "withdraw_yes": [lambda by: actions.withdraw_yes(c, seat, by=by, reason="It moved.")],
            "pass_on": [
                lambda by: actions.pass_on(c, work, by=by, name="Ian", email="ian@larkmoor.example")
            ],
            "propose_talk": [lambda by: actions.propose_talk(c, seat, by=by, message="On Monday?")],
            "hand_over": [lambda by: actions.hand_over(c, seat, by=by, to=to, note="I am away.")],
            "meet_condition": [lambda by: actions.meet_condition(c, self.point, by=by)],
            "vouch": [lambda by: actions.vouch(c, work, by=by, how="I rang them.")],
            "turn_down": [
                lambda by: actions.turn_down(c, work, by=by, reason="Nobody knows them.")
            ],
            "note_received": [
                lambda by: actions.note_received(c, "report", 1, by=by, on=date(2026, 10, 5)),
                lambda by: actions.undo_received(c, "report", 1, by=by, expected=""),
            ],
            "waive": [lambda by: actions.waive(c, work, by=by, reason="She is away.")],
            "adopt_form": [lambda by: actions.adopt_form(c, by=by)],
            "record": [lambda by: actions.record_yes(c, work, self.told, by=by, draft=1)],
            "dispute": [lambda by: actions.dispute(c, work, by=by, reason="I did not.")],
            "settle_dispute": [
                lambda by: actions.settle_dispute(c, work, by=by, stands=True, reason="She did.")
            ],
            "leave_workplace": [
                lambda by: actions.leave_workplace(c, work, by=by, reason="The job ended.")
            ],
            "object": [lambda by: actions.object_to_wording(c, seat, by=by, reason="It differs.")],
            "pause": [lambda by: actions.pause(c, by=by, reason="A busy month.")],
            "resume": [lambda by: actions.resume(c, by=by)],
            "void": [lambda by: actions.void_contract(c, by=by, reason="Made by mistake.")],
            "keep": [lambda by: actions.keep_contract(c, by=by)],
            "look_again": [lambda by: actions.look_again(c, by=by)],
            "end": [
                lambda by: actions.end_contract(c, by=by, kind="completed", reason="It is done.")
            ],
        }


WHO = {
    "student": "nadine",
    "peer": "tomasz",
    "facilitator": "helen",  # before the advocate: the acts name the university's seat
    "module_leader": "ruth",
    "advocate": "carol",
}


@pytest.fixture
def story(world: World) -> Story:
    world.share()
    workplace, university = world.ask("workplace"), world.ask("university")
    world.answer("workplace")
    given = world.answer("university", "yes_conditions")
    made = reviews.comment(
        world.contract(), by=world.actor("tomasz"), draft=1, section="try", text="Why six?"
    )
    point = given.points.get().ref
    contract = world.contract()
    return Story(world, contract, university.ref, workplace.ref, given.ref, point, made.ref)


def written() -> tuple[int, ...]:
    return tuple(m.objects.count() for m in (Entry, Delivery, Draft, Turn))


def refused(act: Callable[[Actor], object], by: Actor) -> str:
    before = written()
    with pytest.raises(Refused) as caught:
        act(by)
    assert written() == before
    return caught.value.refusal.code


def test_every_move_has_its_action(story: Story) -> None:
    assert set(story.moves()) == set(MOVES)


@pytest.mark.asvs("V8.3.1")
def test_a_stranger_makes_no_move(story: Story) -> None:
    """A careers colleague, the examiner, an administrator, a student partner of another set."""
    give_role(story.world.run, story.world.people["colin"], "student_partner")
    for name in ("dan", "lena", "moira", "colin"):
        by = story.world.actor(name)
        for move, acts in story.moves().items():
            assert [refused(act, by) for act in acts] == ["not_your_move"] * len(acts), (name, move)


@pytest.mark.asvs("V8.3.1")
def test_nobody_makes_another_roles_move(story: Story) -> None:
    """Each move by somebody who takes part, but not in that."""
    for role, name in WHO.items():
        by = story.world.carol() if role == "advocate" else story.world.actor(name)
        for move, acts in story.moves().items():
            if role not in MOVES[move].roles:
                codes = [refused(act, by) for act in acts]
                assert codes == ["not_your_move"] * len(acts), (role, move)


def test_somebody_elses_link_is_nobodys(story: Story) -> None:
    """A holder of another contract's seat comes as nobody here."""
    world = story.world
    world.share("tomasz")
    world.ask("workplace", "tomasz")
    by = world.carol("tomasz")
    for move in ("answer", "pass_on", "withdraw_yes"):
        for act in story.moves()[move]:
            assert refused(act, by) == "not_your_move"


def test_after_the_end_nothing_moves(story: Story) -> None:
    world = story.world
    actions.end_contract(
        story.contract, by=world.actor("ruth"), kind="completed", reason="It is done."
    )
    for move, acts in story.moves().items():
        role = next(role for role in WHO if role in MOVES[move].roles)
        by = world.carol() if role == "advocate" else world.actor(WHO[role])
        assert [refused(act, by) for act in acts] == ["wrong_stage"] * len(acts), move
