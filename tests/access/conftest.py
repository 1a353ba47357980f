"""The walk is taken once, and what it came to is said at the end."""

from collections.abc import Iterator

import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests.access.walk import Walk, walk


@pytest.fixture(scope="session")
def walked(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Walk]:
    with django_db_blocker.unblock():
        guards = 10_000 if request.config.getoption("--every-guard") else 12
        yield walk(every=request.config.getoption("--every-cell"), guards=guards)
