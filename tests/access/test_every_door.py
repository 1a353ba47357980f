"""Every route, as everybody, in every way, at every moment: open to whom the table says only."""

from collections.abc import Callable

import pytest

from tests.access.cells import ALLAUTH
from tests.access.fields import unmarked
from tests.access.knocks import routes
from tests.access.table import ROUTES
from tests.access.walk import Walk

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("access")]
# Said in letters and in records only: no page of this story shows it.
OFF_PAGE = {"why it was waived", "why it ended"}
# The thread that addresses name is the one to everybody.
OFF_PAGE |= {"talk to set", "talk to me"}
OFF_PAGE |= {"why a review was declined", "the student's phone", "the student's introduction"}


def test_every_route_has_its_row() -> None:
    rowless = {name for name, _, _ in routes()} - set(ROUTES)
    assert not rowless, f"Say in tests/access/table.py who may open: {', '.join(sorted(rowless))}"


def test_every_row_has_its_route() -> None:
    assert set(ROUTES) <= {name for name, _, _ in routes()}


@pytest.mark.asvs("V8.2.1", "V8.2.2")
def test_everybody_finds_what_the_table_says(
    walked: Walk, record_property: Callable[[str, object], None]
) -> None:
    tried = sum(walked.tried.values())
    record_property(
        "figure", f"access: {tried} cells of {walked.cells} tried, {len(walked.amiss)} amiss"
    )
    assert not walked.amiss, f"{len(walked.amiss)} amiss:\n" + "\n".join(walked.amiss[:40])


def test_whoever_may_open_a_door_did(walked: Walk) -> None:
    """Or else the walk would prove nothing: each page was seen by each of those it is for."""
    named = {
        (route, relation, "GET")
        for route, row in ROUTES.items()
        for relation in row.get
        if not route.startswith(ALLAUTH)
        and not (row.open and relation not in ("advocate", "guest", "visitor"))
    }
    shut = {"deactivated facilitator", "shut account"}
    never = sorted(one for one in named - walked.opened if one[1] not in shut)
    assert not never, "\n".join(map(str, never))


def test_every_mark_is_read_by_somebody(walked: Walk) -> None:
    """Or else nothing would be proved by nobody else reading it."""
    unread = [what for mark, what in walked.planted.items() if mark not in walked.read]
    unread = [what for what in unread if what not in OFF_PAGE]
    assert not unread, "\n".join(unread)


def test_every_field_for_words_is_marked(walked: Walk) -> None:
    """A new text field: mark it in tests/access/story.py, or say in fields.py why not."""
    assert not unmarked(walked.fields)
