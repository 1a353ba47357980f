"""Every route, as everybody, in every way, at every moment: open to whom the table says, and to nobody else."""

import pytest

from tests.access.knocks import routes
from tests.access.table import ROUTES
from tests.access.walk import Walk

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("access")]


def test_every_route_has_its_row() -> None:
    rowless = {name for name, _, _ in routes()} - set(ROUTES)
    assert not rowless, f"Say in tests/access/table.py who may open: {', '.join(sorted(rowless))}"


def test_every_row_has_its_route() -> None:
    assert set(ROUTES) <= {name for name, _, _ in routes()}


def test_everybody_finds_what_the_table_says(walked: Walk) -> None:
    print(walked.cells, walked.tried)
    assert not walked.amiss, f"{len(walked.amiss)} cells:\n" + "\n".join(walked.amiss[:40])
