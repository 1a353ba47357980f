"""Two workers, two leaders, or a leader and a worker at one moment: one proposal, and nothing lost."""

import pytest

from pactwork.contracts.queries.keys import keys_of_all
from pactwork.history.models import Entry
from pactwork.history.queries import broken_chains
from pactwork.sets.actions import propose, stop_errand, work_out_proposals
from pactwork.sets.models import Errand, Forming
from pactwork.sets.rules import when_to_queue as toil
from pactwork.sets.typed import Wish
from tests.conftest import Clock
from tests.contracts.test_races import at_once
from tests.sets.people import newcomers
from tests.stories import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db: None, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr(toil, "MOST_AT_ONCE", 5)
    made = make_world()
    newcomers(made, 10)
    return made


def ask(world: World, size: int = 5) -> object:
    return propose(world.run, Wish("new", size), by=world.actor("ruth"))


def acts(act: str) -> int:
    assert list(broken_chains(keys_of_all())) == []
    return Entry.objects.filter(act=act).count()


def test_two_leaders_ask_for_the_same(world: World) -> None:
    assert at_once(lambda: ask(world), lambda: ask(world)) == ["done", "done"]
    assert (Errand.objects.count(), acts("proposal_wanted")) == (1, 1)


def test_two_leaders_ask_for_different_sizes(world: World) -> None:
    assert at_once(lambda: ask(world, 4), lambda: ask(world, 5)) == ["done", "done"]
    whys = sorted(Errand.objects.values_list("over_why", flat=True))
    assert (whys, acts("proposal_wanted")) == (["", "replaced"], 2)


def test_two_workers_at_one_errand(world: World) -> None:
    ask(world)
    assert at_once(work_out_proposals, work_out_proposals) == ["done", "done"]
    assert (Forming.objects.count(), acts("sets_proposed")) == (1, 1)
    assert Errand.objects.get().begun == 1


def test_it_is_stopped_while_a_worker_takes_it(world: World) -> None:
    ask(world)
    ref = Errand.objects.get().ref
    by = world.actor("ruth")
    told = at_once(work_out_proposals, lambda: stop_errand(world.run, ref, by=by))
    made = Forming.objects.exists()
    assert told == ["done", "no_errand" if made else "done"]
    assert Errand.objects.get().over_why == ("made" if made else "stopped")
    assert acts("sets_proposed") == int(made)
