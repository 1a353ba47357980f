"""The working document: amended, reworded, written down by others, paused, ended, begun again."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from pactwork.contracts import actions
from pactwork.contracts.actions.answering import Said
from pactwork.contracts.dossier import load_dossier
from pactwork.contracts.inconsistencies import amiss
from pactwork.contracts.models import Answer, Contract, Holder
from pactwork.contracts.typed import Told
from pactwork.contracts.visibility import joined
from pactwork.ground.refusal import Refused
from pactwork.history.models import Delivery
from pactwork.people.actors import Actor
from tests.conftest import Clock
from tests.contracts.play import FILES, Play
from tests.contracts.test_hard_cases import code, states
from tests.stories import CAROL, World

MET = Told("meeting", date(2026, 10, 5), CAROL["name"], CAROL["email"], reason="We met on Monday.")


def in_force(world: World) -> int:
    return world.dossier().agreements[-1].draft.number


def kinds(world: World) -> list[str]:
    return list(Delivery.objects.order_by("pk").values_list("kind", flat=True))


def record(world: World, told: Told = MET, by: str = "nadine") -> Answer:
    seat, newest = world.seat("workplace"), world.dossier().newest
    assert newest is not None
    return actions.record_yes(
        world.contract(), seat.ref, told, by=world.actor(by), draft=newest.number
    )


# --- Amendments


def test_an_amendment_needs_a_reason(world: World) -> None:
    """amendment_reason: only once a text is in force."""
    contract = world.agreed()
    world.write(stops={"outside": "Not the policy."})
    by = world.actor("nadine")
    assert code(actions.share_draft, contract, by=by, note="  ") == "amendment_reason"
    assert actions.share_draft(contract, by=by, note="The policy is being rewritten.").number == 2


def test_an_amendment_reopens_only_the_yes_whose_words_changed(world: World) -> None:
    world.agreed()
    seat = world.seat("university").ref
    world.share(stops={"outside": "Not the policy."}, ask_again=[seat])
    assert states(world) == {"workplace": "yes", "university": "asked", "ethics": "not_needed"}
    assert world.dossier().stands.stage == "amending"
    assert in_force(world) == 1
    world.answer("university")
    assert world.dossier().stands.stage == "agreed"
    assert in_force(world) == 2


def test_asking_again_at_once_leaves_out_what_the_law_does_not_allow(world: World) -> None:
    """The draft is shared all the same."""
    world.agreed()
    refs = [world.seat(party).ref for party in ("workplace", "university")]
    world.share(stops={"outside": "Not the policy."}, ask_again=refs)
    assert states(world)["workplace"] == "yes"
    assert states(world)["university"] == "asked"


# --- Wording only


def reworded(world: World, clock: Clock) -> None:
    """Agreed; then the card in other words, which the student calls wording only."""
    world.agreed()
    clock.forward(days=3)
    world.share(card={"do": "Listen back to 12 of my own calls."}, wording_only=True)


def test_wording_only_asks_the_facilitator_at_once(world: World, clock: Clock) -> None:
    reworded(world, clock)
    assert states(world) == {"workplace": "lapsed", "university": "asked", "ethics": "not_needed"}


def test_wording_only_asks_nobody_whose_yes_it_would_keep(world: World, clock: Clock) -> None:
    """The form's ticks say to ask them again, as for any amendment; this amendment is not one."""
    world.agreed()
    clock.forward(days=3)
    seats = [world.seat(party).ref for party in ("workplace", "university")]
    card = {"do": "Listen back to 12 of my own calls."}
    world.share(card=card, wording_only=True, ask_again=seats)
    assert states(world) == {"workplace": "lapsed", "university": "asked", "ethics": "not_needed"}


def test_a_confirmed_wording_keeps_the_yes_and_tells_whoever_gave_it(
    world: World, clock: Clock
) -> None:
    reworded(world, clock)
    world.answer("university", wording=True)
    assert states(world)["workplace"] == "yes"
    assert world.dossier().stands.stage == "agreed"
    assert in_force(world) == 2
    assert "wording_kept" in kinds(world)
    assert list(amiss()) == []


def test_a_yes_that_does_not_confirm_keeps_nothing(world: World, clock: Clock) -> None:
    reworded(world, clock)
    world.answer("university")
    assert states(world)["workplace"] == "lapsed"
    assert "wording_kept" not in kinds(world)


def test_only_what_the_student_called_wording_is_confirmed_as_such(world: World) -> None:
    """not_wording: not on another draft, nor by the workplace, nor with a revision request."""
    world.share()
    world.ask("university")
    with pytest.raises(Refused, match="not_wording"):
        world.answer("university", wording=True)


def test_undoing_the_confirmation_undoes_what_it_kept(world: World, clock: Clock) -> None:
    reworded(world, clock)
    given = world.answer("university", wording=True)
    actions.undo_answer(world.contract(), given.ref, by=world.actor("helen"))
    assert states(world)["workplace"] == "lapsed"
    letter = Delivery.objects.get(kind="wording_kept")
    assert letter.stopped_at


def test_an_objection_lapses_the_yes_and_puts_the_earlier_words_in_force(
    world: World, clock: Clock
) -> None:
    """nothing_reworded before; then once."""
    world.agreed()
    seat, contract = world.seat("workplace"), world.contract()
    carol = world.carol()
    act = actions.object_to_wording
    assert code(act, contract, seat.ref, by=carol, reason="No.") == "nothing_reworded"
    world.share(card={"do": "Listen back to 12 of my own calls."}, wording_only=True)
    clock.forward(days=1)
    world.answer("university", wording=True)
    clock.forward(days=2)
    act(world.contract(), seat.ref, by=carol, reason="Twelve, not twelve or more.")
    assert states(world)["workplace"] == "lapsed"
    assert world.dossier().stands.stage == "amending"
    assert in_force(world) == 1
    assert code(act, contract, seat.ref, by=carol, reason="No.") == "nothing_reworded"
    world.ask("workplace")
    world.answer("workplace")
    assert world.dossier().stands.stage == "agreed"
    assert in_force(world) == 2


def test_an_objection_comes_within_five_working_days(world: World, clock: Clock) -> None:
    """objection_over: asked on a Thursday, the last day is the Thursday after."""
    reworded(world, clock)
    world.answer("university", wording=True)
    contract, seat, carol = world.contract(), world.seat("workplace"), world.carol()
    clock.forward(days=8)
    act = actions.object_to_wording
    assert code(act, contract, seat.ref, by=carol, reason="No.") == "objection_over"
    clock.forward(days=-1)
    act(contract, seat.ref, by=carol, reason="It is not the same.")


def test_wording_on_words_that_were_never_agreed_keeps_nothing(world: World) -> None:
    world.agreed()
    world.share(card={"need": "A whole day."})
    world.share(card={"need": "One whole day."}, wording_only=True)
    world.answer("university", wording=True)
    assert states(world)["workplace"] == "lapsed"


# --- A yes that somebody else writes down


def test_a_yes_from_a_meeting_counts_at_once_and_sends_a_receipt(world: World) -> None:
    world.share()
    given = record(world)
    assert states(world)["workplace"] == "yes"
    assert given.recording.by_person == world.people["nadine"]
    assert "receipt" in kinds(world)
    assert list(amiss()) == []


def test_what_a_recording_needs(world: World) -> None:
    """choose_how, date_to_come, paper_missing, receipt_address_missing, reason_missing."""
    world.share()
    wrong = {
        "choose_how": Told("dream", date(2026, 10, 5), "Carol", "c@x.example", reason="So."),
        "date_to_come": Told("meeting", date(2026, 10, 6), "Carol", "c@x.example", reason="So."),
        "paper_missing": Told("paper", date(2026, 10, 5), "Carol", "c@x.example", reason="So."),
        "receipt_address_missing": Told("phone", date(2026, 10, 5), "Carol", reason="So."),
        "reason_missing": Told("phone", date(2026, 10, 5), "Carol", "c@x.example"),
    }
    for expected, told in wrong.items():
        with pytest.raises(Refused, match=expected):
            record(world, told)
    record(world, Told("phone", date(2026, 10, 5), "Carol", reason="No mailbox."), by="helen")
    assert states(world)["workplace"] == "yes"


def test_staff_answer_for_themselves(world: World) -> None:
    """not_at_work"""
    world.share()
    seat, by = world.seat("university"), world.actor("ruth")
    assert (
        code(actions.record_yes, world.contract(), seat.ref, MET, by=by, draft=1) == "not_at_work"
    )


def test_where_the_risk_is_high_staff_write_it_down(db: None, clock: Clock) -> None:
    """staff_record_this"""
    play = Play(FILES / "law-clinic.yaml")
    play.share()
    party = next(
        p.key for p in play.dossier.template.parties if p.by == "link" and p.risk == "high"
    )
    told = replace(MET, said_on=date(2026, 10, 5))
    act, ref = actions.record_yes, play.seat(party).ref
    by = play.actor("student")
    assert code(act, play.contract, ref, told, by=by, draft=1) == "staff_record_this"
    act(play.contract, ref, told, by=play.actor("placement_officer1"), draft=1)
    assert play.states()[f"{party}1"] == "yes"


def test_a_dispute_stops_the_yes_and_is_settled_by_somebody_else(
    world: World, clock: Clock
) -> None:
    """nothing_recorded, nothing_disputed, own_record, disputed_already."""
    world.share()
    world.ask("university")
    world.answer("university")
    contract, seat = world.contract(), world.seat("workplace")
    record(world, by="helen")
    assert world.dossier().stands.stage == "agreed"
    clock.forward(hours=2)
    carol, helen, grace = world.carol(), world.actor("helen"), world.actor("grace")
    settle = actions.settle_dispute
    known = {"stands": True, "reason": "I rang her."}
    assert code(settle, contract, seat.ref, by=grace, **known) == "nothing_disputed"
    actions.dispute(contract, seat.ref, by=carol, reason="I said I would think about it.")
    assert states(world)["workplace"] == "withdrawn"
    assert world.dossier().stands.stage == "suspended"
    again = code(actions.dispute, contract, seat.ref, by=carol, reason="Once more.")
    assert again == "disputed_already"
    assert code(settle, contract, seat.ref, by=helen, **known) == "own_record"
    settle(contract, seat.ref, by=grace, **known)
    assert states(world)["workplace"] == "yes"
    assert world.dossier().stands.stage == "agreed"
    assert list(amiss()) == []


def test_a_dispute_that_falls_asks_for_a_new_yes(world: World) -> None:
    world.share()
    record(world)
    seat = world.seat("workplace")
    actions.dispute(world.contract(), seat.ref, by=world.carol(), reason="Never.")
    grace = world.actor("grace")
    known = {"stands": False, "reason": "A misunderstanding."}
    actions.settle_dispute(world.contract(), seat.ref, by=grace, **known)
    assert states(world)["workplace"] == "withdrawn"
    world.ask("workplace")
    world.answer("workplace")
    assert states(world)["workplace"] == "yes"


def test_a_dispute_comes_within_a_working_day(world: World, clock: Clock) -> None:
    """dispute_over; and nothing_recorded for a yes of one's own."""
    world.share()
    record(world)
    seat, carol = world.seat("workplace"), world.carol()
    clock.forward(days=2)
    late = code(actions.dispute, world.contract(), seat.ref, by=carol, reason="No.")
    assert late == "dispute_over"
    world.share("tomasz")
    world.ask("workplace", "tomasz")
    world.answer("workplace", name="tomasz")
    own, other = world.seat("workplace", "tomasz"), world.carol("tomasz")
    plain = code(actions.dispute, world.contract("tomasz"), own.ref, by=other, reason="No.")
    assert plain == "nothing_recorded"


def test_nobody_disputes_for_another(world: World) -> None:
    world.share()
    record(world)
    seat = world.seat("workplace")
    gone = Actor(world.institution.pk, "Somebody", "holder:999999", via="link")
    assert (
        code(actions.dispute, world.contract(), seat.ref, by=gone, reason="No.") == "not_your_move"
    )


# --- The workplace is lost


def test_a_lost_job_empties_the_seat_and_suspends(world: World, clock: Clock) -> None:
    """nobody_there, once it is empty."""
    world.agreed()
    clock.forward(days=5)
    contract, seat, by = world.contract(), world.seat("workplace"), world.actor("nadine")
    actions.leave_workplace(contract, seat.ref, by=by, reason="The contract there ended.")
    assert world.dossier().stands.stage == "suspended"
    assert states(world)["workplace"] == "withdrawn"
    empty = code(actions.leave_workplace, contract, seat.ref, by=by, reason="Again.")
    assert empty == "nobody_there"
    clock.forward(days=9)
    new = {"name": "Ian Rowe", "email": "ian@northgate.example", "job": "Manager"}
    actions.ask(contract, seat.ref, by=by, draft=1, **new)
    world.answer("workplace")
    assert world.dossier().stands.stage == "agreed"
    assert [a.draft.number for a in world.dossier().agreements] == [1, 1]


# --- Rest, end, void


def test_a_pause_closes_asks_and_keeps_every_yes(world: World) -> None:
    """paused, not_paused"""
    world.share()
    world.ask("workplace")
    world.answer("workplace")
    world.ask("university")
    contract, by, helen = world.contract(), world.actor("nadine"), world.actor("helen")
    assert code(actions.resume, contract, by=by) == "wrong_stage"
    actions.pause(contract, by=by, reason="A month of night shifts.", back_on=date(2026, 11, 9))
    stands = world.dossier().stands
    assert (stands.stage, stands.waiting) == ("suspended", frozenset())
    assert list(amiss()) == []
    assert states(world)["workplace"] == "yes"
    assert code(actions.pause, contract, by=by, reason="Again.") == "paused"
    seat = world.seat("university").ref
    assert code(actions.ask, contract, seat, by=by, draft=1) == "paused"
    late = code(actions.answer, contract, seat, Said("yes"), by=helen, draft=1)
    assert late == "paused"
    actions.resume(contract, by=by)
    assert code(actions.resume, world.contract(), by=by) == "wrong_stage"
    world.ask("university")
    world.answer("university")
    assert world.dossier().stands.stage == "agreed"
    assert list(amiss()) == []


def test_resuming_what_was_suspended_for_another_reason(world: World, clock: Clock) -> None:
    """not_paused"""
    world.agreed()
    clock.forward(hours=2)
    seat, by = world.seat("workplace").ref, world.actor("nadine")
    actions.leave_workplace(world.contract(), seat, by=by, reason="It closed.")
    assert code(actions.resume, world.contract(), by=by) == "not_paused"


def test_void_takes_two(world: World) -> None:
    """void_by_two, no_void"""
    world.agreed()
    contract, by, ruth = world.contract(), world.actor("nadine"), world.actor("ruth")
    assert code(actions.keep_contract, contract, by=ruth) == "no_void"
    assert (
        actions.void_contract(contract, by=by, reason="It was made under the wrong run.") is False
    )
    assert world.dossier().stands.stage == "agreed"
    assert code(actions.void_contract, contract, by=by, reason="Really.") == "void_by_two"
    actions.keep_contract(contract, by=ruth)
    assert actions.void_contract(contract, by=ruth, reason="The wrong run.") is False
    assert actions.void_contract(contract, by=by, reason="Yes.") is True
    assert world.dossier().stands.stage == "ended"
    ending = world.contract().ending
    assert ending.second_by is not None
    assert (ending.kind, ending.by_person.name, ending.second_by.name) == (
        "void",
        "Prof. Ruth Adeyemi",
        "Nadine Brooks",
    )


def test_ways_to_end(world: World) -> None:
    world.agreed()
    ruth = world.actor("ruth")
    act = actions.end_contract
    assert code(act, world.contract(), by=ruth, kind="void", reason="Alone.") == "choose_ending"
    act(world.contract(), by=ruth, kind="deferred", reason="Until the spring run.")
    assert world.contract().ending.kind == "deferred"


# --- A new attempt


def again(world: World, name: str = "nadine") -> Contract:
    """The same student takes the same module in a later run, and begins with the words they had."""
    from tests.contracts.later_run import enrol_again

    earlier = world.contract(name)
    enrolment, form = enrol_again(world, name)
    made = actions.start_contract(enrolment, form=form, by=world.actor(name), copy_from=earlier)
    return joined().get(pk=made.pk)


def test_a_new_attempt_begins_with_the_earlier_words_and_the_yeses_that_still_fit(
    world: World, clock: Clock
) -> None:
    world.agreed()
    actions.end_contract(
        world.contract(), by=world.actor("ruth"), kind="deferred", reason="To the spring."
    )
    clock.forward(days=30)
    contract = again(world)
    assert contract.copied_from == world.contract()
    dossier = load_dossier(contract)
    newest = world.dossier().newest
    assert newest is not None
    assert dossier.working["card"] == newest.content["card"]
    actions.share_draft(contract, by=world.actor("nadine"))
    now = load_dossier(joined().get(pk=contract.pk))
    carried = {s.party: s.state for s in now.stands.seats}
    assert carried["workplace"] == "yes"
    assert [a.method for a in now.answers] == ["carried"] * len(now.answers)
    assert Holder.objects.filter(seat__contract=contract).get().email == CAROL["email"]


def test_changed_words_carry_no_yes(world: World, clock: Clock) -> None:
    world.agreed()
    clock.forward(days=30)
    contract = again(world)
    text = contract.texts.get(section="card")
    value = {**text.value, "need": "A quiet room."}
    by = world.actor("nadine")
    actions.save_text(contract, "card", value, version=text.version, by=by)
    actions.share_draft(contract, by=by)
    now = load_dossier(joined().get(pk=contract.pk))
    assert {s.party: s.state for s in now.stands.seats}["workplace"] == "not_asked"


def test_a_yes_taken_back_does_not_carry(world: World, clock: Clock) -> None:
    world.agreed()
    seat = world.seat("workplace").ref
    actions.withdraw_yes(world.contract(), seat, by=world.carol(), reason="We have no room.")
    clock.forward(days=30)
    contract = again(world)
    actions.share_draft(contract, by=world.actor("nadine"))
    now = load_dossier(joined().get(pk=contract.pk))
    assert {s.party: s.state for s in now.stands.seats}["workplace"] == "not_asked"
    assert timedelta(days=30) <= now.drafts[0].shared_at - world.dossier().drafts[0].shared_at
