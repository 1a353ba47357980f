"""What an example calls its run and its groups reads naturally for the year that it is begun in."""

from datetime import date

import pytest

from pactwork.modules.examples import examples
from pactwork.modules.making_forms import from_example
from pactwork.modules.rules.calendar import shifted
from pactwork.modules.rules.rollover import at_its_time, groups_at_their_time
from pactwork.modules.rules.specification import Group, Specification

AUTUMN = date(2026, 9, 28)


def begun(example: str, starts_on: str, run: str = "") -> Specification:
    values = {"example": example, "title": "", "run": run, "starts_on": starts_on, "leader": ""}
    making = from_example(values, examples(), [], {})
    assert making.made is not None, making.problems
    return making.made.spec


def groups(spec: Specification) -> list[tuple[str, str]]:
    return [(group.key, group.title) for group in spec.calendar.groups]


@pytest.mark.parametrize(
    ("name", "now", "said"),
    [
        ("Autumn classes", date(2027, 9, 27), "Autumn classes"),
        ("Autumn classes", date(2027, 10, 4), "Autumn classes"),  # still autumn
        ("Autumn classes", date(2027, 2, 1), "February classes"),
        ("September start", date(2027, 10, 4), "October start"),
        ("autumn-2026", date(2027, 2, 1), "february-2027"),
        ("2026 to 2027", date(2028, 1, 31), "2028 to 2029"),
        ("May 2026", date(2027, 9, 27), "May 2027"),
        ("May 2026", date(2027, 6, 7), "June 2027"),
        (
            "Those who may come in the falling year",
            date(2027, 2, 1),
            "Those who may come in the falling year",
        ),
        ("Part time", date(2027, 2, 1), "Part time"),
    ],
)
def test_a_name_moves_with_what_it_is_the_name_of(name: str, now: date, said: str) -> None:
    assert at_its_time(name, AUTUMN, now) == said


def test_a_year_on_the_groups_are_called_as_they_were() -> None:
    spec = begun("action-inquiry", "2027-09-27")
    assert groups(spec) == groups(examples()["action-inquiry"].spec)
    assert spec.run == "2027 to 2028"


def test_begun_in_spring_they_are_called_by_the_months_in_which_they_start() -> None:
    spec = begun("action-inquiry", "2027-03-01")
    assert ("june", "June start") in groups(spec)
    assert ("part-time", "Part time") in groups(spec)
    june = next(group for group in spec.calendar.groups if group.key == "june")
    assert june.starts_on == date(2027, 6, 21)
    classes = groups(begun("empowering-london", "2027-03-01"))
    assert classes[:2] == [("march", "March classes"), ("june", "June classes")]


def test_what_somebody_calls_the_run_is_kept_and_without_a_day_nothing_moves() -> None:
    assert begun("action-inquiry", "2027-03-01", "Autumn 2026").run == "Autumn 2026"
    same = begun("action-inquiry", "")
    assert (same.run, groups(same)) == (
        examples()["action-inquiry"].spec.run,
        groups(examples()["action-inquiry"].spec),
    )


def test_two_groups_never_get_one_key() -> None:
    spec = examples()["action-inquiry"].spec
    said = [
        Group(key="autumn", title="Autumn"),
        Group(key="september", title="September"),
        Group(key="slow", title="Autumn, slowly", pace="half"),
    ]
    was = spec.model_copy(update={"calendar": spec.calendar.model_copy(update={"groups": said})})
    now = shifted(was, date(2027, 2, 1)).calendar
    found = groups_at_their_time(was.calendar, now)
    assert [group.key for group in found] == ["february", "september", "slow"]
    assert [group.title for group in found] == ["February", "September", "February, slowly"]
