"""The running demo, a browser, and a stage on which people open windows of their own."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

from tests.conftest import BROWSER
from tests.journeys.looks import Looks
from tests.journeys.pages import Stage
from tests.journeys.running import Demo, own_database

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
]
expect.set_options(timeout=15_000)


@pytest.fixture(scope="package")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The one demo of all journeys. Each of them plays with people whom no other one touches."""
    with own_database(os.environ.get("DATABASE_URL", "")) as database:
        it = Demo(tmp_path_factory.mktemp("demo"), database)
        try:
            it.start()
            yield it
        finally:
            it.stop()


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as it:
        yield it


@pytest.fixture(scope="package")
def browser(playwright: Playwright) -> Iterator[Browser]:
    it = playwright.chromium.launch(executable_path=BROWSER, args=QUIET)
    yield it
    it.close()


@pytest.fixture(scope="package")
def looks() -> Looks:
    return Looks()


@pytest.fixture
def stage(browser: Browser, demo: Demo, looks: Looks) -> Iterator[Stage]:
    """Where a journey is played. At its end, all that was wrong with its pages is told at once."""
    looks.wrong, looks.expected = [], ()
    it = Stage(browser, demo, looks)
    yield it
    it.clear()
    assert not looks.wrong, "\n".join(["The pages are not as they should be:", *looks.wrong])
