"""What every test may ask for: a clock that stands still; and what becomes of the journeys."""

import gc
import os
import shutil
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from pactwork.ground import clock as ground_clock
from tests.allowance import Cost, Till
from tests.migrated import template

if TYPE_CHECKING:
    from tests.stories import World

# Playwright keeps an event loop in the thread, which Django would take for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

settings.register_profile("pactwork", deadline=None)  # a machine that is busy is not a fault
settings.load_profile("pactwork")

BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))),
    None,
)
TIME_IS_UP = "no time was left"
WHOLE = ("faults", "journeys")  # folders whose tests start Pactwork as a program
MONDAY = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)


class Clock:
    """The product's own clock, set and moved by a test; it goes on when the ``with`` is over."""

    def __init__(self) -> None:
        self._held: list[Any] = []

    def __enter__(self) -> "Clock":
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    def set(self, moment: datetime) -> datetime:
        self.release()
        held = ground_clock.at(moment)
        held.__enter__()
        self._held.append(held)
        return moment

    def forward(self, **by: float) -> datetime:
        """``clock.forward(days=3)``: that much later than now."""
        return self.set(ground_clock.now() + timedelta(**by))

    def release(self) -> None:
        while self._held:
            self._held.pop().__exit__(None, None, None)


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """On SQLite the tables are there before the first test asks: copied from those migrated once."""
    from django.db import connection  # late: settings come first

    if connection.vendor != "sqlite":
        return False
    shutil.copyfile(template(), connection.settings_dict["TEST"]["NAME"])
    return True


@pytest.fixture
def clock() -> Iterator[Clock]:
    """Stands at nine on a Monday morning of the autumn term, until moved."""
    with Clock() as it:
        it.set(MONDAY)
        yield it


@pytest.fixture
def world(db: None, clock: Clock) -> "World":
    """Nadine's world, on a Monday in October."""
    from tests.kept_world import kept_world  # late: models load once Django is set up

    return kept_world()


def pytest_addoption(parser: pytest.Parser) -> None:
    """What is tried in shares every time can be asked for whole."""
    parser.addoption("--every-cell", action="store_true", help="try every cell of tests/access")
    parser.addoption("--who-misses", metavar="NAME", help="which tests miss the guards called so")
    parser.addoption("--seconds", type=float, default=150, help="for --who-misses")
    parser.addoption(
        "--every-guard",
        type=float,
        default=0,
        metavar="SECONDS",
        help="look for this long who misses the guards of which tests/access does not know it yet",
    )
    parser.addoption(
        "--within", type=float, help="begin no test after so many seconds of the processor"
    )
    parser.addoption("--cost", action="store_true", help="say what each folder's tests cost")
    parser.addoption("--allowance", action="store_true", help="and fail where one costs too much")
    parser.addoption("--write-allowance", action="store_true", help="and allow what they cost now")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """With ``--within`` the rest is left for a whole run, and counted as skipped."""
    within = item.config.getoption("--within")
    if within and time.process_time() > within:
        pytest.skip(TIME_IS_UP)


def pytest_configure(config: pytest.Config) -> None:
    """What tests cost is counted where they run, and added up where their results come in."""
    held = config.getoption("--allowance") and "DATABASE_URL" not in os.environ  # it was on SQLite
    if any(map(config.getoption, ("--cost", "--allowance", "--write-allowance"))):
        config.pluginmanager.register(Cost())
        if not hasattr(config, "workerinput"):
            config.pluginmanager.register(Till(held=held))


def pytest_runtestloop(session: pytest.Session) -> bool | None:
    """With ``--who-misses`` the tests are run to see who would miss a guard: tests/access/elsewhere.py."""
    begins = session.config.getoption("--who-misses")
    if begins is None:
        return None
    from tests.access.elsewhere import look  # late: models load once Django is set up

    look(session, begins, session.config.getoption("--seconds"))
    return True


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Journeys are marked by their folder; without a browser they are skipped, or all but one."""
    journeys = [item for item in items if item.path.parent.name == "journeys"]
    for journey in journeys:
        journey.add_marker("journey")
        if BROWSER is None:
            journey.add_marker(pytest.mark.skip(reason="no browser"))
    if config.getoption("--within"):
        items.sort(key=lambda item: not _needs_no_database(item))
    # What is the same on every database was seen on SQLite.
    if "PACTWORK_SECOND_DATABASE" in os.environ:
        others = sorted(journeys, key=lambda journey: journey.nodeid)[1:]  # the main story is first
        others += [item for item in items if item.path.parent.name == "access"]
        others += [item for item in items if _needs_no_database(item)]
        config.hook.pytest_deselected(items=others)
        left_out = set(others)
        items[:] = [item for item in items if item not in left_out]


def _needs_no_database(item: pytest.Item) -> bool:
    """Of an app and of no whole program: those stand beside the folders, and in faults and journeys."""
    inside = item.path.parent.parent.name == "tests" and item.path.parent.name not in WHOLE
    asked = {"db", "transactional_db", "django_db_setup"} & set(getattr(item, "fixturenames", ()))
    return inside and not asked and item.get_closest_marker("django_db") is None


def pytest_collection_finish(session: pytest.Session) -> None:
    """What is loaded by now stays: looking through it for rubbish was a seventh of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Figures that tests have noted. And skipped journeys: a green line must not hide them."""
    for report in (
        r for name in ("passed", "failed") for r in terminalreporter.stats.get(name, ())
    ):
        for name, value in report.user_properties:
            if name == "figure" and report.when == "call":
                terminalreporter.line(str(value))
    all_skipped = terminalreporter.stats.get("skipped", ())
    if left := sum(TIME_IS_UP in str(report.longrepr) for report in all_skipped):
        terminalreporter.line(
            f"{left} tests were not begun in the time there was; `make test` runs all."
        )
    skipped = [report for report in all_skipped if "journey" in report.keywords]
    if skipped:
        terminalreporter.section("NO BROWSER", sep="!", red=True, bold=True)
        terminalreporter.line(
            f"{len(skipped)} journeys were SKIPPED: neither Chromium nor Chrome was found.\n"
            "Install one (Debian, Ubuntu: apt install chromium) and run `make test` again.",
            red=True,
        )
