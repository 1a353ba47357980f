"""What a second step says of itself: who has none, what is used, whom to ask, and what was changed."""

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse, reverse_lazy
from django.utils import timezone

from pactwork.ground import clock as clock_of
from pactwork.history.models import Delivery, Entry
from pactwork.history.outbox import deliver_due
from pactwork.modules.models import Role
from pactwork.modules.queries.staff import is_staff, staff_at
from pactwork.people.actions import forget_second_step, remember_second_step
from pactwork.people.actors import actor_for
from pactwork.people.models import Account, Institution
from pactwork.web.second_step import asked_of, without_step
from pactwork.web.staying import STAFF, STUDENTS, stay_of
from pactwork.wiring.emails import EMAILS
from tests.contracts.plans import text_of
from tests.stories import World
from tests.web.test_second_step import (
    APP,
    GUARDED,
    INDEX,
    ask_staff,
    at_localhost,
    code_of,
    inside,
    passkey,
    recovery_of,
    set_up,
    signs_in,
)

STEP, AGAIN = reverse_lazy("mfa_authenticate"), reverse_lazy("mfa_reauthenticate")


@pytest.fixture(autouse=True)
def _fresh_limits(db: None) -> None:
    cache.clear()


def came_in(world: World, name: str, code: str) -> Client:
    browser = signs_in(world, name)
    browser.post(STEP, {"code": code})
    assert inside(browser)
    return browser


@pytest.mark.parametrize("name", GUARDED)
def test_who_has_just_signed_in_with_it_is_not_asked_again(world: World, name: str) -> None:
    secret = set_up(world.client("helen"))
    browser = came_in(world, "helen", code_of(secret))
    assert browser.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", GUARDED)
def test_a_while_later_they_are(world: World, name: str) -> None:
    secret = set_up(world.client("helen"))
    browser = came_in(world, "helen", code_of(secret))
    session = browser.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 301
    session.save()
    assert browser.get(reverse(name))["Location"].startswith(str(AGAIN))


def test_a_used_code_is_said_to_be_used(
    world: World,
) -> None:
    own = world.client("helen")
    secret = set_up(own)
    code, recovery = code_of(secret), recovery_of(own)[0]
    for used, words in (
        (code, "This code has already been used."),
        (recovery, "This recovery code has"),
    ):
        came_in(world, "helen", used)
        again = signs_in(world, "helen")
        said = text_of(again.post(STEP, {"code": used}))
        assert words in said
        assert not inside(again)
    wrong = signs_in(world, "helen").post(STEP, {"code": "12345-67890"})
    assert "That code is not right" in text_of(wrong)


def test_a_code_works_once_for_as_long_as_it_is_right(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """ASVS V6.5.1: half a minute early and late it is right too, and allauth forgets it before."""
    secret = set_up(world.client("helen"))
    code = code_of(secret)
    came_in(world, "helen", code)
    for later in (31, 59, 80):
        again = signs_in(world, "helen")

        def then(later: int = later) -> Any:
            return timezone.now() + timedelta(seconds=later)

        monkeypatch.setattr("django.core.cache.backends.db.tz_now", then)
        monkeypatch.setattr("pactwork.web.counters.now", then)
        assert "has already been used" in text_of(again.post(STEP, {"code": code}))
        assert not inside(again)
        monkeypatch.undo()


def test_recovery_codes_do_not_look_like_the_code_from_an_email(world: World) -> None:
    own = world.client("helen")
    set_up(own)
    codes = recovery_of(own)
    assert len(codes) == 10
    assert not any(re.fullmatch(r"\d{4} ?\d{4}", code) for code in codes)
    for typed in (codes[0], codes[1].replace("-", ""), codes[2].replace("-", " ")):
        came_in(world, "helen", typed)


@pytest.mark.parametrize("email", ["", "help@midshire.example"])
def test_without_phone_and_codes_the_page_says_whom_to_ask(world: World, email: str) -> None:
    Institution.objects.update(help_email=email)
    set_up(world.client("helen"))
    browser = signs_in(world, "helen")
    for page in (browser.get(STEP), world.client("helen").get(AGAIN)):
        said = text_of(page)
        assert "Lost your phone or key, and your recovery codes?" in said
        assert world.institution.name in said
        assert (email or "ask your module team") in said


def letters_to(address: str) -> list[str]:
    deliver_due(EMAILS, most=100)
    found = [one for one in mail.outbox if one.to == [address] and "how you sign in" in one.subject]
    return [str(one.body) for one in found]


def test_whoever_owns_an_account_hears_what_was_changed_about_it(
    world: World, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        _changes_all(world)
    address = world.people["helen"].email
    said = letters_to(address)
    wanted = ["A passkey was added", "New recovery codes were created", "A passkey was removed"]
    wanted += ["The authenticator app was removed", "The person who looks after Pactwork removed"]
    wanted += ["An authenticator app was set up"] * 2
    assert len(said) == len(wanted)
    assert [want for want in wanted if not any(one.startswith(want) for one in said)] == []
    assert all(INDEX in one and "/signed-in/" in one and address in one for one in said)
    assert not Delivery.objects.filter(kind="signing_in_changed").exclude(to=address)
    acts = Entry.objects.filter(act="signing_in_changed")
    assert acts.count() == 6
    assert {entry.by for entry in acts} == {f"person:{world.people['helen'].ref}"}


def _changes_all(world: World) -> None:
    own, address = at_localhost(world.client("helen")), world.people["helen"].email
    set_up(own)
    Authenticator.objects.filter(type="recovery_codes").delete()  # as on the first page
    passkey(own, "My laptop")
    own.post(reverse("mfa_generate_recovery_codes"))
    key = Authenticator.objects.get(type="webauthn")
    own.post(reverse("mfa_remove_webauthn", args=[key.pk]))
    own.post(reverse("mfa_deactivate_totp"))
    set_up(own)
    forget_second_step(Account.objects.get(email=address))


def test_looking_at_them_or_being_refused_tells_nobody(world: World) -> None:
    own = world.client("helen")
    own.get(INDEX)
    own.get(APP)
    own.post(APP, {"code": "000000"})
    assert letters_to(world.people["helen"].email) == []


# Where it is asked, and this browser signed in before there was one, or without it.
def test_a_step_that_was_set_up_elsewhere_is_shown_here_too(world: World) -> None:
    here, elsewhere = world.client("helen"), world.client("helen")
    ask_staff()
    secret = set_up(elsewhere)
    assert elsewhere.get("/queue/").status_code == 200
    led = here.get("/queue/")
    assert led["Location"] == f"{AGAIN}?next=%2Fqueue%2F"
    assert "Complete yours in this browser" in text_of(here.get(led["Location"]))
    assert here.get("/", headers={"Accept": "application/json"}).status_code == 403
    on = here.post(led["Location"], {"code": code_of(secret, 1)})
    assert on["Location"] == "/queue/"
    assert here.get("/queue/").status_code == 200
    ask_staff(False)
    assert world.client("helen").get("/queue/").status_code == 200


def test_words_typed_there_come_back(world: World) -> None:
    here = world.client("helen")
    set_up(world.client("helen"))
    ask_staff()
    sent = {"words": "Rehearse it once more, aloud.", "kept_as": "a1b2c3d4e5"}
    page = here.post(f"/modules/{world.run.ref}/talk/", sent)
    assert (page.status_code, sent["words"] in text_of(page)) == (403, True)
    assert f'href="{AGAIN}"' in page.content.decode()


def test_an_administrator_reads_how_many_have_none(world: World) -> None:
    moira = world.client("moira")
    none, all_of_them = without_step(world.institution)
    assert none == all_of_them > 3
    assert f"{none} of your staff have no second step yet." in text_of(moira.get(INDEX))
    set_up(moira)
    assert without_step(world.institution) == (none - 1, all_of_them)
    assert f"{none - 1} of your staff have no second step yet." in text_of(moira.get(INDEX))
    assert "of your staff" not in text_of(world.client("helen").get(INDEX))


WHO = [
    *(("facilitator", (0, 0), True), ("module_leader", (None, None), True)),
    *(("ethics_reviewer", (-9, 9), True), ("placement_officer", (0, None), True)),
    *(("careers", (None, 0), True), ("examiner", (0, 0), True)),
    *(("student_partner", (None, None), False), ("facilitator", (1, 9), False)),
    ("facilitator", (-9, -1), False),
]


@pytest.mark.parametrize(("kind", "days", "staff"), WHO)
def test_all_that_ask_who_is_staff_agree(
    world: World, kind: str, days: tuple[int | None, int | None], staff: bool
) -> None:
    """Signing in, how long it lasts, and how many have no second step."""
    nadine = world.people["nadine"]
    today = clock_of.today(nadine.institution.time_zone)
    starts, ends = (None if n is None else today + timedelta(days=n) for n in days)
    Role.objects.create(run=world.run, person=nadine, kind=kind, starts_on=starts, ends_on=ends)
    ask_staff()
    account = Account.objects.get(email=nadine.email)
    nadine.refresh_from_db()
    assert is_staff(actor_for(nadine)) is staff
    assert staff_at(nadine.institution).filter(pk=nadine.pk).exists() is staff
    assert asked_of(account) is staff
    assert stay_of(account.pk) == (STAFF if staff else STUDENTS)
    led = world.client("nadine").get("/")
    assert (led.get("Location") == INDEX) is staff


def test_an_administrator_is_staff_wherever_it_is_asked(world: World) -> None:
    moira = world.people["moira"]
    Role.objects.filter(person=moira).delete()
    assert is_staff(actor_for(moira))
    assert staff_at(moira.institution).filter(pk=moira.pk).exists()
    assert stay_of(moira.account_id or 0) == STAFF


def test_an_address_with_an_apostrophe_is_told_as_it_is(world: World) -> None:
    """The email is plain text: nothing in it is escaped."""
    account = Account.objects.get(email=world.people["helen"].email)
    account.email = "h.o'brien&co@midshire.example"
    account.save()
    remember_second_step(account, "totp_activated")
    [email] = letters_to(account.email)
    assert f", for {account.email}" in email
