"""Each rule that stands in the way of a move: once it refuses, once it lets by."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from pactwork.contracts import actions
from pactwork.contracts.actions.answering import Said
from pactwork.contracts.models import Agreement, Point
from pactwork.contracts.rules.moves import MOVES, Case, why_not
from pactwork.contracts.rules.standing import standing
from pactwork.ground.refusal import Refused
from pactwork.modules.actions import give_role, load_module
from pactwork.modules.models import Enrolment
from pactwork.modules.queries import specification, template_for
from tests.conftest import Clock
from tests.contracts.play import FILES, PANEL, Play
from tests.stories import FILES as MODULES
from tests.stories import World

HERE = {
    "already_asked",
    "asked_for_another",
    "never_waived",
    "no_draft",
    "no_yes",
    "not_asked",
    "not_refused",
    "nothing_changed",
    "out_of_order",
    "own_contract",
    "own_seat",
    "points_open",
    "second_seat",
    "settled",
    "too_late",
    "unfinished",
    "words_changed",
}
THERE = {  # in test_working_document
    "no_reason",
    "no_void",
    "not_at_work",
    "not_disputed",
    "not_recorded",
    "not_on_hold",
    "not_reworded",
    "own_record",
    "own_void",
    "on_hold",
    "staff_record_this",
    "to_confirm",  # in test_who_the_workplace_is
    "needs_a_yes",  # in test_what_binds
    "nobody_there",  # in test_named_persons
    "not_the_named",
    "review_not_due",  # in test_mid_point
}
FACILITATOR = frozenset({"facilitator"})


def code(act: Callable[..., Any], *args: Any, **known: Any) -> str:
    """The code of the refusal that this act meets."""
    with pytest.raises(Refused) as caught:
        act(*args, **known)
    return caught.value.refusal.code


def states(world: World) -> dict[str, str]:
    return {s.party: s.state for s in world.dossier().stands.seats}


def test_every_rule_is_tested_here() -> None:
    assert {rule.__name__ for law in MOVES.values() for rule in law.unless} == HERE | THERE


# --- Sharing and asking


@pytest.mark.asvs("V2.3.1")
def test_nobody_is_asked_before_a_draft_is_shared(world: World) -> None:
    """no_draft, for asking and for marking as read."""
    contract, seat = world.write(), world.seat("university")
    by, helen = world.actor("nadine"), world.actor("helen")
    assert code(actions.ask, contract, seat.ref, by=by, draft=1) == "no_draft"
    assert code(actions.mark_read, contract, by=helen, draft=1) == "no_draft"
    actions.share_draft(contract, by=by)
    actions.ask(contract, seat.ref, by=by, draft=1)
    actions.mark_read(contract, by=helen, draft=1)


def test_a_draft_says_something_new(world: World) -> None:
    """nothing_changed: trailing blanks are not new, a word is."""
    world.share()
    contract = world.write(stops={"outside": "I will not rewrite the complaints policy.  \r\n"})
    by = world.actor("nadine")
    assert code(actions.share_draft, contract, by=by) == "nothing_changed"
    assert world.share(stops={"outside": "Not the policy."}).number == 2


def test_the_newest_draft_is_the_one_to_ask_about(world: World) -> None:
    world.share()
    world.share(stops={"outside": "Not the policy."})
    seat, by = world.seat("university"), world.actor("nadine")
    assert code(actions.ask, world.contract(), seat.ref, by=by, draft=1) == "not_newest"


def test_a_yes_that_holds_is_not_asked_for_again(world: World) -> None:
    """settled: a yes, a need that is not there; a lapsed yes may be asked for."""
    world.share()
    world.ask("workplace")
    world.answer("workplace")
    assert code(world.ask, "workplace") == "already_yes"
    assert code(world.ask, "ethics") == "not_needed"
    world.share(card={"need": "An hour in week 5."}, triage={"covert": "yes"})
    world.ask("workplace")
    world.ask("ethics")


def test_one_open_ask_for_each_seat(world: World) -> None:
    """already_asked, until the ask is taken back; and asks of different seats go side by side."""
    world.share()
    seat = world.ask("workplace")
    world.ask("university")
    assert code(world.ask, "workplace") == "already_asked"
    actions.withdraw_ask(world.contract(), seat.ref, by=world.actor("nadine"))
    world.ask("workplace")
    assert states(world)["university"] == "asked"


def test_nobody_is_asked_about_half_a_text(world: World) -> None:
    """unfinished: a gap in what this seat covers stops its ask, and no other's."""
    world.share(bothers={"who-notices": ""})
    with pytest.raises(Refused) as caught:
        world.ask("university")
    assert caught.value.refusal.params == {"sections": ["What bothers you"]}
    assert caught.value.refusal.code == "not_finished"
    world.ask("workplace")
    world.share(bothers={"who-notices": "Carol."})
    world.ask("university")


def test_hours_that_do_not_add_up_are_half_a_text(world: World) -> None:
    world.share(weeks={"weeks": {"1": {"at-work": 3}}})
    assert code(world.ask, "university") == "not_finished"


def test_an_order_gates_asking_and_never_holding(db: None, clock: Clock) -> None:
    """out_of_order: the site is asked after university and safety; what it said then stays said."""
    play = Play(FILES / "site-engineering.yaml")
    play.share()
    assert code(play.ask, "safety") == "ask_first"
    play.agreed("university")
    assert code(play.ask, "site") == "ask_first"
    play.agreed("safety", "site")
    assert play.stage == "agreed"
    clock.forward(days=1)
    play.share(work={"element": "The other beam"})
    assert play.states() == {"university": "lapsed", "safety": "yes", "site": "lapsed"}
    assert code(play.ask, "site") == "ask_first"
    play.share(
        work={"element": "Said: element."}, stop={"rows": [{"if": f"{n}"} for n in range(3)]}
    )
    assert play.states() == {"university": "yes", "safety": "lapsed", "site": "yes"}


def test_points_are_answered_before_asking_again(world: World, clock: Clock) -> None:
    """points_open: after a revision each point is settled first; of a yes they are only advice."""
    world.share()
    world.ask("university")
    given = world.answer("university", "revise")
    assert code(world.ask, "university") == "points_open"
    settle = {"by": world.actor("nadine"), "response": "declined"}
    ref = given.points.get().ref
    assert code(actions.settle_point, world.contract(), ref, **settle) == "reason_missing"
    actions.settle_point(world.contract(), ref, **settle, reason="I chose otherwise.")
    world.ask("university")
    clock.forward(minutes=1)
    world.answer("university", "yes_suggest")
    world.share(stops={"inside": "My own calls."})
    world.ask("university")  # its suggestion is still open


# --- Answering


def test_an_answer_needs_a_question(world: World) -> None:
    """not_asked"""
    world.share()
    seat, helen = world.seat("university"), world.actor("helen")
    assert code(world.answer, "university") == "wrong_stage"
    world.ask("workplace")
    assert code(world.answer, "university") == "no_open_ask"
    talk = {"by": helen, "message": "On Monday?"}
    assert code(actions.propose_talk, world.contract(), seat.ref, **talk) == "no_open_ask"
    by = world.actor("nadine")
    assert code(actions.withdraw_ask, world.contract(), seat.ref, by=by) == "no_open_ask"
    world.ask("university")
    actions.propose_talk(world.contract(), seat.ref, **talk)
    world.answer("university")


def test_a_second_decision_finds_the_first(world: World) -> None:
    """A team is one seat: whoever comes second is told, and nothing is written over."""
    world.share()
    world.ask("university")
    world.answer("university", by="helen")
    assert code(world.answer, "university", "revise", "owen") == "no_open_ask"
    assert states(world)["university"] == "yes"


@pytest.mark.asvs("V2.3.5")
def test_nobody_answers_on_their_own_contract(world: World) -> None:
    """own_contract: a student who teaches on the run is on this contract the student, only."""
    world.share()
    world.ask("university")
    give_role(world.run, world.people["nadine"], "facilitator")
    assert code(world.answer, "university", by="nadine") == "not_your_move"
    facts, seat = world.dossier().facts, world.seat("university").pk
    own = Case(facts, standing(facts), by=facts.student, seat=seat, draft=1)
    refusal = why_not("answer", FACILITATOR, own)
    assert refusal is not None
    assert refusal.code == "own_contract"
    assert why_not("answer", FACILITATOR, replace(own, by="person:helen")) is None


@pytest.mark.asvs("V2.3.5")
def test_nobody_holds_two_seats(world: World, clock: Clock) -> None:
    """two_seats: who answered for the university does not answer for ethics, whatever their roles."""
    give_role(world.run, world.people["helen"], "ethics_reviewer")
    world.share(triage={"covert": "yes"})
    world.ask("university")
    world.ask("ethics")
    world.answer("university", by="helen")
    assert code(world.answer, "ethics", by="helen") == "two_seats"
    world.answer("ethics", by="anil")


def test_nobody_holds_two_seats_by_link(db: None, clock: Clock) -> None:
    play = Play(FILES / "clinical-goals.yaml")
    play.share()
    play.ask("ward", 1)
    assert code(play.ask, "ward", 2, email="WARD1@host.example") == "two_seats"
    tutor = play.people["facilitator2"].email
    assert code(play.ask, "ward", 2, email=tutor) == "two_seats"
    play.ask("ward", 2)


def test_whoever_comes_by_link_answers_their_own_ask_only(db: None, clock: Clock) -> None:
    play = Play(FILES / "clinical-goals.yaml")
    play.share()
    play.ask("ward", 1)
    play.ask("ward", 2)
    second, ref = play.giver("ward", 2), play.seat("ward", 1).ref
    known: dict[str, Any] = {"by": second, "draft": 1}
    assert code(actions.answer, play.contract, ref, Said("yes"), **known) == "no_open_ask"
    to = {"by": second, "name": "Somebody", "email": "some@host.example"}
    assert code(actions.pass_on, play.contract, ref, **to) == "no_open_ask"
    play.answer("ward", n=2)


def test_a_stale_decision_is_refused_only_for_its_own_words(world: World) -> None:
    """words_changed: the card changed, so the workplace reads again; the university's words did not."""
    world.share()
    world.ask("workplace")
    world.ask("university")
    carol, seat = world.carol(), world.seat("workplace")
    by = world.actor("nadine")
    world.write(stops={"outside": "Not the policy."})
    actions.share_draft(world.contract(), by=by)
    assert states(world) == {
        "workplace": "asked",
        "university": "not_asked",
        "ethics": "not_needed",
    }
    actions.answer(world.contract(), seat.ref, Said("yes"), by=carol, draft=1)
    assert states(world)["workplace"] == "yes"


def test_a_stale_decision_is_shown_what_changed(world: World) -> None:
    world.share()
    seat = world.ask("university")
    world.write(
        stops={"outside": "Not the policy."}, helps={"rows": [{"name": "I.", "help": "Reads"}]}
    )
    by = world.actor("nadine")
    actions.share_draft(world.contract(), by=by, ask_again=[seat.ref])
    with pytest.raises(Refused) as caught:
        actions.answer(world.contract(), seat.ref, Said("yes"), by=world.actor("helen"), draft=1)
    assert caught.value.refusal.code == "words_changed"
    wanted = {"draft": 1, "newest": 2, "sections": ("stops", "helps")}
    assert caught.value.refusal.params == wanted
    world.answer("university")


def test_parallel_asks_never_void_each_other(world: World) -> None:
    world.share()
    world.ask("workplace")
    world.ask("university")
    world.answer("university", "revise")
    assert states(world)["workplace"] == "asked"
    world.answer("workplace")
    assert states(world)["workplace"] == "yes"
    assert states(world)["university"] == "revise"


def test_a_second_facilitator_is_not_the_first(world: World) -> None:
    """not_refused, then asked_for_another."""
    world.share()
    seat, by = world.ask("university"), world.actor("nadine")
    second = {"by": by, "reason": "I would like another pair of eyes."}
    assert code(actions.ask_second, world.contract(), seat.ref, **second) == "nothing_to_review"
    world.answer("university", "revise", by="helen")
    actions.ask_second(world.contract(), seat.ref, **second)
    assert code(world.answer, "university", by="helen") == "second_opinion"
    over = {"by": world.actor("owen"), "to": world.people["helen"], "note": "Yours?"}
    assert code(actions.hand_over, world.contract(), seat.ref, **over) == "not_a_colleague"
    world.answer("university", by="owen")
    assert states(world)["university"] == "yes"


def test_a_second_opinion_asked_again_is_still_not_the_first(world: World) -> None:
    world.share()
    seat = world.ask("university")
    world.answer("university", "revise", by="helen")
    actions.ask_second(world.contract(), seat.ref, by=world.actor("nadine"))
    for point in Point.objects.filter(answer__seat=seat):
        actions.settle_point(
            world.contract(), point.ref, by=world.actor("nadine"), response="adopted"
        )
    contract = world.write(stops={"inside": "The calls I take myself, in March."})
    actions.share_draft(contract, by=world.actor("nadine"), ask_again=[seat.ref])
    assert code(world.answer, "university", by="helen") == "second_opinion"
    world.answer("university", by="owen")
    assert states(world)["university"] == "yes"


def test_at_work_there_is_no_second_of_the_same_role(world: World) -> None:
    world.share()
    seat = world.ask("workplace")
    world.answer("workplace", "revise")
    second = {"by": world.actor("nadine"), "reason": "Another, please."}
    assert code(actions.ask_second, world.contract(), seat.ref, **second) == "nothing_to_review"
    who = {"name": "Ian Moss", "email": "ian@larkmoor.example", "by": world.actor("nadine")}
    actions.ask(world.contract(), seat.ref, draft=1, **who)
    assert world.carol().name == "Ian Moss"


# --- Undoing and taking back


@pytest.mark.asvs("V2.3.2")
def test_a_decision_is_undone_for_ten_minutes(world: World, clock: Clock) -> None:
    """too_late: not after ten minutes, not by another, and the ask is open again."""
    world.share()
    world.ask("university")
    given, helen = world.answer("university"), world.actor("helen")
    clock.forward(minutes=10)
    undo = actions.undo_answer
    assert code(undo, world.contract(), given.ref, by=world.actor("owen")) == "not_your_answer"
    undo(world.contract(), given.ref, by=helen)
    assert states(world)["university"] == "asked"
    again = world.answer("university")
    clock.forward(minutes=10, seconds=1)
    assert code(undo, world.contract(), again.ref, by=helen) == "undo_over"


@pytest.mark.parametrize("what", ["settled", "shared", "asked", "waived", "taken back"])
def test_an_undo_stops_where_the_contract_moved_on(world: World, clock: Clock, what: str) -> None:
    world.share()
    seat = world.ask("university")
    kind = "yes_suggest" if what == "taken back" else "revise"
    given, by = world.answer("university", kind), world.actor("nadine")
    clock.forward(minutes=1)
    if what == "taken back":
        helen = world.actor("helen")
        actions.withdraw_yes(world.contract(), seat.ref, by=helen, reason="I read it again.")
    if what in ("settled", "asked"):
        ref = given.points.get().ref
        actions.settle_point(world.contract(), ref, by=by, response="adopted")
    if what == "shared":
        world.share(stops={"inside": "My own calls."})
    if what == "asked":
        world.ask("university")
    if what == "waived":
        actions.waive(world.contract(), seat.ref, by=world.actor("ruth"), reason="Helen is away.")
    helen = world.actor("helen")
    assert code(actions.undo_answer, world.contract(), given.ref, by=helen) == "moved_on"


def test_undoing_the_last_yes_undoes_the_agreement_and_only_its_letters(
    world: World, clock: Clock
) -> None:
    world.agreed()
    last = world.dossier().answers[-1]
    clock.forward(minutes=2)
    actions.undo_answer(world.contract(), last.ref, by=world.actor("helen"))
    assert world.dossier().stands.stage == "asking"
    assert not Agreement.objects.filter(undone_at=None).exists()
    world.answer("university")
    assert world.dossier().stands.stage == "agreed"


def test_a_yes_is_taken_back_only_where_there_is_one(world: World, clock: Clock) -> None:
    """no_yes; and it can be taken back while the seat is asked anew, for it is still in force."""
    world.share()
    seat, why = world.ask("workplace"), {"reason": "The team has moved."}
    take = actions.withdraw_yes
    assert code(take, world.contract(), seat.ref, by=world.carol(), **why) == "no_yes"
    world.answer("workplace")
    helen = world.actor("helen")
    assert code(take, world.contract(), seat.ref, by=helen, **why) == "not_your_move"
    endless = {"by": world.carol(), "reason": "x" * 3_001}
    assert code(take, world.contract(), seat.ref, **endless) == "too_long"
    world.ask("university")
    world.answer("university")
    clock.forward(days=1)
    world.share(card={"need": "An hour in week 5."})
    world.ask("workplace")
    take(world.contract(), seat.ref, by=world.carol(), **why)
    assert world.dossier().stands.stage == "suspended"


# --- Waiving


def test_never_ethics_never_ones_own(world: World) -> None:
    """never_waived, own_seat; and settled: what is settled need not be waived."""
    world.share(triage={"covert": "yes"})
    for party in ("workplace", "university", "ethics"):
        world.ask(party)
    waive, why = actions.waive, {"reason": "They are on leave until May."}
    helen, ruth, contract = world.actor("helen"), world.actor("ruth"), world.contract()
    for actor in (helen, ruth):
        assert code(waive, contract, world.seat("ethics").ref, by=actor, **why) == "never_waived"
    assert code(waive, contract, world.seat("university").ref, by=helen, **why) == "own_seat"
    seat = world.seat("workplace")
    assert code(waive, contract, seat.ref, by=helen, reason="  ") == "reason_missing"
    waive(contract, seat.ref, by=helen, **why)
    assert code(waive, contract, seat.ref, by=helen, **why) == "already_waived"
    waive(contract, world.seat("university").ref, by=ruth, **why)
    assert states(world) == {"workplace": "waived", "university": "waived", "ethics": "asked"}


def test_a_condition_is_met_in_the_eyes_of_its_giver(world: World, clock: Clock) -> None:
    world.share(triage={"covert": "yes"})
    world.ask("university")
    given = world.answer("university", "yes_conditions")
    ref, contract = given.points.get().ref, world.contract()
    assert code(actions.meet_condition, contract, ref, by=world.actor("anil")) == "not_your_move"
    assert code(actions.meet_condition, contract, ref, by=world.actor("grace")) == "not_your_move"
    clock.forward(days=20)
    assert states(world)["university"] == "yes"  # nothing lapses by the clock
    actions.meet_condition(contract, ref, by=world.actor("owen"))
    assert Point.objects.get(ref=ref).met_at is not None


def test_two_of_one_kind_answer_for_two_seats(db: None, clock: Clock) -> None:
    """A panel of two facilitators: each may take one seat, neither both."""
    play = Play(PANEL, WAY="facilitator", OTHER="module_leader")
    play.share()
    play.ask("panel", 1)
    play.ask("panel", 2)
    play.answer("panel", n=1, by="facilitator1")
    with pytest.raises(Refused) as caught:
        play.answer("panel", n=2, by="facilitator1")
    assert caught.value.refusal.code == "two_seats"
    play.answer("panel", n=2, by="facilitator2")


def test_a_template_put_back_is_what_the_next_contract_begins_with(
    world: World, clock: Clock
) -> None:
    spec, folder = specification(world.run), MODULES / "action-inquiry"
    enrolment = Enrolment.objects.get(run=world.run, person=world.people["nadine"])
    first = template_for(enrolment)
    form = spec.templates[first.key]
    other = spec.templates | {first.key: form.model_copy(update={"calls_it": "agreement"})}
    clock.forward(days=1)
    load_module(world.institution, spec.model_copy(update={"templates": other}), folder=folder)
    enrolment = Enrolment.objects.select_related("run").get(pk=enrolment.pk)
    assert template_for(enrolment) != first
    clock.forward(days=1)
    load_module(world.institution, spec, folder=folder)
    assert template_for(Enrolment.objects.get(pk=enrolment.pk)) == first
