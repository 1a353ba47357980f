"""The mid-point review of an agreed contract: when it is due, who is told, and what ends it."""

from datetime import date

import pytest
from django.urls import reverse

from pactwork.contracts import actions
from pactwork.contracts.queries.mid_point import review_on
from pactwork.contracts.rules.mid_point import is_due
from pactwork.digests.queries import owed_lines
from pactwork.ground import clock as the_clock
from pactwork.ground.dates import day, short_day
from pactwork.ground.refusal import Refused
from pactwork.history.models import Entry
from pactwork.modules.actions import load_module
from pactwork.modules.queries.handing_in import hand_ins_of
from pactwork.modules.reading import read
from pactwork.modules.rules.specification import Dated
from tests.conftest import Clock
from tests.stories import FILES, World

DUE = "The mid-point review of your contract is due"
ON = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("today", "done", "due"),
    [
        (date(2026, 11, 19), [], False),
        (ON, [], True),
        (date(2026, 12, 19), [date(2026, 11, 19)], True),
        (date(2026, 12, 19), [date(2026, 11, 19), ON], False),
        (date(2026, 12, 19), [date(2026, 12, 1)], False),
    ],
)
def test_it_is_due_from_its_day_until_something_is_done(
    today: date, done: list[date], due: bool
) -> None:
    assert is_due(ON, today, done) is due


def asked(world: World, **dated: object) -> None:
    """The module asks for it: another version of its file."""
    spec = read(FILES / "action-inquiry" / "module.yaml")
    calendar = spec.calendar.model_copy(update={"review_at": Dated.model_validate(dated)})
    spec = spec.model_copy(update={"calendar": calendar})
    load_module(world.institution, spec, folder=FILES / "action-inquiry")


def overview(world: World) -> str:
    address = reverse("contracts:workspace", args=[world.contract().ref])
    return world.client("nadine").get(address, {"all": "1"}).content.decode()


def home(world: World) -> str:
    return world.client("nadine").get("/").content.decode()


def digest(world: World) -> list[str]:
    return [line.words for line in owed_lines(world.actor("nadine"))]


def test_whoever_has_nothing_to_change_says_so_once(world: World, clock: Clock) -> None:
    asked(world, after="agreed", weeks=4)
    assert review_on(world.dossier()) is None
    world.agreed()
    on = review_on(world.dossier())
    assert on is not None
    assert on >= the_clock.today("Europe/London")
    assert DUE not in overview(world)
    with pytest.raises(Refused) as early:
        actions.look_again(world.contract(), by=world.actor("nadine"))
    assert early.value.refusal.code == "review_not_due"
    clock.forward(days=28)
    assert DUE in overview(world)
    assert DUE in home(world)
    assert any("mid-point" in line for line in digest(world))
    address = reverse("contracts:mid_point", args=[world.contract().ref])
    done = world.client("nadine").post(address, follow=True).content.decode()
    assert "Thank you. Your plan stays as it is." in done
    assert DUE not in done
    assert DUE not in home(world)
    entry = Entry.objects.get(subject=world.contract().ref, act="looked_again")
    assert entry.by == world.actor("nadine").ref
    history = reverse("contracts:history", args=[world.contract().ref])
    told = world.client("helen").get(history).content.decode()
    assert "looked at the plan again at mid-point: nothing to change." in told
    with pytest.raises(Refused):
        actions.look_again(world.contract(), by=world.actor("nadine"))


def test_sharing_a_change_is_the_review_too(world: World, clock: Clock) -> None:
    asked(world, after="agreed", weeks=4)
    world.agreed()
    clock.forward(days=30)
    text = overview(world)
    first = world.dossier().writing.sections[0].key
    assert reverse("contracts:step", args=[world.contract().ref, first]) in text
    assert DUE in text
    world.write(stops={"outside": "Not the policy."})
    actions.share_draft(world.contract(), by=world.actor("nadine"), note="It moved.")
    assert DUE not in overview(world)


def test_its_day_is_told_before_it_is_due(world: World, clock: Clock) -> None:
    """At home and on the module's page of the student by their own agreement; to staff as the file says."""
    asked(world, after="agreed", weeks=4)
    brief = reverse("modules:run", args=[world.run.ref])

    def said(name: str) -> str:
        return world.client(name).get(brief).content.decode()

    waits = "Mid-point review of the plan: 4 weeks after the contract is agreed."
    assert waits in said("nadine")
    assert waits in said("helen")
    assert "Mid-point review" not in home(world)
    world.agreed()
    on = review_on(world.dossier())
    assert on is not None
    assert f"Mid-point review of the plan: {day(on)}." in said("nadine")
    assert waits in said("helen")
    assert f"Mid-point review of your contract: {day(on)}." in overview(world)
    coming = home(world).split('id="coming-title"')[1]
    assert "Mid-point review of your contract" in coming
    assert short_day(on) in coming
    clock.forward(days=28)
    assert "Mid-point review of your contract" not in home(world).split('id="coming-title"')[1]


def test_what_is_due_after_agreement_has_the_students_own_day(world: World) -> None:
    """The module's page says the day that home says, once there is one."""
    spec = read(FILES / "action-inquiry" / "module.yaml")
    [first, *rest] = spec.assessment
    moved = {"week": None, "weekday": 5, "on": None, "after": "agreed", "days": 7}
    spec = spec.model_copy(update={"assessment": [first.model_copy(update=moved), *rest]})
    load_module(world.institution, spec, folder=FILES / "action-inquiry")
    brief = reverse("modules:run", args=[world.run.ref])
    said = "7 days after the contract is agreed"
    assert said in world.client("nadine").get(brief).content.decode()
    world.agreed()
    text = world.client("nadine").get(brief).content.decode()
    assert said not in text
    own = hand_ins_of(world.contract().enrolment, world.dossier().agreed_on)
    [due] = [one.due for one in own if one.component.key == first.key]
    assert due is not None
    assert day(due.on) in text


def test_a_module_that_asks_for_none_has_none(world: World, clock: Clock) -> None:
    world.agreed()
    clock.forward(days=60)
    assert DUE not in overview(world)
    assert review_on(world.dossier()) is None
