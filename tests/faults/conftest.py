"""A prepared database of the kind that the tests run on, for faults in processes of their own."""

import os
from collections.abc import Callable, Iterator

import pytest

from bench.faults import places
from bench.trials import Outcome, Trial, done
from tests.faults.houses import House, opened

Does = Callable[[str, int, str], Outcome]


@pytest.fixture(scope="session")
def place() -> Iterator[places.Place]:
    url = os.environ.get("DATABASE_URL", "")
    with places.postgresql(url) if url else places.sqlite() as found:
        yield found


@pytest.fixture(scope="module")
def house(place: places.Place, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Two web processes and a worker behind nginx."""
    with opened(place, tmp_path_factory.mktemp("nginx")) as found:
        yield found


@pytest.fixture
def does(place: places.Place) -> Does:
    """Do a fault so many times, and say what came of it; what the product logs is shown."""
    return doing(place, "faults")


def doing(place: places.Place, package: str) -> Does:
    def do(name: str, count: int, how: str = "") -> Outcome:
        with open(os.dup(2), "w") as errors:
            one = Trial(name, count, count, how=how)
            return done(package, one, place, count, errors.fileno())

    return do


@pytest.fixture
def attacks(place: places.Place) -> Does:
    """Do an attack so many times, and say what came of it."""
    return doing(place, "attack")
