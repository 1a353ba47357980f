"""An institution's time zone and whom people write to: said by a command, and kept in the history."""

import pytest

from pactwork.history.models import Entry
from pactwork.people.actions import found_institution
from pactwork.people.models import Institution
from tests.test_commands import run  # noqa: F401 - a fixture


@pytest.mark.django_db
def test_it_is_said_shown_and_remembered_once(run) -> None:  # noqa: F811
    found_institution("Metropolia")
    words = ("--time-zone", "Europe/Helsinki", "--help-email", "apua@metropolia.example")
    for _ in range(2):
        code, said, _trouble = run("institution", *words)
        assert (code, "Europe/Helsinki" in said, "apua@metropolia.example" in said) == (
            0,
            True,
            True,
        )
    house = Institution.objects.get()
    assert (house.time_zone, house.help_email) == ("Europe/Helsinki", "apua@metropolia.example")
    (entry,) = Entry.objects.filter(act="institution_described")
    assert entry.payload["time_zone"] == "Europe/Helsinki"
    assert run("institution")[1] == said  # nothing said, nothing changed
    assert run("institution", "--help-email", "")[0] == 0
    assert Institution.objects.get().help_email == ""
    assert Institution.objects.get().time_zone == "Europe/Helsinki"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "words",
    [
        *(("--time-zone", zone) for zone in ("Helsinki", "", "EET+2", "../etc/passwd", "europe/helsinki")),
        *(("--help-email", email) for email in ("apua", "a@b", "a b@c.example", "x@y.example,z@y.example")),
        ("--institution", "Elsewhere", "--time-zone", "Europe/Paris"),
    ],
)  # fmt: skip
def test_what_is_none_changes_nothing(words: tuple[str, ...], run) -> None:  # noqa: F811
    found_institution("Metropolia", time_zone="Europe/Helsinki", help_email="apua@m.example")
    code, _said, trouble = run("institution", *words)
    assert code == 1
    assert trouble
    assert [*Institution.objects.values_list("name", "time_zone", "help_email")] == [
        ("Metropolia", "Europe/Helsinki", "apua@m.example")
    ]
