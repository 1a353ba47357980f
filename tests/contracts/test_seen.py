"""Which contracts a person sees, and as what: one condition at a time, asked of the query itself."""

from datetime import date, timedelta

from pactwork.contracts.actions.sampling import sample
from pactwork.contracts.models import Sampled
from pactwork.contracts.visibility import roles_on, seen_by
from pactwork.ground import clock as ground
from pactwork.modules.actions import give_role
from pactwork.modules.models import Enrolment, Role
from tests.conftest import Clock
from tests.conversations.test_clarifications import later
from tests.stories import World

YESTERDAY = date(2026, 10, 4)


def sees(world: World, who: str) -> set[str]:
    """Whose contracts they see."""
    names = {person.pk: key for key, person in world.people.items()}
    return {names[one.student_id] for one in seen_by(world.actor(who))}


def left(world: World, name: str) -> None:
    Enrolment.objects.filter(pk=world.enrolments[name].pk).update(ends_on=YESTERDAY)


def test_a_reviewer_sees_what_was_put_before_their_own_kind(world: World) -> None:
    for name in ("nadine", "tomasz"):
        world.share(name, triage={"covert": "yes"})
        world.ask("workplace", name)
    assert sees(world, "anil") == set()
    world.ask("ethics", "tomasz")
    assert sees(world, "anil") == {"tomasz"}


def test_the_set_sees_what_was_shared_by_those_who_are_still_there(world: World) -> None:
    world.share()
    world.contract("tomasz")
    assert sees(world, "priya") == {"nadine"}
    assert roles_on(world.actor("priya"), world.contract()) == {"peer"}
    left(world, "nadine")
    assert sees(world, "priya") == set()
    assert sees(world, "nadine") == set()
    assert roles_on(world.actor("priya"), world.contract()) == frozenset()


def test_an_examiner_sees_what_is_shown_to_them_between_its_days(
    world: World, clock: Clock
) -> None:
    world.share()
    world.share("tomasz")
    today = ground.today("Europe/London")
    lena, ruth = world.people["lena"], world.actor("ruth")
    sample(world.run, [world.contract()], to=lena, until=today + timedelta(days=9), by=ruth)
    assert sees(world, "lena") == {"nadine"}
    shown = Sampled.objects.filter(person=lena)
    shown.update(from_on=today + timedelta(days=1))
    assert sees(world, "lena") == set()
    shown.update(from_on=today - timedelta(days=3), until_on=today - timedelta(days=1))
    assert sees(world, "lena") == set()
    shown.update(until_on=today)
    assert sees(world, "lena") == {"nadine"}
    shown.update(contract=world.contract("priya"))  # of which nothing is shared
    assert sees(world, "lena") == set()
    shown.update(contract=world.contract())
    assert sees(world, "lena") == {"nadine"}
    Role.objects.filter(person=lena).update(ends_on=YESTERDAY)
    assert sees(world, "lena") == set()


def test_a_role_on_another_run_is_none_here(world: World) -> None:
    world.share()
    give_role(later(world), world.people["anil"], "facilitator")
    assert roles_on(world.actor("anil"), world.contract()) == {"ethics_reviewer"}
