"""Dates that are seldom meant are pointed out: by the check, the load, the copy, and in the browser."""

from datetime import date, timedelta
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactwork.modules.actions import load_module
from pactwork.modules.models import Run
from pactwork.modules.reading import read, read_bytes
from pactwork.modules.rules.due import Dates
from pactwork.modules.rules.specification import Calendar, Span, Specification
from pactwork.modules.rules.warnings import warnings
from pactwork.modules.warned import warned as warned_of
from tests.modules.test_reading import LEAST
from tests.stories import FILES, World
from tests.test_commands import Run as Command
from tests.test_commands import run as command  # noqa: F401 - a fixture

FORM = "Form of the learning contract"
UNPLANNED = f"{FORM}: hours are given, but no section plans them."


def warned(spec: Specification) -> list[str]:
    """What the least file is warned of in any case stands last, and is left out."""
    *dates, last = warned_of(spec)
    assert last == UNPLANNED
    return dates


CASE = (
    "calendar: {starts_on: 2027-03-01, weeks: 4,"
    " vacations: [{title: Easter, first: 2027-03-25, last: 2027-04-09}],"
    " bank_holidays: [2027-03-26, 2027-03-29]}"
)
TOLD = "A note: the deadline, Tuesday 30 March 2027, falls in “Easter”."


def module(tmp_path: Path, calendar: str, week: int = 4) -> str:
    text = LEAST.replace("calendar: {starts_on: 2027-05-03, weeks: 2}", calendar)
    file = tmp_path / "module.yaml"
    file.write_text(text.replace("title: A note, week: 2", f"title: A note, week: {week}"))
    return str(file)


@pytest.mark.django_db
def test_a_hand_in_inside_a_vacation_is_pointed_out(
    tmp_path: Path,
    command: Command,  # noqa: F811
) -> None:
    file = module(tmp_path, CASE)
    code, said, _ = command("module", "check", file)
    assert (code, f"! Line 18: {TOLD}" in said) == (0, True)
    assert "This file can be loaded." in said
    for _again in range(2):
        code, said, _ = command("module", "load", file, "--institution", "Midshire")
        assert (code, f"! Line 18: {TOLD}" in said) == (0, True)
    ref = Run.objects.get().ref
    said = command("module", "copy", ref, "--starts", "2027-03-08", "--name", "Next")[1]
    assert "! A note: the deadline, Tuesday 6 April 2027, falls in “Easter”." in said


def test_the_page_where_a_module_is_changed_says_it_too(world: World) -> None:
    client, page = world.client("ruth"), f"/modules/{world.run.ref}/change/"
    before = unescape(client.get(page).content.decode())
    spec = read(FILES / "action-inquiry" / "module.yaml")
    on = Dates(spec.calendar).hand_in(spec.assessment[0]).dues[0].on
    assert "Please check:" not in before
    away = [*spec.calendar.vacations, Span(title="Reading <week>", first=on, last=on)]
    calendar = spec.calendar.model_copy(update={"vacations": away})
    spec = spec.model_copy(update={"calendar": calendar})
    load_module(world.institution, spec, folder=FILES / "action-inquiry")
    after = unescape(client.get(page).content.decode())
    assert f"{spec.assessment[0].title}: the deadline, " in after
    assert "falls in “Reading <week>”" in after
    assert "Please check:" in after
    assert "Check this date" not in after


def test_forms_that_are_called_the_same_are_told_apart_by_their_keys() -> None:
    spec = read_bytes(LEAST.encode(), "module.yaml")
    form = spec.templates["plan"]
    both = spec.model_copy(update={"templates": {"plan": form, "other": form}})
    found = [words for words in warned_of(both) if words.startswith("Form of")]
    assert found == [
        UNPLANNED.replace("learning contract", f"learning contract ({key})")
        for key in ("plan", "other")
    ]


@pytest.mark.parametrize(
    ("calendar", "week", "told"),
    [
        ("calendar: {starts_on: 2027-05-03, weeks: 2}", 2, []),
        (
            "calendar: {starts_on: 2027-05-03, weeks: 2, bank_holidays: [2027-05-14]}",
            2,
            [
                "A note: Friday 14 May 2027 is a public holiday, so the deadline is Monday 17 May 2027."
            ],
        ),
        (
            "calendar: {starts_on: 2027-05-05, weeks: 2,"
            " vacations: [{title: Spring, first: 2027-05-05, last: 2027-05-06}]}",
            2,
            ["The first day, Wednesday 5 May 2027, falls in “Spring”."],
        ),
        (
            "calendar: {starts_on: 2027-05-10, weeks: 1,"
            " vacations: [{title: Spring, first: 2027-05-11, last: 2027-05-14}],"
            " bank_holidays: [2027-05-10]}",
            1,
            [
                "The first day, Monday 10 May 2027, is a public holiday.",
                "Week 1, Monday 10 May 2027 to Sunday 16 May 2027, has no teaching days.",
                "A note: the deadline, Friday 14 May 2027, falls in “Spring”.",
            ],
        ),
        (
            "calendar: {starts_on: 2027-05-03, weeks: 2,"
            " vacations: [{title: Spring, first: 2027-05-14, last: 2027-05-14}],"
            " groups: [{key: a, title: Autumn, starts_on: 2027-09-06}, {key: s, title: Spring start}]}",
            2,
            ["Spring start: A note: the deadline, Friday 14 May 2027, falls in “Spring”."],
        ),
        (
            "calendar: {starts_on: 2027-05-03, weeks: 2, bank_holidays: [2027-05-03]}",
            2,
            ["The first day, Monday 3 May 2027, is a public holiday."],
        ),
        (
            "calendar: {starts_on: 2027-05-03, weeks: 2, bank_holidays: [2027-09-07],"
            " groups: [{key: a, title: Autumn, starts_on: 2027-09-07}, {key: s, title: Spring}]}",
            2,
            ["Autumn: The first day, Tuesday 7 September 2027, is a public holiday."],
        ),
        (
            "calendar: {starts_on: 2027-05-03, weeks: 2, bank_holidays: [2027-05-03],"
            " vacations: [{title: Spring, first: 2027-05-01, last: 2027-05-04}]}",
            2,
            [
                "The first day, Monday 3 May 2027, falls in “Spring”.",
                "The first day, Monday 3 May 2027, is a public holiday.",
            ],
        ),
    ],
)
def test_each_date_that_is_seldom_meant_has_its_sentence(
    tmp_path: Path, calendar: str, week: int, told: list[str]
) -> None:
    assert warned(read(Path(module(tmp_path, calendar, week)))) == told


def test_a_hand_in_at_a_weekend_is_pointed_out(tmp_path: Path) -> None:
    file = Path(module(tmp_path, "calendar: {starts_on: 2027-05-03, weeks: 2}", 2))
    file.write_text(file.read_text().replace("week: 2, formats", "week: 2, weekday: 6, formats"))
    assert warned(read(file)) == ["A note: the deadline, Saturday 15 May 2027, is at a weekend."]


@given(st.integers(1, 60), st.integers(0, 30), st.integers(1, 4))
def test_a_hand_in_is_warned_of_if_and_only_if_its_day_is_free(
    begins: int, lasts: int, week: int
) -> None:
    spec: Specification = read(FILES / "action-inquiry" / "module.yaml")
    first = date(2027, 3, 1) + timedelta(days=begins)
    away = Span(title="Away", first=first, last=first + timedelta(days=lasts))
    calendar = Calendar(starts_on=date(2027, 3, 1), weeks=12, vacations=[away])
    piece = spec.assessment[0].model_copy(update={"week": week})
    found = warnings(spec.model_copy(update={"calendar": calendar, "assessment": [piece]}))
    inside = away.first <= Dates(calendar).hand_in(piece).dues[0].on <= away.last
    assert ("due_in_vacation" in [f.code for f in found]) == inside


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("hours: 10}\ncredits", "hours: 10}\ncredits", [UNPLANNED]),
        (
            "kind: prose", "kind: weeks", [],
        ),
        (
            "credit: {one: credit, many: credits, hours: 10}\ncredits: 1\n", "", [UNPLANNED],
        ),
        (
            "hours:\n  - {key: all, title: Looking and writing, hours: 10}\n", "", [],
        ),
        (
            "credits: 1\n", "credits: [1, 2]\n",
            [UNPLANNED, f"{FORM}: students choose how many credits, but no section asks them."],
        ),
        (
            "prompts:\n", "questions: [{key: young, ask: Is anybody under 18?}]\n        prompts:\n",
            [UNPLANNED, f"{FORM}, “What you see”: nobody’s yes is asked when something is raised."],
        ),
    ],
)  # fmt: skip
def test_what_a_contract_asks_in_vain_is_pointed_out(old: str, new: str, told: list[str]) -> None:
    source = LEAST.replace(old, new)
    source = source.replace("kind: prose", "kind: ethics") if "questions" in new else source
    source = source.replace("    title_prompt: see.what\n", "")
    assert warned_of(read_bytes(source.encode(), "module.yaml")) == told


def test_a_language_that_pages_do_not_have_is_pointed_out() -> None:
    said = "only what this file says is in fr-FR."
    french, english = (
        read_bytes(f"language: {name}\n{LEAST}".encode(), "module.yaml")
        for name in ("fr-FR", "en-US")
    )
    assert [line for line in warned(french) if line.endswith(said)]
    assert warned(english) == []
