"""The walk is taken once, and what it came to is said at the end."""

from collections.abc import Iterator

import pytest
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from tests.access.walk import Walk, walk


@pytest.fixture(scope="session")
def walked(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Walk]:
    every_cell = request.config.getoption("--every-cell")
    if connection.vendor == "postgresql" and not every_cell:
        pytest.skip("the law is the same on both databases; --every-cell walks it on this one too")
    with django_db_blocker.unblock():
        yield walk(every=every_cell)
