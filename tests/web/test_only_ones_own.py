"""Beside others who sign in here too: a step, a code, a place and a figure are of one person or house."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from pactwork.ground import clock
from pactwork.ground.refusal import Refused
from pactwork.history.models import Checkpoint, Entry, SignInCode
from pactwork.people.actions import (
    ask_for_second_step,
    enter_person,
    forget_second_step,
    found_institution,
)
from pactwork.people.models import Account, Institution, Person
from pactwork.web.elsewhere import places_of
from pactwork.web.installation import condition
from pactwork.web.letters import TOO_LATE
from pactwork.web.second_step import has_step
from pactwork.web.staying import STUDENTS, stay_of
from tests.contracts.plans import text_of
from tests.stories import World
from tests.web.test_installation import asked
from tests.web.test_second_step import INDEX, ask_staff, recovery_of, set_up
from tests.web.test_sign_in_limits import ask as ask_code
from tests.web.test_sign_in_limits import newest
from tests.web.test_staying import account_of, aged, row_of

CODES = reverse("mfa_view_recovery_codes")


@pytest.fixture(autouse=True)
def _fresh_limits(db: None) -> None:
    cache.clear()


def elsewhere(world: World, name: str, **more: Any) -> Person:
    """The same account, at another institution."""
    house, email = found_institution("Elsewhere"), world.people[name].email
    return enter_person(house, key=name, name="The Same", email=email, **more)


# Who says whether staff are asked -> whether it is theirs to say.
ASKING = {"an administrator": True, "staff": False, "an administrator elsewhere": False}


@pytest.mark.parametrize("who", ASKING)
def test_an_institution_asks_by_its_own_administrator(world: World, who: str) -> None:
    other = found_institution("Elsewhere")
    house = other if "elsewhere" in who else world.institution
    by = world.actor("ruth" if who == "staff" else "moira")
    if ASKING[who]:
        ask_for_second_step(house, True, by=by)
    else:
        with pytest.raises(Refused, match="not_your_move"):
            ask_for_second_step(house, True, by=by)
    asking = Institution.objects.filter(staff_second_step=True)
    assert list(asking) == ([world.institution] if ASKING[who] else [])


def test_a_step_is_forgotten_of_one_person_where_they_are_somebody(world: World) -> None:
    elsewhere(world, "helen")
    Person.objects.filter(institution__name="Elsewhere").update(active=False)
    for name in ("helen", "ruth"):
        set_up(world.client(name))
    assert forget_second_step(account_of(world, "helen"))
    assert has_step(account_of(world, "ruth"))
    (entry,) = Entry.objects.filter(act="second_step_forgotten")
    assert entry.chain == world.institution.ref


def test_nobody_has_a_step_by_somebody_elses_nor_by_recovery_codes_alone(world: World) -> None:
    ruth, helen = world.client("ruth"), world.client("helen")
    set_up(ruth)
    ask_staff()
    assert ruth.get("/").status_code == 200
    assert helen.get("/")["Location"] == INDEX
    set_up(helen)
    assert not {*recovery_of(ruth)} & {*recovery_of(helen)}
    helens = Authenticator.objects.filter(user=account_of(world, "helen"))
    helen.post(reverse("mfa_deactivate_totp"))
    assert helens.filter(type="totp").exists()  # hers is her only one, whatever Ruth has
    helens.filter(type="totp").delete()
    assert helen.get("/")["Location"] == INDEX
    assert helen.get(CODES).status_code == 404


def test_without_any_there_are_no_recovery_codes(world: World) -> None:
    helen = world.client("helen")
    assert helen.get(CODES).status_code == 404
    set_up(helen)
    assert helen.get(CODES).status_code == 200
    Authenticator.objects.filter(type="recovery_codes").delete()
    assert helen.get(CODES).status_code == 404


def test_a_link_signs_in_whom_it_was_sent_to_and_nobody_twice(world: World) -> None:
    emails = [world.people[name].email for name in ("ruth", "nadine", "helen")]
    for email in emails:
        ask_code(Client(), email)
    _, link = newest(emails[1])
    opened = Client().get(link)
    assert opened.status_code == 200  # nothing was typed yet, so nothing is wrong
    said = text_of(opened)
    assert [email in said for email in emails] == [False, True, False]
    ruth = world.client("ruth")
    assert ruth.get(link)["Location"] == "/"
    code, _ = newest(emails[1])
    assert ruth.post(link, {"code": code})["Location"] == "/"
    assert ruth.session["_auth_user_id"] == str(account_of(world, "ruth").pk)
    nadine = Client()
    nadine.post(link, {"code": code})
    assert nadine.session["_auth_user_id"] == str(account_of(world, "nadine").pk)


def test_who_was_staff_elsewhere_and_left_stays_as_a_student(world: World) -> None:
    person = elsewhere(world, "nadine", administrator=True)
    assert stay_of(account_of(world, "nadine").pk) != STUDENTS
    Person.objects.filter(pk=person.pk).update(active=False)
    assert stay_of(account_of(world, "nadine").pk) == STUDENTS


def test_a_place_that_is_over_is_none_and_this_one_is_not_ended_there(world: World) -> None:
    here, over = world.client("nadine"), world.client("nadine")
    world.client("priya")
    aged(over, days=STUDENTS.away, hours=1)
    account = Account.objects.get(pk=account_of(world, "nadine").pk)
    (place,) = places_of(account, row_of(here).pk)
    assert place.here
    here.post("/signed-in/out/", {"place": place.ref})
    assert here.get("/signed-in/").status_code == 200


def test_figures_count_what_they_say_and_the_page_is_for_administrators(world: World) -> None:
    asked(world)
    now = clock.now()
    SignInCode.objects.create(to="a@x.example", asked_at=now, due_at=now, stopped_at=now)
    late = SignInCode.objects.create(to="b@x.example", asked_at=now, due_at=now, stopped_at=now)
    SignInCode.objects.filter(pk=late.pk).update(stopped_why=TOO_LATE)
    sealed = {"length": 1, "hash": "", "key": "", "signature": ""}
    Checkpoint.objects.create(chain=world.institution.ref, at=now - timedelta(days=3), **sealed)
    Checkpoint.objects.create(chain="another", at=now, **sealed)
    found = condition(world.institution)
    assert (found.waiting > 0, found.late, found.late_codes) == (True, 0, 1)
    assert found.checkpoint_at == now - timedelta(days=3)
    assert condition().checkpoint_at == now
    assert world.client("ruth").get("/installation/").status_code == 404
