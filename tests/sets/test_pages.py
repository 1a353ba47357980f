"""Pages about sets: who finds them, what is said beside the field, and that nothing typed is lost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pactwork.modules.models import Enrolment
from pactwork.sets.actions import pair_up, propose, propose_rules
from pactwork.sets.models import Availability, Forming, Pair
from pactwork.sets.queries.gathering import open_proposal
from pactwork.sets.typed import Wish
from tests.conftest import Clock
from tests.sets.people import EVENINGS, MORNINGS, newcomers, say
from tests.stories import World

LOOKED_AT = [("sets", "ruth"), ("proposal", "ruth"), ("rules", "ruth"), ("rules", "nadine")]


def at(world: World, name: str) -> str:
    return reverse(f"sets:{name}", args=[world.run.ref])


def test_a_student_says_when_they_can_meet(world: World) -> None:
    nadine = world.client("nadine")
    asked = nadine.get(at(world, "when"))
    assert b"Monday, morning" in asked.content
    sent = {"at": ["2", "5"], "experience": "3", "discipline": "Housing"}
    assert nadine.post(at(world, "when"), sent).status_code == 302
    said = Availability.objects.get()
    assert (said.slots, said.experience, said.discipline) == (0b100100, 3, "Housing")
    again = nadine.get(at(world, "when")).content.decode()
    assert again.count(" checked") == 3
    assert 'value="Housing"' in again


def test_nothing_ticked_is_asked_about_and_nothing_typed_is_lost(world: World) -> None:
    nadine = world.client("nadine")
    sent = {"at": ["x", "99", "-1"], "experience": "9", "discipline": "H" * 90}
    back = nadine.post(at(world, "when"), sent)
    assert back.status_code == 422
    said = back.content.decode()
    assert "None of these" in said
    assert "Too long: 90 characters" in said
    assert "H" * 90 in said
    assert not Availability.objects.exists()
    assert nadine.post(at(world, "when"), {"none": "yes"}).status_code == 302
    assert Availability.objects.get().slots == 0


def test_a_leader_forms_sets_from_beginning_to_end(world: World) -> None:
    newcomers(world, 10)
    for n in range(9):
        say(world, f"new{n}", EVENINGS if n % 2 else MORNINGS, n % 5)
    ruth = world.client("ruth")
    begun = ruth.get(at(world, "sets")).content.decode()
    assert "New sets for the 10 people without one" in begun
    assert "New Person 09" in begun
    asked = {"kind": "new", "size": "5", "seed": "1", "colleagues": "apart"}
    proposed = ruth.post(at(world, "sets"), asked, follow=True)
    assert "Set 3" in proposed.content.decode()
    assert not Enrolment.objects.filter(learning_set__name="Set 3").exists()
    forming = open_proposal(world.run)
    assert forming is not None
    key = forming.arrangement[2]["members"][0]
    priced = ruth.get(at(world, "proposal"), {"place": key, "to": "3"}).content.decode()
    assert "lower is better" in priced
    assert Forming.objects.get().arrangement == forming.arrangement
    move = {"do": "move", "forming": forming.ref, "place": key, "to": "3", "was": "2"}
    assert ruth.post(at(world, "proposal"), move).status_code == 302
    assert ruth.post(at(world, "proposal"), move).status_code == 409
    now = Forming.objects.get().shown
    apply = {"do": "apply", "forming": forming.ref, "shown": now, "until": "30 October"}
    wrong = ruth.post(at(world, "proposal"), apply)
    assert (wrong.status_code, b"30 October" in wrong.content) == (409, True)
    apply["until"] = "30/10/2026"
    done = ruth.post(at(world, "proposal"), apply, follow=True)
    assert "provisional until" in done.content.decode()
    assert Enrolment.objects.filter(learning_set__name="Set 4").count() == 6
    space = world.client("new0").get(reverse("reviews:set")).content.decode()
    assert "This set is provisional until" in space
    assert "can meet:" in space or "no time when" in space


def test_what_stands_in_the_way_is_said_by_name(world: World) -> None:
    places = newcomers(world, 4)
    ruth = world.client("ruth")
    pair = {"one": places[0].ref, "other": places[1].ref, "kind": "apart", "reason": ""}
    back = ruth.post(at(world, "pairs"), pair)
    assert back.status_code == 422
    assert b"Give a reason" in back.content
    assert ruth.post(at(world, "pairs"), {**pair, "reason": "xq-why"}).status_code == 302
    asked = {"kind": "new", "size": "5", "seed": "1", "colleagues": "apart"}
    refused = ruth.post(at(world, "sets"), asked)
    assert refused.status_code == 422
    assert "rules about these people: New Person 00, New Person 01" in refused.content.decode()
    assert ruth.post(at(world, "sets"), {**asked, "size": "99"}).status_code == 422
    assert ruth.post(at(world, "sets"), {**asked, "kind": "\x00"}).status_code == 422
    end = Pair.objects.get().ref
    assert ruth.post(at(world, "pairs"), {"end": end}).status_code == 302
    assert ruth.post(at(world, "pairs"), {"end": end}).status_code == 422
    assert not Forming.objects.exists()


def test_why_two_are_kept_apart_is_read_by_leaders_only(world: World) -> None:
    one, other = (world.enrolments[name].ref for name in ("nadine", "priya"))
    pair_up(world.run, one, other, "apart", reason="xq-reason", by=world.actor("ruth"))
    say(world, "nadine", EVENINGS)
    assert b"xq-reason" in world.client("ruth").get(at(world, "sets")).content
    for name in ("nadine", "priya", "helen"):
        client = world.client(name)
        assert client.get(at(world, "sets")).status_code == 404
        for page in (at(world, "when"), at(world, "rules"), reverse("reviews:set")):
            assert b"xq-reason" not in client.get(page).content


def test_ground_rules_are_the_sets_own(world: World) -> None:
    nadine, priya = world.client("nadine"), world.client("priya")
    sent = {"words": "xq-tuesday <script>", "version": "0"}
    assert nadine.post(at(world, "rules"), sent).status_code == 302
    stale = priya.post(at(world, "rules"), {"words": "xq-friday", "version": "0"})
    assert stale.status_code == 422
    assert "xq-friday" in stale.content.decode()
    assert priya.post(at(world, "agree"), {"version": "1"}).status_code == 302
    assert priya.post(at(world, "agree"), {"version": "7"}).status_code == 422
    page = priya.get(reverse("reviews:set")).content.decode()
    assert "xq-tuesday" in page
    assert "<script>" not in page.partition("xq-tuesday")[2][:20]
    assert "Agreed: Nadine, Priya." in page
    for name, sees in (("helen", True), ("ruth", True), ("colin", False)):
        assert ("xq-tuesday" in world.client(name).get(at(world, "rules")).content.decode()) is sees
    for name in ("anil", "grace", "lena", "moira"):
        assert world.client(name).get(at(world, "rules")).status_code == 404


def test_somebody_without_a_set_has_no_rules(world: World) -> None:
    newcomers(world, 1)
    client = world.client("new0")
    assert b"No learning set yet" in client.get(at(world, "rules")).content
    assert client.post(at(world, "rules"), {"words": "x", "version": "0"}).status_code == 200
    assert client.post(at(world, "agree"), {"version": "0"}).status_code == 404


@pytest.mark.parametrize(("name", "who"), LOOKED_AT)
def test_pages_cost_the_same_for_more(world: World, clock: Clock, name: str, who: str) -> None:
    def cost() -> int:
        client = world.client(who)
        client.get(at(world, name))
        with CaptureQueriesContext(connection) as seen:
            assert client.get(at(world, name)).status_code == 200
        return len(seen)

    newcomers(world, 1)
    say(world, "new0")
    by = world.actor("nadine")
    group = world.enrolments["nadine"].learning_set
    assert group is not None
    propose_rules(group, "One.", expected=0, by=by)
    propose(world.run, Wish("new"), by=world.actor("ruth"))
    once = cost()
    newcomers(world, 4)
    for n in range(1, 4):
        say(world, f"new{n}")
    pair_up(
        world.run, world.enrolments["new1"].ref, world.enrolments["nadine"].ref, "apart",
        reason="So.", by=world.actor("ruth"),
    )  # fmt: skip
    propose(world.run, Wish("new"), by=world.actor("ruth"))
    propose_rules(group, "Two.", expected=1, by=by)
    assert cost() == once <= 13
