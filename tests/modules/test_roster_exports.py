"""Exports of Moodle, Canvas, SITS and Banner, with the column names they have: loaded as they are."""

from pathlib import Path

import pytest

from pactwork.modules.models import Enrolment
from pactwork.modules.roster.choices import Choices
from pactwork.modules.roster.reading import sheet
from pactwork.modules.roster.status import takes_part
from pactwork.people.models import Person
from tests.stories import World
from tests.test_commands import Run, run  # noqa: F401 - a fixture

FILES = Path(__file__).parent / "rosters"
STUDENTS = ["--role", "student", "--code", "AIN501"]
EXPORTS: dict[str, tuple[list[str], dict[str, tuple[str, str]]]] = {
    "moodle-participants.csv": (
        STUDENTS,
        {
            "00201": ("Jane Example", "jane@uni.example"),
            "00202": ("Ola Nordmann", "ola@uni.example"),
        },
    ),
    "moodle-grades.csv": (
        STUDENTS,
        {
            "00211": ("Anne Able", "able@uni.example"),
            "00212": ("Bobby Bunce", "bunce@uni.example"),
        },
    ),
    "moodle-users.csv": ([], {"00221": ("Jane Example", "jane@uni.example")}),
    "canvas-gradebook.csv": (
        [*STUDENTS, "--map", "email=SIS Login ID"],
        {"0301": ("Bo Bessie", "bo@uni.example")},
    ),
    "canvas-groups.csv": (
        [*STUDENTS, "--map", "email=login_id", "--map", "set=group_name"],
        {
            "0311": ("Ada Lovelace", "ada@uni.example"),
            "0312": ("Charles Babbage", "charles@uni.example"),
        },
    ),
    "sits-stutalk.csv": (
        ["--role", "student"],
        {"20159707": ("Kami MENDES", "k.mendes@uni.example")},
    ),
    "sits-dotted-utf16.txt": (
        ["--role", "student"],
        {"26000077": ("ANA LUCÍA MARTÍNEZ", "a.martinez@uni.example")},
    ),
    "banner-class-list.csv": (
        [*STUDENTS, "--map", "email=WCSU Email"],
        {
            "03816763": ("Jacob Smith", "smith.jacob@uni.example"),
            "03278067": ("Sarah Jones", "jones.sarah@uni.example"),
        },
    ),
}


@pytest.mark.parametrize("file", EXPORTS)
def test_an_export_is_loaded_as_it_is_and_the_second_time_without_a_word(
    world: World,
    run: Run,  # noqa: F811
    file: str,
) -> None:
    words, people = EXPORTS[file]
    before = set(Person.objects.values_list("key", flat=True))
    code, said, complained = run("roster", "load", str(FILES / file), *words, "--yes")
    assert code == 0, said + complained
    made = Person.objects.exclude(key__in=before)
    assert {p.key: (p.name, p.email) for p in made} == people
    assert Enrolment.objects.filter(person__in=made, code="AIN501").count() == len(people)
    if "--map" in words:
        code, said, _ = run("roster", "load", str(FILES / file), "--code", "AIN501")
        assert (code, "Nothing to save" in said) == (0, True), said
        assert "as remembered." in said


def test_what_canvas_writes_beside_its_students_is_nobody() -> None:
    said = Choices((("email", "SIS Login ID"),), "student")
    found = sheet((FILES / "canvas-gradebook.csv").read_bytes(), said)
    assert [row.cells["name"] for row in found.rows] == ["Bo Bessie"]
    assert [(n.line, n.code) for n in found.notes if n.line] == [
        (2, "footer"),
        (3, "footer"),
        (5, "footer"),
    ]
    assert found.problems == []


def test_whoever_is_no_longer_enrolled_at_canvas_is_not_added() -> None:
    found = sheet((FILES / "canvas-enrolments.csv").read_bytes())
    assert [row.cells for row in found.rows] == [{"key": "0301", "role": "student"}]


def test_the_page_of_a_class_that_banner_exports_is_found_below_its_titles() -> None:
    found = sheet((FILES / "banner-summary.csv").read_bytes(), Choices(role="student"))
    assert [(r.line, r.cells["key"], r.cells["name"]) for r in found.rows] == [
        (9, "A00012001", "Elizabeth A. Delf"),
        (10, "A00012002", "Robert Broeg"),
    ]


@pytest.mark.parametrize(
    ("status", "part"),
    [
        ("**Web Registered** on Apr 07, 2026", True),
        ("Registered 08/15/2026", True),
        ("RT", True),
        ("Drop/Delete 08/15/2026", False),
        ("DC", False),
        ("Waitlisted", False),
        ("Withdrawn since 2026-10-30", False),
        ("Not current", False),
        ("Registered twice", None),
    ],
)
def test_a_status_may_say_since_when(status: str, part: bool | None) -> None:
    assert takes_part(status) is part
