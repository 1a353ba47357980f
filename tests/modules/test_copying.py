"""Last year's run becomes next year's: each date beside the old one, one act, and nobody who takes it."""

import re
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pactwork.contracts.models import Contract
from pactwork.history.models import Entry
from pactwork.modules.actions import give_role
from pactwork.modules.models import Enrolment, Role, Run
from pactwork.modules.queries import specification, staff_of
from pactwork.modules.rules.calendar import teaching_weeks
from pactwork.modules.rules.rollover import next_start, renamed
from tests.conftest import Clock
from tests.stories import World
from tests.test_commands import Run as Command
from tests.test_commands import run as command  # noqa: F401 - a fixture

FIELD = re.compile(r'<(?:input|textarea)[^>]* name="([^"]+)"[^>]*?(?: value="([^"]*)")?[^>]*>')
SELECT = re.compile(r'<select[^>]* name="([^"]+)".*?<option value="([^"]*)" selected', re.S)


def form(text: str) -> dict[str, Any]:
    """The fields of the page's main form, as a browser would send them."""
    inside = text[text.index('class="edit-form"') :]
    inside = inside[: inside.index("</form>")]
    found: dict[str, Any] = {"role": []}
    for tag in re.findall(r"<input[^>]*>", inside):
        name, value = (re.search(rf' {a}="([^"]*)"', tag) for a in ("name", "value"))
        assert name
        if 'type="checkbox"' in tag:
            if " checked" in tag and value:
                found["role"].append(unescape(value[1]))
        elif name[1] != "csrfmiddlewaretoken":
            found[name[1]] = unescape(value[1]) if value else ""
    found |= {name: unescape(value) for name, value in SELECT.findall(inside)}
    return found


def words(response: Any) -> str:
    return unescape(response.content.decode())


@pytest.fixture
def ruth(world: World, clock: Clock) -> Any:
    return world.client("ruth")


def address(world: World) -> str:
    return f"/modules/{world.run.ref}/copy/"


def test_the_page_proposes_a_year_on_and_shows_what_was(world: World, ruth: Any) -> None:
    before = Entry.objects.count(), Run.objects.count()
    text = words(ruth.get(address(world)))
    said = form(text)
    spec = specification(world.run)
    assert said["calendar.starts_on"] == (date(2027, 9, 27)).isoformat()
    assert said["run"] == "2027 to 2028"
    assert "was Monday 28 September 2026" in text
    assert said["calendar.vacations.0.first"] > spec.calendar.vacations[0].first.isoformat()
    assert "Deadlines" in text
    assert "Week 12" in text
    assert len(said["role"]) == 7
    assert (Entry.objects.count(), Run.objects.count()) == before


def test_making_it_is_one_act_with_staff_and_without_students(world: World, ruth: Any) -> None:
    contract = world.agreed()
    Role.objects.filter(person__key="helen").update(
        starts_on=date(2026, 9, 21), ends_on=date(2027, 7, 2)
    )
    Role.objects.filter(person__key="ruth").update(starts_on=date(2026, 9, 1))
    said = form(words(ruth.get(address(world))))
    said["role"] = [name for name in said["role"] if not name.startswith("careers:")]
    said["calendar.bank_holidays.0"] = "25/12/2027"
    before = Entry.objects.count()
    answer = ruth.post(address(world), {**said, "do": "make"})
    made = Run.objects.exclude(pk=world.run.pk).get()
    assert answer["Location"] == f"/modules/{made.ref}/change/"
    assert Entry.objects.count() == before + 1
    assert Entry.objects.order_by("-seq")[0].act == "module_copied"
    spec, was = specification(made), specification(world.run)
    assert (made.name, made.key, made.files) == ("2027 to 2028", world.run.key, world.run.files)
    assert spec.calendar.bank_holidays[0] == date(2027, 12, 25)
    assert (spec.brief, spec.templates) == (was.brief, was.templates)
    first, last = teaching_weeks(spec.calendar)[0], teaching_weeks(was.calendar)[0]
    assert (first.first - last.first).days % 7 == 0
    assert not Enrolment.objects.filter(run=made).exists()
    roles = {r.person.key: r for r in Role.objects.filter(run=made).select_related("person")}
    assert "dan" not in roles
    assert (roles["helen"].starts_on, roles["helen"].ends_on) == (
        date(2027, 9, 20),
        date(2028, 6, 30),
    )
    assert roles["ruth"].starts_on is None, "whoever leads it has to get it ready"
    assert staff_of(made, "module_leader").count() == 1
    assert Contract.objects.get(pk=contract.pk).run_id == world.run.pk
    assert world.client("nadine").get(f"/modules/{made.ref}/").status_code == 404
    assert ruth.get(f"/modules/{made.ref}/").status_code == 200


def test_dates_are_moved_from_another_day_that_is_asked_for(world: World, ruth: Any) -> None:
    said = form(words(ruth.get(address(world), {"starts": "2028-01-12"})))
    assert said["calendar.starts_on"] == "2028-01-10", "the Monday of that week, as it was a Monday"
    text = words(ruth.get(address(world), {"starts": "soon"}))
    assert "Enter a date, such as 2027-09-27." in text


def test_looking_makes_nothing_and_keeps_what_was_typed(world: World, ruth: Any) -> None:
    said = form(words(ruth.get(address(world))))
    said |= {"run": "Spring", "calendar.starts_on": "2028-02-07", "do": "look", "role": []}
    text = words(ruth.post(address(world), said))
    after = form(text)
    assert (after["run"], after["calendar.starts_on"], after["role"]) == (
        "Spring",
        "2028-02-07",
        [],
    )
    assert Run.objects.count() == 1
    assert "2028" in text[text.index("Deadlines") :]


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("run", "", "This is missing, but text of 1 to 300 characters"),
        ("calendar.starts_on", "soon", "This is “soon”, but a date such as"),
        ("calendar.vacations.0.first", "2029-01-01", "but it begins on 2029-01-01, which is later"),
        ("run", "2026 to 2027", "There is already a run called “2026 to 2027”."),
    ],
)
def test_bad_input_keeps_what_was_typed(
    world: World, ruth: Any, name: str, typed: str, sentence: str
) -> None:
    said = form(words(ruth.get(address(world)))) | {"do": "make", name: typed}
    said["calendar.groups.0.title"] = "Typed by hand"
    answer = ruth.post(address(world), said)
    text = words(answer)
    assert answer.status_code in (409, 422)
    assert sentence in text
    assert form(text) == {k: v for k, v in said.items() if k != "do"}
    assert Run.objects.count() == 1


def test_twice_is_one_run(world: World, ruth: Any) -> None:
    said = form(words(ruth.get(address(world)))) | {"do": "make"}
    ruth.post(address(world), said)
    assert ruth.post(address(world), said).status_code == 409
    assert Run.objects.count() == 2


def test_the_command_copies_too(
    world: World,
    command: Command,  # noqa: F811
) -> None:
    code, said, _ = command("module", "copy", world.run.ref, "--starts", "2027-09-27", "--staff")
    made = Run.objects.exclude(pk=world.run.pk).get()
    assert (code, made.name, made.starts_on) == (0, "2027 to 2028", date(2027, 9, 27))
    assert Role.objects.filter(run=made).count() == 7
    assert "Portfolio" in said
    code, _, complained = command("module", "copy", world.run.ref, "--starts", "2027-09-27")
    assert (code, "There is already a run called" in complained) == (1, True)
    code, said, _ = command(
        "module", "copy", world.run.ref, "--starts", "2027-09-27", "--name", "Evenings"
    )
    assert (code, Run.objects.filter(name="Evenings").exists()) == (0, True)
    assert not Role.objects.filter(run__name="Evenings").exists()
    code, _, complained = command("module", "copy", "nope", "--starts", "2027-09-27")
    assert (code, "Which module run?" in complained) == (1, True)
    code, _, complained = command("module", "copy", world.run.ref, "--starts", "soon")
    assert (code, "is not a date" in complained) == (1, True)


@pytest.mark.parametrize(
    ("name", "years", "later"),
    [
        ("Autumn 2026", 1, "Autumn 2027"),
        ("2026 to 2027", 1, "2027 to 2028"),
        ("2026/27", 1, "2027/28"),
        ("2098/99", 1, "2099/00"),
        ("2026-27, evenings", 2, "2028-29, evenings"),
        ("Pilot", 1, "Pilot (+1)"),
        ("Spring 2027", 0, "Spring 2027"),
    ],
)
def test_the_name_moves_with_the_years(name: str, years: int, later: str) -> None:
    assert renamed(name, years) == later


def test_an_old_run_is_copied_to_the_next_year_and_not_to_the_past() -> None:
    assert next_start(date(2020, 9, 28), date(2026, 11, 1)) == date(2027, 9, 20)


def test_the_pages_ask_the_same_number_of_questions_of_two_staff_or_ten(
    world: World, ruth: Any
) -> None:
    def count(page: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert ruth.get(page).status_code == 200
        return len(asked)

    people = f"/modules/{world.run.ref}/change/people/"
    first = count(address(world)), count(people)
    for name in ("nadine", "tomasz", "priya", "jane"):
        give_role(world.run, world.people[name], "student_partner", deputy_for=world.people["dan"])
    assert (count(address(world)), count(people)) == first
    assert max(first) <= 12
