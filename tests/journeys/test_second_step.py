"""A second step in a real browser: a passkey by the browser's own device, made in software; an app."""

import re
import time
from urllib.parse import quote

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import expect

from tests.journeys.pages import Person, Stage

NAME, ADDRESS = "Dan Frost", "dan.frost@midshire.example"


def has_a_device(person: Person) -> None:
    """As a laptop with a fingerprint reader, and somebody who puts a finger on it."""
    tools = person.page.context.new_cdp_session(person.page)
    tools.send("WebAuthn.enable")
    device = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": device})


def digits_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret.replace(" ", ""), int(time.time()) // 30))


def test_a_careers_colleague_signs_in_with_an_app_and_a_passkey(stage: Stage) -> None:
    dan = stage.becomes(NAME)
    has_a_device(dan)
    dan.goes("/signing-in/")
    dan.looks_at("signing in")
    dan.follows("Set up an app")
    dan.looks_at("setting up an app")
    secret = dan.page.locator("code").inner_text()
    dan.writes("The six-digit code in the app", digits_of(secret))
    dan.presses("Use this app")
    dan.sees("Each code signs you in once")
    dan.looks_at("recovery codes")
    dan.follows("I have saved them")
    dan.follows("Add a passkey")
    dan.looks_at("adding a passkey")
    dan.writes("Name", "My laptop")
    dan.presses("Continue")
    dan.sees("My laptop")
    dan.looks_at("signing in, with both")
    dan.page.context.clear_cookies()

    dan.goes("/sign-in/")
    dan.writes("Email address", ADDRESS)
    dan.presses("Send me a code")
    text = stage.opens_letter(stage.somebody(), ADDRESS, "code")
    found = re.search(r"\b\d{4} \d{4}\b", text)
    assert found, text
    dan.writes("Eight-digit code", found[0])
    dan.presses("Sign in")
    dan.sees("The second step")
    dan.looks_at("the second step")
    dan.presses("Use a passkey")
    expect(dan.page.get_by_role("heading", level=1)).to_contain_text("for you")

    dan.goes("/signing-in/recovery/")
    dan.sees("Each code signs you in once")  # the passkey was shown a moment ago

    dan.page.context.clear_cookies()
    dan.goes(f"/demo/?who={quote(NAME)}")  # chosen from the cast: no second step was shown
    dan.page.locator("#else ~ .cast > .cast-one", has_text=NAME).get_by_role("button").click()
    dan.page.wait_for_url(f"{stage.demo.address}/")
    dan.goes("/signing-in/recovery/")
    dan.sees("Is this still you?")
    dan.looks_at("the second step once more")
    dan.follows("Use a passkey instead")
    dan.presses("Use a passkey")
    dan.sees("Each code signs you in once")
