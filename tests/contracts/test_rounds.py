"""Stories over several rounds: waivers, suspension, changes of wording, several seats, who else to ask."""

from datetime import timedelta

import pytest

from pactwork.contracts import actions
from pactwork.contracts.models import Agreement, Ask
from pactwork.contracts.rules.answers import PointSaid
from pactwork.contracts.rules.standing import Standing
from pactwork.ground import clock as ground_clock
from pactwork.history.models import Delivery
from tests.conftest import Clock
from tests.contracts.play import FILES, Play
from tests.stories import World

AWAY = {"reason": "She has left, and her successor comes in May."}


def states(world: World) -> dict[str, str]:
    return {s.party: s.state for s in world.dossier().stands.seats}


def stands(world: World) -> Standing:
    return world.dossier().stands


def test_a_waiver_lasts_until_this_rounds_agreement(world: World, clock: Clock) -> None:
    world.share()
    seat, helen = world.ask("workplace"), world.actor("helen")
    actions.waive(world.contract(), seat.ref, by=helen, **AWAY)
    world.ask("university")
    world.answer("university")
    assert stands(world).stage == "agreed"
    clock.forward(days=1)
    world.share(stops={"outside": "Not the policy."})
    assert states(world)["workplace"] == "waived"  # the words agreed without it are still these
    clock.forward(days=1)
    world.share(card={"need": "An hour in week 5."})
    assert states(world)["workplace"] == "not_asked"
    world.ask("workplace")


def test_a_waiver_of_this_round_survives_other_words_before_agreement(
    world: World, clock: Clock
) -> None:
    world.share()
    seat = world.ask("workplace")
    actions.waive(world.contract(), seat.ref, by=world.actor("helen"), **AWAY)
    clock.forward(days=1)
    world.share(card={"need": "An hour in week 5."})
    assert states(world)["workplace"] == "waived"


def test_a_waiver_ends_the_ask_and_its_link(world: World) -> None:
    world.share()
    seat = world.ask("workplace")
    actions.waive(world.contract(), seat.ref, by=world.actor("helen"), **AWAY)
    ask = Ask.objects.select_related("link").get(seat=seat)
    assert ask.link is not None
    assert (ask.ended_why, ask.link.ended_why) == ("withdrawn", "withdrawn")


def test_taken_back_suspended_asked_again_agreed(world: World, clock: Clock) -> None:
    """Asking again mends nothing; only a yes does, and then the contract is in force anew."""
    contract = world.agreed()
    clock.forward(days=3)
    seat = world.seat("workplace")
    actions.withdraw_yes(contract, seat.ref, by=world.carol(), reason="The team has moved.")
    assert (stands(world).stage, states(world)["workplace"]) == ("suspended", "withdrawn")
    assert states(world)["university"] == "yes"
    assert stands(world).waiting == frozenset({None})
    clock.forward(days=1)
    world.ask("workplace")
    assert (stands(world).stage, states(world)["workplace"]) == ("suspended", "asked")
    world.answer("workplace", "revise")
    assert stands(world).stage == "suspended"
    clock.forward(days=1)
    world.ask("workplace")
    world.answer("workplace")
    assert stands(world).stage == "agreed"
    in_force = Agreement.objects.filter(contract=contract, undone_at=None)
    assert [a.draft.number for a in in_force] == [1, 1]
    clock.forward(days=1)
    world.share(stops={"outside": "Not the policy."})
    assert stands(world).stage == "amending"


def test_before_agreement_a_yes_taken_back_suspends_nothing(world: World) -> None:
    world.share()
    seat = world.ask("workplace")
    world.answer("workplace")
    world.ask("university")
    actions.withdraw_yes(world.contract(), seat.ref, by=world.carol(), reason="Not now.")
    assert (stands(world).stage, states(world)["workplace"]) == ("asking", "withdrawn")


def change(path: str, wording: str) -> PointSaid:
    return PointSaid("", "card", path, wording)


def test_wording_adopted_verbatim_needs_no_second_ask(world: World, clock: Clock) -> None:
    world.share()
    world.ask("workplace")
    world.answer("workplace", "yes_change", points=(change("need", "One hour, in week 5."),))
    assert states(world)["workplace"] == "revise"
    clock.forward(days=1)
    world.share(stops={"outside": "Not the policy."})
    assert states(world)["workplace"] == "revise"  # other words do not make it a lapsed yes
    clock.forward(days=1)
    world.share(card={"need": "  One hour, in week 5.\r\n"})
    assert states(world)["workplace"] == "yes"
    clock.forward(days=1)
    world.share(card={"need": "Two hours, in week 5."})
    assert states(world)["workplace"] == "lapsed"
    assert stands(world).seat(world.seat("workplace").pk).changed == ("card",)


def test_wording_adapted_is_asked_about_again(world: World) -> None:
    world.share()
    world.ask("workplace")
    world.answer("workplace", "yes_change", points=(change("need", "One hour, in week 5."),))
    world.share(card={"need": "One hour, in week 6."})
    assert states(world)["workplace"] == "revise"
    world.ask("workplace")


def test_more_than_one_line_changed_is_adopted_together(world: World) -> None:
    world.share()
    world.ask("workplace")
    both = (change("need", "One hour."), change("when", "In May."))
    world.answer("workplace", "yes_change", points=both)
    world.share(card={"need": "One hour."})
    assert states(world)["workplace"] == "revise"
    world.share(card={"need": "One hour.", "when": "In May."})
    assert states(world)["workplace"] == "yes"


def test_not_the_right_person(world: World, clock: Clock) -> None:
    """The seat is as good as never asked; somebody else may be, and staff are told."""
    world.share()
    seat = world.ask("workplace")
    given = world.answer("workplace", "not_me")
    assert (stands(world).stage, states(world)["workplace"]) == ("drafting", "not_asked")
    told = set(Delivery.objects.filter(about=given.ref).values_list("to", flat=True))
    staff = {f"{name}@midshire.example" for name in ("helen", "owen", "grace")}
    assert staff < told
    world.ask("workplace")
    to = {"name": "Ian Moss", "email": "ian@larkmoor.example"}
    actions.pass_on(world.contract(), seat.ref, by=world.carol(), **to)
    assert world.carol().name == "Ian Moss"
    assert states(world)["workplace"] == "asked"
    world.answer("workplace")
    assert states(world)["workplace"] == "yes"


def test_ethics_joins_and_leaves(world: World, clock: Clock) -> None:
    """Raised after agreement, its yes is needed; lowered again, its open ask ends with the need."""
    world.agreed()
    clock.forward(days=1)
    world.share(triage={"covert": "yes"})
    assert states(world) == {"workplace": "yes", "university": "lapsed", "ethics": "not_asked"}
    seat = world.ask("ethics")
    clock.forward(days=1)
    world.share(triage={"covert": "no"})
    assert states(world) == {"workplace": "yes", "university": "yes", "ethics": "not_needed"}
    assert Ask.objects.get(seat=seat).ended_why == "superseded"
    assert stands(world).waiting == frozenset()
    assert stands(world).stage == "agreed"


def test_an_ask_whose_cover_is_unchanged_carries_over(world: World, clock: Clock) -> None:
    world.share()
    workplace, university = world.ask("workplace"), world.ask("university")
    clock.forward(days=1)
    world.share(stops={"outside": "Not the policy."})
    ends = dict(Ask.objects.values_list("seat", "ended_why"))
    assert ends == {workplace.pk: "", university.pk: "superseded"}


def test_one_of_three_is_enough(db: None, clock: Clock) -> None:
    play = Play(FILES / "clinical-goals.yaml")
    play.share()
    for n in (1, 2, 3):
        play.ask("ward", n)
    play.agreed("university")
    assert play.stage == "asking"
    play.answer("ward", "revise", n=1)
    assert play.stage == "asking"
    play.answer("ward", n=2)
    assert play.stage == "agreed"
    play.answer("ward", "revise", n=3)
    assert play.stage == "agreed"
    clock.forward(days=1)
    play.withdraw("ward", 2)
    assert play.stage == "suspended"


def test_any_of_two_yeses_one_is_taken_back(db: None, clock: Clock) -> None:
    play = Play(FILES / "clinical-goals.yaml")
    play.share()
    for n in (1, 2):
        play.ask("ward", n)
        play.answer("ward", n=n)
    play.agreed("university")
    clock.forward(days=1)
    play.withdraw("ward", 1)
    assert play.stage == "agreed"
    assert [y["name"] for y in Agreement.objects.last().yeses][1:] == [  # type: ignore[union-attr]
        "ward 2",
        "Facilitator1",
    ]


def test_both_solicitors_must_agree(db: None, clock: Clock) -> None:
    play = Play(FILES / "law-clinic.yaml")
    play.share()
    play.agreed("solicitors")
    assert play.states()["solicitors2"] == "not_asked"
    play.ask("solicitors", 2)
    play.answer("solicitors", "revise", n=2)
    clock.forward(days=1)
    play.share(
        supervision={"rows": [{"name": n, "matters": "All", "reads": "A day"} for n in "AB"]}
    )
    for n in (1, 2):
        play.ask("solicitors", n)
        play.answer("solicitors", n=n)
    play.agreed("faculty")
    assert play.stage == "agreed"


def test_a_section_that_joins_the_cover_lapses_a_yes(db: None, clock: Clock) -> None:
    """A family case brings the safeguards before both solicitors."""
    play = Play(FILES / "law-clinic.yaml")
    play.share()
    for n in (1, 2):
        play.ask("solicitors", n)
        play.answer("solicitors", n=n)
    play.share(area={"area": "Family"})
    assert play.dossier.stands.seat(play.seat("solicitors", 1).pk).changed == ("area", "safeguards")


def test_every_round_has_one_agreement_and_says_who(world: World, clock: Clock) -> None:
    contract = world.agreed()
    clock.forward(days=1)
    world.share(stops={"outside": "Not the policy."})
    seat = world.ask("university")
    actions.hand_over(
        contract, seat.ref, by=world.actor("helen"), to=world.people["owen"], note="I am away."
    )
    world.answer("university", "yes_suggest", by="owen")
    first, second = Agreement.objects.filter(contract=contract)
    assert [first.draft.number, second.draft.number] == [1, 2]
    named = [(y["name"], y.get("draft")) for y in second.yeses]
    assert named == [("Nadine Brooks", None), ("Carol Benning", 1), ("Owen Pritchard", 2)]


def test_an_undo_leaves_an_earlier_agreements_letters(world: World, clock: Clock) -> None:
    """Agreed at nine; at two minutes past, a new draft; its revision is undone; the letters still go."""
    world.agreed()
    clock.forward(minutes=2)
    world.share(stops={"outside": "Not the policy."})
    world.ask("university")
    clock.forward(minutes=1)
    given = world.answer("university", "revise")
    clock.forward(minutes=1)
    actions.undo_answer(world.contract(), given.ref, by=world.actor("helen"))
    assert Delivery.objects.filter(kind="agreed", stopped_at=None).count() == 2
    assert Agreement.objects.filter(undone_at=None).count() == 1


def test_an_ending_closes_everything(world: World) -> None:
    world.share()
    seat = world.ask("workplace")
    why = {"kind": "ended_early", "reason": "Nadine has deferred."}
    actions.end_contract(world.contract(), by=world.actor("ruth"), **why)
    ask = Ask.objects.select_related("link").get(seat=seat)
    assert ask.link is not None
    assert ask.link.ended_at is not None
    assert stands(world).stage == "ended"
    assert stands(world).waiting == frozenset()


@pytest.mark.parametrize("kind", ["yes", "yes_suggest", "yes_conditions"])
def test_three_ways_of_saying_yes_count_alike(world: World, kind: str) -> None:
    world.share()
    world.ask("university")
    world.answer("university", kind)
    assert states(world)["university"] == "yes"


def test_waiting_is_counted_from_the_ask(world: World, clock: Clock) -> None:
    world.share()
    clock.forward(days=1)
    seat = world.ask("workplace")
    asked = ground_clock.now()
    clock.forward(days=2)
    world.share(stops={"outside": "Not the policy."})
    place = stands(world).seat(seat.pk)
    assert (place.state, place.since) == ("asked", asked)
    assert ground_clock.now() - place.since == timedelta(days=2)
