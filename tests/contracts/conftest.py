"""What the tables of the law are held against."""

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from tests.contracts.scenes import Scene, all_scenes


@pytest.fixture(scope="session")
def scenes(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> list[Scene]:
    """Played once, then only read: facts are frozen, and the rows are gone."""
    with django_db_blocker.unblock(), transaction.atomic():
        found = all_scenes()
        transaction.set_rollback(True)
    return found
