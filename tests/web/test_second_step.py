"""A second step: offered to everybody, asked of staff where their institution asks, and lost by nobody.

ASVS V6.3.3 (staff sign in with two factors), V6.5.1 and V6.6.3 (its codes work once and cannot be guessed
through), V7.5.3 (shown once more before anything about signing in is changed).
"""

import json
import re
import time
from argparse import Namespace
from html import unescape
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from pactwork.commands import forget_second_step
from pactwork.history.models import Entry
from pactwork.history.outbox import deliver_due
from pactwork.people.models import Institution
from pactwork.wiring.emails import EMAILS
from tests.contracts.plans import text_of
from tests.stories import World
from tests.web.soft_key import HOST, SoftKey

INDEX, APP = "/signing-in/", "/signing-in/app/"


@pytest.fixture(autouse=True)
def _fresh_limits(db: None) -> None:
    cache.clear()


def code_of(secret: str, ahead: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


def set_up(browser: Client) -> str:
    """An app is set up; its secret, as somebody without a camera types it."""
    page = browser.get(APP)
    found = re.search(r"<code>([A-Z2-7 ]+)</code>", page.content.decode())
    assert found
    secret = found[1].replace(" ", "")
    done = browser.post(APP, {"code": code_of(secret)})
    assert done["Location"] == reverse("mfa_view_recovery_codes")
    return secret


def recovery_of(browser: Client) -> list[str]:
    page = browser.get(reverse("mfa_view_recovery_codes")).content.decode()
    return re.findall(r"<code>(\d{5}-\d{5})</code>", page)


def signs_in(world: World, name: str) -> Client:
    """With the code from the email; what comes then is another matter."""
    browser, address = Client(), world.people[name].email
    browser.post("/sign-in/", {"email": address})
    deliver_due(EMAILS)
    bodies = [str(one.body) for one in mail.outbox if one.to == [address]]
    code = [found for body in bodies for found in re.findall(r"\b\d{4} \d{4}\b", body)][-1]
    browser.post("/sign-in/code/", {"code": code})
    return browser


def inside(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


def ask_staff(on: bool = True) -> None:
    Institution.objects.update(staff_second_step=on)


@pytest.mark.asvs("V6.3.3")
def test_with_an_app_the_code_from_the_email_is_not_enough(world: World) -> None:
    """ASVS V6.3.3."""
    secret = set_up(world.client("helen"))
    browser = signs_in(world, "helen")
    assert not inside(browser)
    step = reverse("mfa_authenticate")
    assert "Your code was right. Now complete your second step." in text_of(browser.get(step))
    wrong = browser.post(step, {"code": "000000" if code_of(secret) != "000000" else "111111"})
    assert "That code is not right" in text_of(wrong)
    assert not inside(browser)
    browser.post(step, {"code": code_of(secret)})
    assert inside(browser)
    assert browser.get("/").status_code == 200


def test_a_code_of_the_app_works_once(world: World) -> None:
    """ASVS V6.5.1."""
    secret, code = set_up(world.client("helen")), ""
    first, second = signs_in(world, "helen"), signs_in(world, "helen")
    code = code_of(secret)
    for browser in (first, second):
        browser.post(reverse("mfa_authenticate"), {"code": code})
    assert (inside(first), inside(second)) == (True, False)


def test_the_app_cannot_be_guessed_through_and_a_stranger_uses_up_nothing(world: World) -> None:
    """ASVS V6.6.3: five guesses in five minutes, by whoever has read the code in the email."""
    secret = set_up(world.client("helen"))
    browser = signs_in(world, "helen")
    for n in range(6):
        said = browser.post(reverse("mfa_authenticate"), {"code": f"{n:06d}"})
    assert "Too many attempts" in text_of(said)
    browser.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert not inside(browser)
    cache.clear()  # five minutes later
    for _ in range(30):  # no email was read here, so that nothing is counted
        Client().post(reverse("mfa_authenticate"), {"code": "000000"})
    browser.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert inside(browser)


def test_each_recovery_code_signs_in_once(world: World) -> None:
    own = world.client("helen")
    set_up(own)
    codes = recovery_of(own)
    assert len(codes) == 10
    for expected in (True, False):
        browser = signs_in(world, "helen")
        browser.post(reverse("mfa_authenticate"), {"code": codes[0]})
        assert inside(browser) is expected
    assert recovery_of(own) == codes[1:]


def test_new_recovery_codes_end_the_old_ones(world: World) -> None:
    own = world.client("helen")
    set_up(own)
    old = recovery_of(own)
    own.post(reverse("mfa_generate_recovery_codes"))
    new = recovery_of(own)
    assert not set(old) & set(new)
    browser = signs_in(world, "helen")
    browser.post(reverse("mfa_authenticate"), {"code": old[0]})
    assert not inside(browser)
    browser.post(reverse("mfa_authenticate"), {"code": new[0]})
    assert inside(browser)


GUARDED = ["mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes"]
GUARDED += ["mfa_add_webauthn"]


@pytest.mark.asvs("V7.5.1")
@pytest.mark.parametrize("name", GUARDED)
def test_before_anything_is_changed_the_step_is_shown_once_more(world: World, name: str) -> None:
    """ASVS V7.5.3: a browser that was left open is not enough."""
    secret = set_up(world.client("helen"))
    left_open = world.client("helen")
    asked = left_open.get(reverse(name))
    assert asked["Location"].startswith(reverse("mfa_reauthenticate"))
    before = list(Authenticator.objects.values("pk", "data"))
    sent = world.client("helen").post(reverse(name))
    assert sent.get("Location", reverse("mfa_reauthenticate")).startswith(asked["Location"][:18])
    assert list(Authenticator.objects.values("pk", "data")) == before
    assert Authenticator.objects.filter(type="totp").exists()
    assert "Is this still you?" in text_of(left_open.get(asked["Location"]))
    left_open.post(asked["Location"], {"code": code_of(secret)})
    assert left_open.get(reverse(name)).status_code == 200


def test_what_codes_are_checked_against_is_not_kept_in_clear(world: World) -> None:
    own = world.client("helen")
    secret = set_up(own)
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept
    assert not any(code.replace("-", "") in kept for code in recovery_of(own))


def test_a_secret_key_that_was_replaced_still_reads_what_it_wrote(
    world: World, settings: Any
) -> None:
    own = world.client("helen")
    secret = set_up(own)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another " * 8
    browser = signs_in(world, "helen")
    browser.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert inside(browser)


# Who is led to set one up, where the institution asks its staff.
LED = [("helen", True), ("ruth", True), ("anil", True), ("nadine", False), ("tomasz", False)]


@pytest.mark.asvs("V6.3.3")
@pytest.mark.parametrize(("name", "led"), LED)
def test_staff_without_one_set_it_up_before_anything_else(
    world: World, name: str, led: bool
) -> None:
    """ASVS V6.3.3."""
    browser = world.client(name)
    assert browser.get("/").status_code == 200
    ask_staff()
    for page in ("/", "/queue/", "/help/", f"/modules/{world.run.ref}/"):
        found = browser.get(page)
        assert (found.get("Location") == INDEX) is (led and page != "/help/"), page
    index = text_of(browser.get(INDEX))
    assert ("asks all its staff for a second step" in index) is led
    if led:
        assert browser.get("/", headers={"Accept": "application/json"}).status_code == 403
        set_up(browser)
        assert browser.get("/").status_code == 200
    assert browser.post(reverse("account_logout")).status_code == 302


def test_from_setting_one_up_it_goes_on_to_where_somebody_was_going(world: World) -> None:
    helen = world.client("helen")
    ask_staff()
    going = f"/modules/{world.run.ref}/?tab=people"
    assert helen.get(going)["Location"] == INDEX
    assert "Continue to your page" not in text_of(helen.get(INDEX))  # not before it is done
    set_up(helen)
    way = f'href="{going}"'
    assert way in helen.get(INDEX).content.decode()
    assert way in helen.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert helen.get(going).status_code == 200
    assert way not in helen.get(INDEX).content.decode()  # been there


def test_words_sent_while_it_came_to_be_asked_are_given_back(world: World) -> None:
    """Also to a browser that keeps a copy: it is not told that they were taken."""
    helen = world.client("helen")
    words = "Rehearse it once more, aloud."
    sent = {"words": words, "kept_as": "a1b2c3d4e5"}
    ask_staff()
    page = helen.post(f"/modules/{world.run.ref}/talk/", sent)
    assert page.status_code == 403
    assert words in text_of(page)
    assert "taken" not in helen.cookies
    assert f'href="{INDEX}"' in page.content.decode()
    as_browsers_ask = {"Sec-Fetch-Dest": "document", "Sec-Fetch-Site": "same-origin"}
    held = helen.post(f"/modules/{world.run.ref}/talk/", sent, headers=as_browsers_ask)
    assert words in text_of(helen.get(held["Location"]))
    bare = helen.post("/", {"kept_as": "a1b2c3d4e5"})  # nothing was typed: no page is needed
    assert bare["Location"] == INDEX
    assert "taken" not in helen.cookies


def test_the_key_of_an_app_is_not_held_for_back(world: World) -> None:
    """A page that answers a form is held for *Back*, which would keep the key in clear."""
    helen = world.client("helen")
    helen.get(APP)
    page = helen.post(APP, {"code": "000000"}, headers={"Sec-Fetch-Dest": "document"})
    assert page.status_code == 200
    assert "No camera?" in text_of(page)
    assert "no-store" in page["Cache-Control"]


def test_where_it_is_asked_the_only_step_cannot_be_dropped(world: World) -> None:
    helen = world.client("helen")
    set_up(helen)
    ask_staff()
    off = reverse("mfa_deactivate_totp")
    assert "this is your only one" in text_of(helen.get(off))
    helen.post(off)
    assert Authenticator.objects.filter(type="totp").exists()
    ask_staff(False)
    assert helen.post(off)["Location"] == INDEX
    assert not Authenticator.objects.exists()  # recovery codes end with what they recover
    assert inside(signs_in(world, "helen"))


def test_an_administrator_asks_staff_and_the_history_has_it(world: World) -> None:
    colin = world.people["helen"]
    rule = reverse("staff_second_step")
    assert world.client("helen").post(rule, {"asked": "yes"}).status_code == 404
    colin.administrator = True
    colin.save()
    browser = world.client("helen")
    page = text_of(browser.get(INDEX))  # a rule that would lock her out of switching it off
    assert "Set up your own second step first" in page
    assert "Ask all staff for a second step" not in page
    said = browser.post(rule, {"asked": "yes"}, follow=True)
    assert "Set up your own second step first" in text_of(said)
    assert not Institution.objects.get(pk=world.institution.pk).staff_second_step
    set_up(browser)
    assert "Ask all staff for a second step" in text_of(browser.get(INDEX))
    browser.post(rule, {"asked": "yes"})
    assert Institution.objects.get(pk=world.institution.pk).staff_second_step
    browser.post(rule, {"asked": "no"})
    assert not Institution.objects.get(pk=world.institution.pk).staff_second_step
    acts = Entry.objects.filter(subject=world.institution.ref).values_list("act", flat=True)
    assert [act for act in acts if act.startswith("second")] == [
        "second_step_asked",
        "second_step_left",
    ]


def test_whoever_signed_in_without_it_shows_it_once_it_is_asked_for(world: World) -> None:
    helen = world.client("helen")
    secret = set_up(helen)
    elsewhere = world.client("helen")  # signed in before, in another browser
    assert elsewhere.get("/").status_code == 200  # nobody asks yet
    ask_staff()
    shown = reverse("mfa_reauthenticate")
    assert elsewhere.get("/")["Location"].startswith(shown)
    elsewhere.post(shown, {"code": code_of(secret, 1)})
    assert elsewhere.get("/").status_code == 200


def test_what_is_not_asked_for_can_be_left_without_a_step(world: World) -> None:
    world.people["helen"].administrator = True
    world.people["helen"].save()
    said = world.client("helen").post(reverse("staff_second_step"), {"asked": "no"}, follow=True)
    assert "Staff will no longer be asked for a second step." in text_of(said)


def test_the_menu_leads_to_it(world: World) -> None:
    assert f'href="{INDEX}"' in world.client("nadine").get("/").content.decode()


PAGES = (INDEX, APP, "/signing-in/passkeys/add/")


@pytest.mark.parametrize("page", PAGES)
def test_its_pages_have_no_script_of_their_own_words(world: World, page: str) -> None:
    html = world.client("helen").get(page).content.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)", html)
    assert "<style" not in html
    assert "on" + "click=" not in html


def options_in(page: Any) -> dict[str, Any]:
    """What our script hands to the browser."""
    found = re.search(r'data-options="([^"]*)"', page.content.decode())
    assert found
    said: dict[str, Any] = json.loads(unescape(found[1]))
    return said


def at_localhost(browser: Client) -> Client:
    """Where browsers allow passkeys without HTTPS."""
    browser.defaults["SERVER_NAME"] = HOST
    return browser


ADD = "/signing-in/passkeys/add/"


def passkey(browser: Client, name: str = "My laptop") -> SoftKey:
    key = SoftKey()
    credential = key.create(options_in(browser.get(ADD)))
    done = browser.post(ADD, {"name": name, "credential": credential})
    assert done["Location"] == reverse("mfa_view_recovery_codes")
    return key


@pytest.mark.asvs("V6.3.3")
def test_a_passkey_is_a_second_step(world: World) -> None:
    """ASVS V6.3.3."""
    own = at_localhost(world.client("helen"))
    key = passkey(own)
    assert "My laptop" in text_of(own.get(INDEX))
    browser, step = at_localhost(signs_in(world, "helen")), reverse("mfa_authenticate")
    assert not inside(browser)
    page = browser.get(step)
    assert 'data-passkey="get"' in page.content.decode()
    browser.post(step, {"credential": key.get(options_in(page))})
    assert inside(browser)


# What is no passkey of hers, and what the page says to it.
def from_a_false_page(key: SoftKey, options: dict[str, Any]) -> str:
    return key.get(options, origin="http://localhost.evil.example")


def of_somebody_else(key: SoftKey, options: dict[str, Any]) -> str:
    other = SoftKey()
    other.name = key.name
    return other.get(options)


def for_another_page(key: SoftKey, options: dict[str, Any]) -> str:
    return key.get({"publicKey": {**options["publicKey"], "challenge": "AAAA"}})


def junk(key: SoftKey, options: dict[str, Any]) -> str:
    return '{"id": "x", "response": []}'


def a_number(key: SoftKey, options: dict[str, Any]) -> str:
    return "17"


def half_of_one(key: SoftKey, options: dict[str, Any]) -> str:
    whole = json.loads(key.get(options))
    return json.dumps(whole | {"response": {"signature": "!"}})


def nothing(key: SoftKey, options: dict[str, Any]) -> str:
    return ""


@pytest.mark.parametrize(
    "answer",
    [
        *(from_a_false_page, of_somebody_else, for_another_page),
        *(junk, a_number, half_of_one, nothing),
    ],
)
def test_what_is_no_passkey_of_hers_opens_nothing(world: World, answer: Any) -> None:
    key = passkey(at_localhost(world.client("helen")))
    browser, step = at_localhost(signs_in(world, "helen")), reverse("mfa_authenticate")
    said = browser.post(step, {"credential": answer(key, options_in(browser.get(step)))})
    assert said.status_code == 200
    assert not inside(browser)


def test_an_answer_of_a_passkey_works_once(world: World) -> None:
    """ASVS V6.5.1."""
    key = passkey(at_localhost(world.client("helen")))
    browser, step = at_localhost(signs_in(world, "helen")), reverse("mfa_authenticate")
    answer = key.get(options_in(browser.get(step)))
    browser.post(step, {"credential": answer})
    again = at_localhost(signs_in(world, "helen"))
    again.get(step)
    again.post(step, {"credential": answer})
    assert (inside(browser), inside(again)) == (True, False)


def test_the_only_passkey_cannot_be_removed_where_one_is_asked_for(world: World) -> None:
    helen = at_localhost(world.client("helen"))
    passkey(helen)
    ask_staff()
    off = reverse("mfa_remove_webauthn", args=[Authenticator.objects.get(type="webauthn").pk])
    assert "Remove “My laptop”?" in text_of(helen.get(off))
    assert "this is your only one" in text_of(helen.post(off))
    ask_staff(False)
    assert helen.post(off).status_code == 302
    assert not Authenticator.objects.exists()


def test_nobody_removes_a_passkey_of_somebody_else(world: World) -> None:
    passkey(at_localhost(world.client("helen")))
    off = reverse("mfa_remove_webauthn", args=[Authenticator.objects.get(type="webauthn").pk])
    assert world.client("ruth").post(off).status_code == 404
    assert Authenticator.objects.filter(type="webauthn").exists()


def test_with_a_passkey_alone_it_is_shown_again_before_a_change(world: World) -> None:
    """ASVS V7.5.3."""
    key = passkey(at_localhost(world.client("helen")))
    left_open = at_localhost(world.client("helen"))
    page = left_open.get(reverse("mfa_reauthenticate_webauthn"))
    assert left_open.get(ADD).status_code == 302
    left_open.post(
        reverse("mfa_reauthenticate_webauthn"), {"credential": key.get(options_in(page))}
    )
    assert left_open.get(ADD).status_code == 200


@pytest.mark.parametrize("answer", [junk, a_number, nothing])
def test_what_is_no_passkey_is_not_added(world: World, answer: Any) -> None:
    own = at_localhost(world.client("helen"))
    options = options_in(own.get(ADD))
    said = own.post(ADD, {"name": "x", "credential": answer(SoftKey(), options)})
    assert said.status_code == 200
    assert not Authenticator.objects.exists()


@pytest.mark.asvs("V6.4.4")
def test_whoever_lost_everything_is_let_in_by_the_server_and_the_history_has_it(
    world: World, capsys: Any
) -> None:
    set_up(world.client("helen"))
    helen = world.people["helen"]
    assert forget_second_step.run(Namespace(email=helen.email.upper())) == 0
    assert inside(signs_in(world, "helen"))
    (entry,) = Entry.objects.filter(act="second_step_forgotten")
    assert entry.payload == {"of": helen.ref, "what": "forgotten"}
    assert forget_second_step.run(Namespace(email=helen.email)) != 0
    assert forget_second_step.run(Namespace(email="nobody@elsewhere.example")) != 0
    assert not Entry.objects.filter(act="second_step_forgotten")[1:]
