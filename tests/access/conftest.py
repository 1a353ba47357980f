"""The walk is taken once, and what it came to is said at the end."""

from collections.abc import Iterator

import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests.access.rounds import EVERY, SOME, write_down
from tests.access.walk import Walk, walk


@pytest.fixture(scope="session")
def walked(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Walk]:
    with django_db_blocker.unblock():
        every = request.config.getoption("--every-guard")
        found = walk(
            every=request.config.getoption("--every-cell"), guards=EVERY if every else SOME
        )
        if every:
            write_down(found.guards)
        yield found
