"""The main story through the actions: from brief to agreement."""

import pytest

from pactwork.contracts.actions import share_draft
from pactwork.contracts.models import Agreement, Turn
from pactwork.contracts.queries.keys import keys_of_all
from pactwork.ground.refusal import Refused
from pactwork.history.models import Entry
from pactwork.history.queries import broken_chains
from tests.contracts.plans import soon
from tests.stories import World


def states(world: World, name: str = "nadine") -> dict[str, str]:
    return {s.party: s.state for s in world.dossier(name).stands.seats}


def test_from_first_words_to_agreement(world: World) -> None:
    contract = world.agreed()
    assert states(world) == {"workplace": "yes", "university": "yes", "ethics": "not_needed"}
    assert world.dossier().stands.stage == "agreed"
    agreement = Agreement.objects.get(contract=contract)
    assert [y["name"] for y in agreement.yeses] == [
        "Nadine Brooks",
        "Carol Benning",
        "Dr Helen Marsh",
    ]
    assert list(broken_chains(keys_of_all())) == []
    assert Entry.objects.filter(subject=contract.ref).count() == 6
    kinds = sorted(soon().values_list("kind", flat=True))
    assert kinds == ["agreed", "agreed", "answered", "answered", "asked", "receipt"]


def test_the_same_words_are_not_shared_twice(world: World) -> None:
    world.share()
    with pytest.raises(Refused) as caught:
        share_draft(world.contract(), by=world.actor("nadine"))
    assert caught.value.refusal.code == "nothing_changed"


def test_a_change_lapses_only_the_yes_whose_words_changed(world: World) -> None:
    world.agreed()
    world.share(stops={"inside": "Only the complaint calls I take myself."})
    assert states(world) == {"workplace": "yes", "university": "lapsed", "ethics": "not_needed"}
    assert world.dossier().stands.stage == "amending"


def test_the_turns_say_what_the_standing_says(world: World) -> None:
    world.share()
    world.ask("university")
    rows = {t.party: (t.state, t.waiting) for t in Turn.objects.all()}
    assert rows == {
        "student": ("asking", True),
        "workplace": ("not_asked", False),
        "university": ("asked", True),
        "ethics": ("not_needed", False),
    }
