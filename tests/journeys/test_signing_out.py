"""What a browser keeps when somebody signs out: nothing that they did not want kept."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, expect

from pactwork.web.models import Session
from tests.stories import World, make_world
from tests.web.test_unsent import talk

pytestmark = pytest.mark.django_db(transaction=True)
OURS = "Object.entries(localStorage).filter(([key]) => key.startsWith('pactwork:words:'))"


@pytest.fixture
def world(transactional_db: None) -> World:
    return make_world()


@pytest.fixture
def window(browser: Browser, live_server: Any, world: World) -> Iterator[BrowserContext]:
    """Priya's browser, signed in."""
    it = browser.new_context(base_url=live_server.url)
    sign_in(it, world, "priya", live_server.url)
    yield it
    it.close()


def sign_in(window: BrowserContext, world: World, name: str, url: str) -> None:
    key = world.client(name).cookies["pactwork"].value
    window.add_cookies([{"name": "pactwork", "value": key, "url": url}])


def typed(window: BrowserContext, world: World, words: str) -> Page:
    """Words in a form that saves nothing until it is sent."""
    page = window.new_page()
    page.goto(talk(world)[0])
    page.locator("textarea[name=text]").first.fill(words)
    return page


def press_sign_out(page: Page) -> None:
    page.locator("summary.person-btn").click()
    page.get_by_role("button", name="Sign out").click()


def copies(page: Page) -> str:
    return str(page.evaluate(f"JSON.stringify({OURS})"))


def test_without_unsent_words_nobody_is_asked(window: BrowserContext, world: World) -> None:
    page = window.new_page()
    page.goto("/")
    press_sign_out(page)
    page.wait_for_url("**/sign-in/")
    assert not Session.objects.exclude(account=None).exists()


@pytest.mark.asvs("V14.3.1")
def test_unsent_words_go_if_somebody_says_so(
    window: BrowserContext, world: World, live_server: Any
) -> None:
    page = typed(window, world, "Words that nobody else should find.")
    at = page.url
    assert "nobody else should find" in copies(page)
    window.add_cookies([{"name": "theme", "value": "dark", "url": live_server.url}])
    press_sign_out(page)
    expect(page.get_by_role("heading", name="Sign out?")).to_be_visible()
    page.get_by_label("Also delete unsent text").check()
    page.get_by_role("button", name="Sign out", exact=True).last.click()
    page.wait_for_url("**/sign-in/")
    assert copies(page) == "[]"
    assert page.evaluate("document.documentElement.dataset.bsTheme") == "dark"
    sign_in(window, world, "priya", live_server.url)
    page.goto(at)
    expect(page.locator("textarea[name=text]").first).to_have_value("")


def test_unsent_words_stay_for_whoever_wants_them(
    window: BrowserContext, world: World, live_server: Any
) -> None:
    page = typed(window, world, "Words for tomorrow.")
    at = page.url
    press_sign_out(page)
    page.get_by_role("button", name="Sign out", exact=True).last.click()
    page.wait_for_url("**/sign-in/")
    assert "Words for tomorrow." in copies(page)
    sign_in(window, world, "priya", live_server.url)
    page.goto(at)
    expect(page.locator("textarea[name=text]").first).to_have_value("Words for tomorrow.")


def test_words_of_somebody_else_in_the_same_browser_stay(
    window: BrowserContext, world: World, live_server: Any
) -> None:
    typed(window, world, "Priya typed this.").close()
    window.clear_cookies()
    sign_in(window, world, "samir", live_server.url)
    page = window.new_page()
    page.goto("/")
    press_sign_out(page)
    page.wait_for_url("**/sign-in/")  # Samir has nothing here, and is not asked
    assert "Priya typed this." in copies(page)


def test_without_a_script_the_page_asks_nothing(
    browser: Browser, live_server: Any, world: World
) -> None:
    window = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    sign_in(window, world, "priya", live_server.url)
    page = window.new_page()
    page.goto(reverse("account_logout"))
    expect(page.get_by_label("Also delete unsent text")).to_be_hidden()
    page.locator("main").get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in/")
    window.close()


def test_signing_out_there_ends_it_there(
    browser: Browser, live_server: Any, window: BrowserContext, world: World
) -> None:
    other = browser.new_context(base_url=live_server.url)
    sign_in(other, world, "priya", live_server.url)
    there, here = other.new_page(), window.new_page()
    there.goto("/")
    here.goto("/")
    here.locator("summary.person-btn").click()
    here.get_by_role("link", name="Where you are signed in").click()
    here.get_by_role("button", name="Sign out there").click()
    expect(here.get_by_text("Signed out:")).to_be_visible()
    there.reload()
    expect(there.get_by_role("heading", name="Sign in")).to_be_visible()
    other.close()
