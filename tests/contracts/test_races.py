"""Two at once: exactly one wins, the other is told in the usual words, and nothing is half written."""

from collections.abc import Callable
from contextvars import copy_context
from threading import Barrier, Thread

import pytest
from django.db import connection

from pactwork.contracts import actions
from pactwork.contracts.actions.answering import Said
from pactwork.contracts.models import Answer, Ask, Draft
from pactwork.contracts.queries.keys import keys_of_all
from pactwork.ground.refusal import Refused
from pactwork.history.models import Entry
from pactwork.history.queries import broken_chains
from tests.conftest import Clock
from tests.stories import CAROL, World, make_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def shared(transactional_db: None, clock: Clock) -> World:
    world = make_world()
    world.share()
    return world


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Each act in a thread with a connection of its own; how each ended, in order of the codes."""
    gate, ended = Barrier(len(acts)), list[str]()

    def run(act: Callable[[], object]) -> None:
        gate.wait(timeout=10)
        try:
            act()
            ended.append("done")
        except Refused as refused:
            ended.append(refused.refusal.code)
        except Exception as error:  # or else the thread would die in silence
            ended.append(repr(error))
        finally:
            connection.close()

    threads = [Thread(target=copy_context().run, args=(run, act)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return sorted(ended)


@pytest.mark.asvs("V2.3.4", "V15.4.2")
def test_two_facilitators_decide_the_same_ask(shared: World) -> None:
    seat, contract = shared.ask("university"), shared.contract()
    helen, owen = shared.actor("helen"), shared.actor("owen")

    def says(by: str) -> Callable[[], object]:
        who = {"helen": helen, "owen": owen}[by]
        return lambda: actions.answer(contract, seat.ref, Said("yes"), by=who, draft=1)

    assert at_once(says("helen"), says("owen")) == ["done", "no_open_ask"]
    assert Answer.objects.count() == 1
    assert Entry.objects.filter(act="answered").count() == 1
    assert list(broken_chains(keys_of_all())) == []


def test_two_tabs_ask_and_share_at_once(shared: World) -> None:
    contract, by = shared.contract(), shared.actor("nadine")
    ref = shared.seat("workplace").ref

    def ask() -> None:
        actions.ask(contract, ref, by=by, draft=1, **CAROL)

    assert at_once(ask, ask) == ["already_asked", "done"]
    assert Ask.objects.count() == 1
    shared.write(stops={"outside": "Not the policy."})

    def share() -> None:
        actions.share_draft(contract, by=by)

    assert at_once(share, share) == ["done", "nothing_changed"]
    assert list(Draft.objects.values_list("number", flat=True)) == [1, 2]


def test_two_tabs_save_the_same_section(shared: World) -> None:
    """The second is refused, not written over the first; the same words twice are no clash."""
    contract, by = shared.contract(), shared.actor("nadine")
    version = contract.texts.get(section="try").version

    def save(words: str) -> Callable[[], object]:
        value = {"will": words}
        return lambda: actions.save_text(contract, "try", value, version=version, by=by)

    assert at_once(save("One."), save("Another.")) == ["done", "text_clash"]
    assert contract.texts.get(section="try").version == version + 1


@pytest.mark.asvs("V15.4.2")
def test_two_last_yeses_make_one_agreement(shared: World) -> None:
    """Different seats of one contract: both count, and whichever came second completes it."""
    workplace, university = shared.ask("workplace"), shared.ask("university")
    contract, carol, helen = shared.contract(), shared.carol(), shared.actor("helen")

    def says(ref: str, by: object) -> Callable[[], object]:
        return lambda: actions.answer(contract, ref, Said("yes"), by=by, draft=1)

    assert at_once(says(workplace.ref, carol), says(university.ref, helen)) == ["done", "done"]
    assert contract.agreements.count() == 1
    assert list(broken_chains(keys_of_all())) == []
