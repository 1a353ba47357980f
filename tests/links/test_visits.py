"""When a page that came by a link was first opened: by its cookie or its ticket, whichever is older."""

import pytest
from django.test import RequestFactory

from pactwork.ground import clock as ground_clock
from pactwork.links.models import Link
from pactwork.links.tickets import Purpose, cookie_name, ticket
from pactwork.links.visits import Came, came
from tests.conftest import MONDAY, Clock

REF = "abc"


@pytest.mark.parametrize(
    ("cookie", "form", "opened"),
    [(5, 2, 2), (2, 5, 2), (None, 2, 2)],
    ids=["form first", "cookie first", "no cookies"],
)
def test_the_older_of_both_is_when_it_was_opened(
    clock: Clock, cookie: int | None, form: int, opened: int
) -> None:
    def given(minutes: int | None, purpose: Purpose) -> str:
        if minutes is None:
            return ""
        with ground_clock.at(MONDAY.replace(minute=minutes)):
            return ticket(REF, f"by {purpose}", purpose)

    clock.forward(minutes=10)
    request = RequestFactory().post("/", {"ticket": given(form, "form")})
    request.COOKIES[cookie_name(REF)] = given(cookie, "cookie")
    found = came(request, Link(ref=REF))
    assert found == Came("by form", cookie is not None, opened_at=MONDAY.replace(minute=opened))
