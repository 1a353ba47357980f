"""Reviewing: the decision and its refusals, undo, and the smaller moves; nothing typed is ever lost."""

from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import reverse

from pactwork.contracts.actions import ask, ask_second, mark_read, settle_point, share_draft
from pactwork.contracts.models import (
    Answer,
    Ask,
    Ending,
    Holder,
    Point,
    Reading,
    SavedNote,
    Talk,
    Waiver,
)
from pactwork.ground import clock as ground_clock
from pactwork.ground.refusal import Refused
from tests.conftest import Clock
from tests.contracts.plans import text_of
from tests.one_line import one_line
from tests.stories import World

RAISED = {"triage": {"own-staff": "yes"}}
NEW_WORDS = {"inside": "Only the complaint calls I take myself."}


def put(world: World, party: str = "university") -> None:
    world.share()
    world.ask(party)


def words(response: HttpResponse) -> str:
    return str(response.content.decode())


def look(world: World, name: str = "helen", **query: str) -> str:
    address = reverse("contracts:review", args=[world.contract().ref])
    response = world.client(name).get(address, query)
    assert response.status_code == 200
    return words(response)


def decide(world: World, by: str = "helen", party: str = "university", **said: Any) -> HttpResponse:
    said = {"draft": "1", "do": "answer", **said}
    address = reverse("contracts:decide", args=[world.contract().ref, world.seat(party).ref])
    return world.client(by).post(address, said)  # type: ignore[return-value]


def move(world: World, name: str, by: str, *refs: str, **said: str) -> HttpResponse:
    address = reverse(f"contracts:{name}", args=[world.contract().ref, *refs])
    return world.client(by).post(address, said)  # type: ignore[return-value]


def point(number: int = 0, **said: str) -> dict[str, str]:
    return {f"point-{number}-{key}": value for key, value in said.items()}


def test_accepting_and_undoing(world: World, clock: Clock) -> None:
    put(world)
    world.ask("workplace")
    world.answer("workplace")
    response = decide(world, kind="yes", note="Ready. Pick the calls now.")
    given = Answer.objects.get(seat__party="university")
    assert (given.kind, given.note, given.by_name) == (
        "yes",
        "Ready. Pick the calls now.",
        "Dr Helen Marsh",
    )
    assert response["Location"].endswith(f"done={given.ref}")
    strip = words(world.client("helen").get(response["Location"]))
    assert "Undo until 10:10" in strip  # ten minutes past ten in London's summer time
    assert world.dossier().stands.stage == "agreed"
    clock.forward(minutes=9)
    undone = move(world, "undo", "helen", given.ref)
    assert undone.status_code == 302
    assert world.dossier().stands.stage == "asking"
    again = words(world.client("helen").get(undone["Location"]))
    assert "Ready. Pick the calls now." in again
    assert 'value="yes" checked' in one_line(again)
    assert "Ready. Pick the calls now." not in look(world, "owen", again=given.ref)


def test_after_ten_minutes_there_is_nothing_to_undo(world: World, clock: Clock) -> None:
    put(world)
    response = decide(world, kind="yes")
    clock.forward(minutes=11)
    assert "Undo until" not in look(world)
    later = words(world.client("helen").get(response["Location"]))
    assert "Undo until" not in later
    refused = move(world, "undo", "helen", Answer.objects.get().ref)
    assert refused.status_code == 409
    assert "10 minutes" in words(refused)


def test_every_kind_of_answer_with_its_points(world: World) -> None:
    put(world)
    due = (ground_clock.today("Europe/London") + timedelta(days=9)).isoformat()
    decide(
        world,
        kind="yes_conditions",
        **point(text="The letter, please.", section="reasoning", due_on=due, blocks="start"),
        **point(1, text="Ask Carol for a room.", due_on=due, owner="workplace"),
    )
    first, second = Point.objects.order_by("pk")
    assert (first.kind, first.section, first.blocks, first.owner) == (
        "condition",
        "reasoning",
        "start",
        "student",
    )
    assert (second.owner, second.blocks, str(second.due_on)) == ("workplace", "", due)


def test_nothing_chosen_is_a_problem_beside_the_choice(world: World) -> None:
    put(world)
    response = decide(world, note="A note that must stay.")
    assert response.status_code == 422
    assert "Choose an answer." in words(response)
    assert "A note that must stay." in words(response)
    assert Answer.objects.count() == 0


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"kind": "revise"}, "Add at least one point: say what, and where."),
        ({"kind": "yes_conditions", "point-0-text": "Soon."}, "Enter a date for this condition."),
        (
            {"kind": "yes_conditions", "point-0-text": "Soon.", "point-0-due_on": "soon"},
            "“soon” is not one.",
        ),
        (
            {"kind": "yes_conditions", "point-0-text": "Soon.", "point-0-due_on": "29.2.2027"},
            "There is no such date as 29.2.2027.",
        ),
        (
            {"kind": "yes_conditions", "point-0-text": "Then.", "point-0-due_on": "1.1.2020"},
            "Choose a date in the future.",
        ),
        (
            {"kind": "yes_conditions", "point-0-text": "Then.", "point-0-due_on": "2020-01-01"},
            "Choose a date in the future.",
        ),
        ({"kind": "yes", "point-0-text": "But."}, "This answer cannot have points."),
        ({"kind": "revise", "point-0-text": "x" * 3_001}, "3,001 characters"),
        ({"kind": "yes", "note": "y" * 3_001}, "3,001 characters"),
        ({"kind": "revise", "point-0-text": "A", "point-0-section": "nowhere"}, "no such section"),
    ],
)
def test_bad_words_stay_with_the_reason_beside_them(
    world: World, said: dict[str, str], sentence: str
) -> None:
    put(world)
    response = decide(world, **said)
    assert response.status_code == 422
    assert sentence in words(response)
    typed = said.get("point-0-text") or said.get("note") or ""
    assert typed in words(response)
    assert Answer.objects.count() == 0


def test_more_points_and_fewer_without_scripts(world: World) -> None:
    put(world)
    more = words(
        decide(world, do="add-point", kind="revise", note="Kept.", **point(text="First one."))
    )
    assert "First one." in more
    assert "Kept." in more
    assert 'name="point-1-text"' in more
    fewer = words(
        decide(
            world,
            do="drop-point-0",
            kind="revise",
            **point(text="First one."),
            **point(1, text="Second one."),
        )
    )
    assert "First one." not in fewer
    assert "Second one." in fewer
    assert Answer.objects.count() == 0


def test_from_the_queue_a_revision_goes_on_with_the_note(world: World) -> None:
    put(world)
    text = words(decide(world, do="revise", note="Nearly there."))
    assert "Nearly there." in text
    form = one_line(text).partition('class="decide')[2]
    assert 'value="revise" checked' in form
    assert 'value="yes" checked' not in form


def test_words_that_changed_are_shown_and_the_typed_ones_kept(world: World) -> None:
    put(world)
    contract, seat = world.write(stops=NEW_WORDS), world.seat("university")
    share_draft(contract, by=world.actor("nadine"), ask_again=[])
    text = words(decide(world, kind="revise", **point(text="Too wide still.")))
    assert "What changed from draft 1 to draft 2" in text
    assert "Too wide still." in text
    assert "<ins>" in text
    world.ask("university")
    stale = decide(world, kind="yes", note="Fine by me.")
    assert stale.status_code == 409
    assert "The text has changed since draft 1." in words(stale)
    assert 'name="draft" value="2"' in words(stale)
    assert "Fine by me." in words(stale)
    assert not Answer.objects.filter(seat=seat).exists()
    assert decide(world, kind="yes", note="Fine by me.", draft="2").status_code == 302


def test_a_new_draft_that_leaves_ones_part_alone_voids_nothing(world: World) -> None:
    put(world, "workplace")
    world.ask("university")
    world.share(**{"try": {"will": "Something smaller first."}})
    assert decide(world, kind="yes", draft="1").status_code == 302


def test_the_second_to_decide_sees_who_did_and_when(world: World) -> None:
    put(world)
    decide(world, by="owen", kind="revise", note="See below.", **point(text="Narrow it."))
    late = decide(world, kind="yes", note="Looks good to me.")
    assert late.status_code == 409
    text = words(late)
    assert "It has been answered or withdrawn." in text
    assert "Owen Pritchard" in text
    assert "Narrow it." in text
    assert "Looks good to me." in text
    assert Answer.objects.count() == 1


def test_what_a_number_that_is_none_does(world: World) -> None:
    put(world)
    for draft in ("", "0", "99", "²", "-1"):
        assert decide(world, kind="yes", draft=draft).status_code == 409
    assert Answer.objects.count() == 0


def test_a_second_opinion_says_why_and_keeps_the_first_out(world: World) -> None:
    put(world)
    world.answer("university", "revise", by="helen")
    ask_second(
        world.contract(),
        world.seat("university").ref,
        by=world.actor("nadine"),
        reason="I think the scope is right.",
    )
    assert "I think the scope is right." in look(world, "owen")
    assert "The student asked for someone other than you" in look(world, "helen")
    assert decide(world, by="helen", kind="yes").status_code == 409
    assert decide(world, by="owen", kind="yes").status_code == 302


def test_roles_read_no_more_than_they_need(world: World) -> None:
    world.share(**RAISED)
    for party in ("ethics", "university", "workplace"):
        world.ask(party)
    anil, grace, ruth = look(world, "anil"), look(world, "grace"), look(world, "ruth")
    assert "Tenants ring on a bad day" in anil
    assert "Listen back to twelve" not in anil
    assert "carol.benning@larkmoor.example" not in anil
    assert "Listen back to twelve" in grace
    assert "Tenants ring on a bad day" not in grace
    assert "data-answer" not in grace
    assert "Tenants ring on a bad day" in ruth
    assert "data-answer" not in ruth
    assert "You see 2 of 14 sections: the ones your role needs." in anil
    assert decide(world, by="grace", kind="yes").status_code == 409
    assert decide(world, by="anil", kind="yes").status_code == 409
    assert decide(world, by="anil", party="ethics", kind="yes").status_code == 302
    assert decide(world, by="dan", kind="yes").status_code == 404
    assert decide(world, by="tomasz", kind="yes").status_code == 404


def test_a_colleagues_words_stay_with_those_who_read_all(world: World) -> None:
    world.share(**RAISED)
    world.ask("ethics")
    world.ask("university")
    world.answer("university", "revise", note="About the boundary you drew.")
    assert "About the boundary you drew." in look(world, "ruth")
    assert "About the boundary you drew." not in look(world, "anil")


def test_redlines_since_one_looked_against_any_draft_and_plain(world: World) -> None:
    put(world)
    move(world, "read", "helen", draft="1")
    assert Reading.objects.get().draft.number == 1
    world.share(stops=NEW_WORDS)
    signs = {"rows": [{"sign": "Fewer second calls", "evidence": "Log", "who": ""}]}
    world.share(stops=NEW_WORDS, signs=signs)
    text = look(world)
    assert text.count("Changed</span>") == 2
    assert look(world, against="2").count("Changed</span>") == 1
    assert "<del>" not in look(world, against="plain")
    assert "<del>" not in look(world, "owen")
    assert look(world, "owen", against="1").count("Changed</span>") == 2


def test_handing_over(world: World) -> None:
    put(world)
    seat = world.seat("university").ref
    owen, grace = world.people["owen"].ref, world.people["grace"].ref
    for to, note, sentence in (
        (grace, "Yours?", "Choose a colleague"),
        ("", "Yours?", "Choose a colleague"),
        (owen, " ", "Write a short message to say what it is about."),
    ):
        refused = move(world, "hand_over", "helen", seat, to=to, note=note)
        assert refused.status_code == 409
        assert sentence in words(refused)
        assert note.strip() in words(refused)
    assert (
        move(world, "hand_over", "helen", seat, to=owen, note="You know Carol.").status_code == 302
    )
    assert "You know Carol." in look(world, "owen")
    assert Ask.objects.get().handed_to == world.people["owen"]


def test_proposing_a_talk_leaves_the_ask_open(world: World) -> None:
    put(world)
    seat = world.seat("university").ref
    assert move(world, "talk", "helen", seat, message="").status_code == 409
    assert move(world, "talk", "helen", seat, message="Thursday at four?").status_code == 302
    assert Talk.objects.get().message == "Thursday at four?"
    assert "Thursday at four?" in look(world, "owen")
    assert decide(world, by="owen", kind="yes").status_code == 302


def test_a_yes_can_be_waived_but_never_ethics_or_ones_own(world: World) -> None:
    world.share(**RAISED)
    for party in ("ethics", "university", "workplace"):
        world.ask(party)
    text = look(world)
    assert "Go ahead without a yes from: Workplace" in text
    assert "Go ahead without a yes from: Ethics" not in text
    for party in ("ethics", "university"):
        refused = move(world, "waive", "helen", world.seat(party).ref, reason="Because.")
        assert refused.status_code == 409
    workplace = world.seat("workplace").ref
    assert move(world, "waive", "helen", workplace, reason="").status_code == 409
    assert move(world, "waive", "anil", workplace, reason="No.").status_code == 409
    assert move(world, "waive", "helen", workplace, reason="She is on leave.").status_code == 302
    assert Waiver.objects.get().reason == "She is on leave."


def test_vouching_shows_the_reasons_to_look(world: World) -> None:
    world.share()
    who = {"email": "n.adine@student.midshire.example", "job": "Team leader"}
    seat = world.seat("workplace")
    ask(
        world.contract(),
        seat.ref,
        by=world.actor("nadine"),
        draft=1,
        name="Rita Brooks",
        **who,
    )
    text = look(world, "grace")
    assert "This is the student’s own mailbox." in text
    assert "The student and this person have the same family name." in text
    assert move(world, "vouch", "anil", seat.ref).status_code in (404, 409)
    nameless = move(world, "vouch", "grace", seat.ref)
    assert nameless.status_code == 409
    assert "Say how you know, in a short sentence." in text_of(nameless)
    assert move(world, "vouch", "grace", seat.ref, how="I rang the firm.").status_code == 302
    assert Holder.objects.get().vouched_by == world.people["grace"]
    assert "This is the student’s own mailbox." not in look(world, "grace")


def test_a_condition_is_confirmed_by_the_side_that_set_it(world: World) -> None:
    put(world)
    world.answer("university", "yes_conditions")
    ref = Point.objects.get().ref
    assert "Mark as met" in look(world, "owen")
    assert "Mark as met" not in look(world, "ruth")
    assert move(world, "condition", "ruth", ref).status_code == 409
    assert move(world, "condition", "owen", ref).status_code == 302
    assert Point.objects.get().met_at is not None
    assert "Mark as met" not in look(world, "owen")


def test_what_the_student_said_to_each_point_is_shown(world: World) -> None:
    put(world)
    world.answer("university", "revise")
    settle_point(
        world.contract(),
        Point.objects.get().ref,
        by=world.actor("nadine"),
        response="declined",
        reason="Carol picks them, so that I cannot.",
    )
    text = look(world, "owen")
    assert "Declined" in text
    assert "Carol picks them, so that I cannot." in text


def test_taking_a_yes_back(world: World, clock: Clock) -> None:
    world.agreed()
    clock.forward(days=1)
    seat = world.seat("university").ref
    assert move(world, "withdraw_yes", "helen", seat, reason="").status_code == 409
    assert move(world, "withdraw_yes", "helen", seat, reason="A new rule.").status_code == 302
    assert world.dossier().stands.stage == "suspended"


def test_only_the_module_leader_ends_a_contract(world: World) -> None:
    world.agreed()
    address = reverse("contracts:end", args=[world.contract().ref])
    assert world.client("helen").get(address).status_code == 404
    ruth = world.client("ruth")
    assert ruth.get(address).status_code == 200
    refused = ruth.post(address, {"kind": "", "reason": "She left the firm."})
    assert refused.status_code == 409
    assert "She left the firm." in refused.content.decode()
    assert Ending.objects.count() == 0
    assert ruth.post(address, {"kind": "ended_early", "reason": "She left."}).status_code == 302
    assert world.dossier().stands.stage == "ended"
    assert "End this contract" not in look(world, "ruth")


def test_ones_own_bank_of_notes(world: World) -> None:
    put(world)
    helen, notes = world.client("helen"), reverse("contracts:notes")
    assert helen.post(notes, {"text": " "}).status_code == 422
    assert helen.post(notes, {"text": "Which day, which call?"}).status_code == 302
    assert "Saved to your notes." in words(decide(world, do="keep-note", note="Name one person."))
    assert SavedNote.objects.count() == 2
    note = SavedNote.objects.get(text="Which day, which call?")
    inserted = words(decide(world, do="insert-note", pick=note.ref, note="Dear Nadine,"))
    assert "Dear Nadine,\n\nWhich day, which call?" in inserted
    owen = world.client("owen")
    assert "Which day" not in owen.get(notes).content.decode()
    stolen = words(decide(world, by="owen", do="insert-note", pick=note.ref))
    assert "Which day" not in stolen
    owen.post(reverse("contracts:drop_note", args=[note.ref]))
    assert SavedNote.objects.count() == 2
    helen.post(reverse("contracts:drop_note", args=[note.ref]))
    assert SavedNote.objects.count() == 1
    for name in ("nadine", "dan"):
        assert world.client(name).get(notes).status_code == 404


def test_ones_own_contract_is_never_on_ones_own_desk(world: World) -> None:
    put(world)
    address = reverse("contracts:review", args=[world.contract().ref])
    assert world.client("nadine").get(address).status_code == 404


def test_reading_only_goes_forward(world: World) -> None:
    """read_further: a page left open does not take the redline back to an older draft."""
    world.share()
    world.share(stops={"outside": "Not the policy."})
    contract, helen = world.contract(), world.actor("helen")
    mark_read(contract, by=helen, draft=2)
    mark_read(contract, by=helen, draft=2)
    with pytest.raises(Refused, match="read_further"):
        mark_read(contract, by=helen, draft=1)
    assert Reading.objects.get().draft.number == 2
