"""A moment as a page sends it is one of the institution's own clock."""

import pytest

from pactwork.hotseats.forms import moment_in


@pytest.mark.parametrize("text", ["2026-11-02T09:00", " 2026-11-02 09:00 "])
def test_it_is_on_the_clock_of_the_institution(text: str) -> None:
    found = moment_in(text, "Europe/London")
    assert found is not None
    assert found.isoformat() == "2026-11-02T09:00:00+00:00"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2026-11-02T09:00+01:00",
        "8999-12-31T23:59-23:59",
        "2026-11-02T09:00Z",
        "0001-01-01T00:00",
        "9999-12-31T23:59",
    ],
)
def test_what_no_page_sends_is_no_moment(text: str) -> None:
    assert moment_in(text, "Europe/London") is None
