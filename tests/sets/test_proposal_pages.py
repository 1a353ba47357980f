"""Putting sets into force: only what was looked at, no rule broken unawares, the price in words."""

import re

from django.test import Client
from django.urls import reverse

from pactwork.modules.models import Enrolment
from pactwork.people.actions import organisation
from pactwork.sets.actions import pair_up, propose
from pactwork.sets.models import Forming
from pactwork.sets.typed import Wish
from tests.one_line import one_line
from tests.sets.people import EVENINGS, MORNINGS, newcomers, say
from tests.stories import World

UNTIL = "2026-10-30"


def proposed(world: World) -> tuple[Client, str, Forming]:
    """Ten without a set are put into two: everybody can meet in the evening."""
    newcomers(world, 10)
    for n in range(9):
        say(world, f"new{n}", EVENINGS, n % 5)
    made = propose(world.run, Wish("new"), by=world.actor("ruth")).forming
    assert made is not None
    return world.client("ruth"), reverse("sets:proposal", args=[world.run.ref]), made


def page(client: Client, at: str, **asked: str) -> str:
    return client.get(at, asked).content.decode()


def sent(shown: str, name: str) -> str:
    """What a hidden field or a tick of the page would send."""
    found = re.search(rf'name="{name}" value="([0-9a-f]{{64}})"', one_line(shown))
    return found[1] if found else ""


def apply(forming: Forming, shown: str, **more: str) -> dict[str, str]:
    held = {"do": "apply", "forming": forming.ref, "shown": sent(shown, "shown"), "until": UNTIL}
    return {**held, **more}


def move(forming: Forming, place: str, was: int, to: int) -> dict[str, str]:
    held = {"do": "move", "forming": forming.ref, "place": place}
    return {**held, "was": str(was), "to": str(to)}


def in_a_set(world: World) -> int:
    return Enrolment.objects.filter(
        run=world.run, learning_set__name__in=("Set 3", "Set 4")
    ).count()


def test_an_old_page_puts_nothing_else_into_force(world: World) -> None:
    ruth, at, forming = proposed(world)
    old = page(ruth, at)
    key = forming.arrangement[2]["members"][0]
    who = Enrolment.objects.get(ref=key).person.name
    assert ruth.post(at, move(forming, key, 2, 3)).status_code == 302
    refused = ruth.post(at, apply(forming, old))
    said = refused.content.decode()
    assert refused.status_code == 409
    assert f"{who}: from Set 3 to Set 4." in said
    assert f'value="{UNTIL}"' in said
    assert in_a_set(world) == 0
    assert ruth.post(at, {**apply(forming, old), "shown": "x"}).status_code == 409
    assert ruth.post(at, apply(forming, said)).status_code == 302
    assert in_a_set(world) == 10


def test_a_proposal_that_was_replaced_says_who_is_elsewhere(world: World) -> None:
    ruth, at, forming = proposed(world)
    old = page(ruth, at)
    for n in range(10):
        say(world, f"new{n}", EVENINGS if n % 2 else MORNINGS, n % 5)
    newer = propose(world.run, Wish("new"), by=world.actor("ruth")).forming
    assert newer is not None
    refused = ruth.post(at, apply(forming, old))
    said = refused.content.decode()
    assert refused.status_code == 409
    assert "Someone has changed this proposal since you looked at it" in said
    assert ": from Set 3 to Set 4." in said or ": from Set 4 to Set 3." in said
    assert in_a_set(world) == 0
    assert ruth.post(at, apply(newer, said)).status_code == 302
    assert ruth.post(at, apply(forming, old)).status_code == 422  # nothing is open any more


def test_a_broken_rule_needs_a_tick_for_just_that_rule(world: World) -> None:
    ruth, at, forming = proposed(world)
    one, other = (forming.arrangement[2]["members"][n] for n in (0, 1))
    names = ", ".join(sorted(Enrolment.objects.get(ref=key).person.name for key in (one, other)))
    assert sent(page(ruth, at), "knowingly") == ""
    pair_up(world.run, one, other, "apart", reason="So.", by=world.actor("ruth"))
    now = page(ruth, at)
    label = now.partition('name="knowingly"')[2].partition("</label>")[0]
    assert f"{names} must be kept apart." in label
    refused = ruth.post(at, apply(forming, now))
    assert refused.status_code == 409
    assert f"breaks a rule: {names} must be kept apart." in refused.content.decode()
    tick = sent(now, "knowingly")
    third = forming.arrangement[2]["members"][2]
    pair_up(world.run, one, third, "apart", reason="Too.", by=world.actor("ruth"))
    assert ruth.post(at, apply(forming, now, knowingly=tick)).status_code == 409
    assert in_a_set(world) == 0
    both = sent(page(ruth, at), "knowingly")
    assert both not in ("", tick)
    assert ruth.post(at, apply(forming, now, knowingly=both)).status_code == 302
    assert in_a_set(world) == 10


def test_what_is_broken_today_already_is_not_asked_about(world: World) -> None:
    one, other = (world.enrolments[name].ref for name in ("nadine", "priya"))
    pair_up(world.run, one, other, "apart", reason="So.", by=world.actor("ruth"))
    ruth, at, forming = proposed(world)
    assert ruth.post(at, apply(forming, page(ruth, at))).status_code == 302


def test_the_price_of_a_move_is_said_in_words(world: World) -> None:
    ruth, at, forming = proposed(world)
    one, two = forming.arrangement[2]["members"][0], forming.arrangement[3]["members"][0]
    here = organisation(world.institution, "Tarn Centre")
    for key in (one, two):
        person = Enrolment.objects.get(ref=key).person
        person.organisation = here
        person.save(update_fields=["organisation"])
    name = next(n for n, place in world.enrolments.items() if place.ref == one)
    say(world, name, MORNINGS | 1 << 2)
    said = page(ruth, at, place=one, to="3")
    assert "1 more pair from the same workplace in one set." in said
    assert "Set 4: 3 fewer times in common." in said
    assert "Set 3: 3 more times in common." in said
    assert "would break a rule" in said


def test_a_move_that_is_none_says_what_to_choose(world: World) -> None:
    ruth, at, forming = proposed(world)
    one = forming.arrangement[2]["members"][0]
    who = Enrolment.objects.get(ref=one).person.name
    assert "Choose who to move." in page(ruth, at, place="", to="")
    assert f"{who} is already there" in page(ruth, at, place=one, to="2")
    assert "not in this proposal" in page(ruth, at, place="nobody", to="2")
    assert "Choose who to move." not in page(ruth, at)


def test_a_set_of_which_some_have_not_said_does_not_speak_of_all(world: World) -> None:
    ruth, _at, forming = proposed(world)
    silent = next(g for g in forming.arrangement if world.enrolments["new9"].ref in g["members"])
    assert silent["name"] in ("Set 3", "Set 4")
    shown = page(ruth, _at)
    card = one_line(shown).partition(f"<h3>{silent['name']}")[2].partition("</article>")[0]
    assert "4 times when those who have answered can meet" in card
    ruth.post(_at, apply(forming, shown))
    space = world.client("new9").get(reverse("reviews:set")).content.decode()
    assert "Those who have answered can meet:" in space
    assert "All of you can meet" not in space
