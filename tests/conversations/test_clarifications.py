"""Clarifications: made, changed with a letter, relied on, renewed."""

from datetime import date

import pytest

from pactwork.conversations.actions import change_clarification, clarify, rely, renew
from pactwork.conversations.models import Clarification, Renewal, Version
from pactwork.conversations.typed import Clear
from pactwork.ground.refusal import Refused
from pactwork.ground.validation import Invalid
from pactwork.history.models import Delivery
from pactwork.modules.actions import give_role, load_module
from pactwork.modules.models import Run
from pactwork.modules.reading import read
from tests.stories import FILES, World

SEVERAL = Clear("several", "Both are fine.", ("Only your own calls.", " ", "Your team's calls."))


def made(world: World, clear: Clear = SEVERAL) -> Clarification:
    return clarify(world.run, clear, place_kind="section", key="stops", by=world.actor("helen"))


def told() -> set[str]:
    rows = Delivery.objects.filter(kind="clarification_changed")
    return {to.partition("@")[0] for to in rows.values_list("to", flat=True)}


@pytest.mark.parametrize(
    ("clear", "place", "field"),
    [
        (Clear("several", "Fine.", ("One.", " ")), "section", "readings"),
        (Clear("perhaps", "Fine."), "section", "kind"),
        (Clear("required", " "), "section", "text"),
        (Clear("required", "Do."), "week", "place"),
    ],
)
def test_what_will_not_do(world: World, clear: Clear, place: str, field: str) -> None:
    with pytest.raises(Invalid) as bad:
        clarify(world.run, clear, place_kind=place, key="stops", by=world.actor("helen"))
    assert list(bad.value.problems) == [field]


def test_a_clarification_is_the_teams_to_make(world: World) -> None:
    with pytest.raises(Refused):
        clarify(world.run, SEVERAL, place_kind="section", key="stops", by=world.actor("anil"))
    found = made(world)
    assert found.readings == ["Only your own calls.", "Your team's calls."]
    assert found.mark == f"[C-{found.ref} v1]"


def test_those_who_rely_or_cite_hear_of_a_change_and_nobody_else(world: World) -> None:
    found = made(world)
    mark = found.mark
    world.share("tomasz", stops={"inside": f"My own calls {mark}."})
    world.write("priya", stops={"inside": f"Mine {mark}."})  # private, and she alone is told
    world.share("samir", stops={"inside": f"Mine {mark}."})
    world.share("samir", stops={"inside": "Mine."})
    rely(found, by=world.actor("nadine"))
    rely(found, by=world.actor("jane"))
    rely(found, by=world.actor("jane"), no_more=True)
    clear = Clear("required", "Only your own calls.")
    known = {"why": "Two were unfair.", "version": 1, "by": world.actor("owen")}
    changed = change_clarification(found, clear, **known)
    assert (changed.version, changed.readings) == (2, [])
    assert told() == {"nadine", "tomasz", "priya"}
    assert Version.objects.count() == 2
    with pytest.raises(Refused) as no:
        change_clarification(found, SEVERAL, **known)
    assert no.value.refusal.code == "words_moved"
    with pytest.raises(Refused) as no:
        change_clarification(found, clear, **known | {"version": 2})
    assert no.value.refusal.code == "same_words"


def later(world: World) -> Run:
    folder = FILES / "action-inquiry"
    spec = read(folder / "module.yaml").model_copy(update={"run": "The year after"})
    run = load_module(world.institution, spec, folder=folder, starts_on=date(2027, 9, 27))
    give_role(run, world.people["ruth"], "module_leader")
    return run


def test_a_later_run_renews_it_or_does_not(world: World) -> None:
    first, second = made(world), made(world, Clear("yours", "As you like."))
    run, ruth = later(world), world.actor("ruth")
    again = renew(run, first, by=ruth)
    assert again is not None
    assert (again.run, again.text, again.version) == (run, first.text, 1)
    assert renew(run, second, by=ruth, drop=True) is None
    assert Renewal.objects.filter(run=run).count() == 2
    with pytest.raises(Refused) as no:
        renew(run, first, by=ruth)
    assert no.value.refusal.code == "renewed_already"
    with pytest.raises(Refused):
        renew(run, second, by=world.actor("helen"))
