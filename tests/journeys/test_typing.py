"""Nothing typed is lost: a closed tab, two tabs, a lapsed session, a browser that kept a copy."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, expect

from pactwork.contracts.models import Text
from pactwork.web.models import Session
from tests.stories import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)
SAVED = "[data-save-state]"


@pytest.fixture
def world(transactional_db: None) -> World:
    return make_world()


@pytest.fixture
def window(browser: Browser, live_server: Any, world: World) -> Iterator[BrowserContext]:
    """Nadine's browser, signed in."""
    it = browser.new_context(base_url=live_server.url)
    sign_in(it, world, live_server.url)
    yield it
    it.close()


def sign_in(window: BrowserContext, world: World, url: str) -> None:
    key = world.client("nadine").cookies["pactwork"].value
    window.add_cookies([{"name": "pactwork", "value": key, "url": url}])


def tab(window: BrowserContext, world: World) -> Page:
    page = window.new_page()
    page.goto(reverse("contracts:step", args=[world.contract().ref, "stops"]) + "?q=inside")
    return page


def kept(world: World) -> str:
    text = Text.objects.filter(contract=world.contract(), section="stops").first()
    return str(text.value["inside"]) if text else ""


def test_words_are_saved_while_typing(window: BrowserContext, world: World) -> None:
    page = tab(window, world)
    page.fill("#inside", "My own calls, from October to March.")
    expect(page.locator(SAVED)).to_contain_text("Saved", timeout=5_000)
    expect(page.locator("#inside-checks .ok")).to_have_count(1)
    assert kept(world) == "My own calls, from October to March."


def test_a_closed_tab_still_sends_its_words(window: BrowserContext, world: World) -> None:
    page, other = tab(window, world), tab(window, world)
    page.fill("#inside", "Typed and closed at once.")
    page.close(run_before_unload=True)
    other.wait_for_timeout(1_500)
    assert kept(world) == "Typed and closed at once."


def test_two_tabs_never_overwrite_each_other_silently(window: BrowserContext, world: World) -> None:
    first, second = tab(window, world), tab(window, world)
    first.fill("#inside", "From the first tab.")
    expect(first.locator(SAVED)).to_contain_text("Saved")
    second.fill("#inside", "From the second tab.")
    expect(second.locator(".clash")).to_contain_text("From the first tab.")
    assert kept(world) == "From the first tab."
    second.get_by_role("button", name="Keep this version").click()
    expect(second.locator(SAVED)).to_contain_text("Saved")
    assert kept(world) == "From the second tab."


def test_after_a_lapsed_session_one_carries_on(
    window: BrowserContext, world: World, live_server: Any
) -> None:
    page = tab(window, world)
    Session.objects.all().delete()
    page.fill("#inside", "Typed after the session ended.")
    expect(page.locator(SAVED)).to_contain_text("You are signed out")
    window.clear_cookies()
    sign_in(window, world, live_server.url)
    tab(window, world).close()  # the other tab, in which somebody signs in again
    expect(page.locator(SAVED)).to_contain_text("Saved", timeout=20_000)
    assert kept(world) == "Typed after the session ended."


def test_the_browser_keeps_a_copy_until_the_server_has_it(
    window: BrowserContext, world: World, live_server: Any
) -> None:
    page = tab(window, world)
    Session.objects.all().delete()
    page.fill("#inside", "Only in this browser.")
    expect(page.locator(SAVED)).to_contain_text("You are signed out")
    page.close()
    window.clear_cookies()
    sign_in(window, world, live_server.url)
    back = tab(window, world)
    back.get_by_role("button", name="Keep this version").click()
    expect(back.locator(SAVED)).to_contain_text("Saved")
    assert kept(world) == "Only in this browser."
