"""A copy of a run has no date left in the old year, however it is made, and its page says what is written."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from pactwork.modules.actions import give_role, load_module
from pactwork.modules.models import ModuleDraft, Run
from pactwork.modules.queries import specification
from pactwork.modules.queries.drafting import newest
from pactwork.modules.reading import read
from pactwork.modules.rules.calendar import monday
from tests.conftest import Clock
from tests.modules.test_copying import form, words
from tests.modules.test_reading import FILES, HERE
from tests.stories import World
from tests.test_commands import Run as Command
from tests.test_commands import run as command  # noqa: F401 - a fixture

DATED = HERE / "files" / "internship-dates.yaml"
STARTS = date(2028, 1, 17)


def days_in(value: Any, where: str = "") -> Iterator[tuple[str, date]]:
    """Every date that a specification says, wherever it stands."""
    if isinstance(value, date):
        yield where, value
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from days_in(one, f"{where}.{name}")
    elif isinstance(value, list | tuple):
        for n, one in enumerate(value):
            yield from days_in(one, f"{where}.{n}")


def loaded(world: World, path: Path) -> Run:
    """The file as a run that Ruth leads; of the demo's own module, the run that is there."""
    spec = read(path)
    found = Run.objects.filter(key=spec.key, name=spec.run).first()
    run = found or load_module(world.institution, spec, folder=path.parent)
    if found is None:
        give_role(run, world.people["ruth"], "module_leader")
    return run


@pytest.fixture
def ruth(world: World, clock: Clock) -> Any:
    return world.client("ruth")


def sent(ruth: Any, run: Run, do: str) -> tuple[str, Any]:
    """What the page said, and its form sent as it stands."""
    text = words(ruth.get(f"/modules/{run.ref}/copy/", {"starts": STARTS.isoformat()}))
    answer = ruth.post(f"/modules/{run.ref}/copy/", {**form(text), "do": do})
    assert answer.status_code == 302, words(answer)
    return text, answer


def table(text: str) -> list[list[str]]:
    """The rows below “Dates that will change”."""
    part = text[text.index('id="follows-title"') :]
    cells = re.compile(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", re.S)
    return [
        [unescape(re.sub(r"<[^>]+>", "", cell)).strip() for cell in cells.findall(row)]
        for row in re.findall(r"<tr>(.*?)</tr>", part, re.S)
        if "<td" in row
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem + path.parent.name)
def test_no_date_stays_behind_in_the_browser(world: World, ruth: Any, path: Path) -> None:
    run = loaded(world, path)
    was = specification(run)
    sent(ruth, run, "make")
    made = Run.objects.filter(key=run.key).latest("pk")
    by = monday(STARTS) - monday(was.calendar.starts_on)
    then, now = dict(days_in(was.model_dump())), dict(days_in(specification(made).model_dump()))
    assert by > timedelta(weeks=20)
    assert now == {where: day + by for where, day in then.items()}


def test_run_draft_and_command_are_one_copy(
    world: World,
    ruth: Any,
    command: Command,  # noqa: F811
) -> None:
    run = loaded(world, DATED)
    sent(ruth, run, "draft")
    sent(ruth, run, "make")
    made = Run.objects.latest("pk")
    draft = newest(ModuleDraft.objects.get())
    code, _, said = command(
        "module", "copy", run.ref, "--starts", STARTS.isoformat(), "--name", "By command"
    )
    assert code == 0, said
    by_command = specification(Run.objects.get(name="By command"))
    assert specification(made).calendar == specification(draft).calendar == by_command.calendar
    assert (
        specification(made).assessment == by_command.assessment == specification(draft).assessment
    )
    talk = next(piece for piece in specification(made).assessment if piece.key == "talk")
    assert talk.on == date(2028, 3, 24)
    own = specification(made).calendar.own_dates
    assert own is not None
    assert own.start == (date(2028, 1, 17), date(2028, 2, 14))


def test_the_table_of_the_page_is_what_is_written(world: World, ruth: Any) -> None:
    run = loaded(world, DATED)
    text, _ = sent(ruth, run, "make")
    now = {row[0]: row[2] for row in table(text)}
    assert now["Talk"] == "24 Mar 2028"
    assert now["Students’ own start"] == "17 Jan to 14 Feb 2028"
    made = Run.objects.latest("pk")
    again = words(ruth.get(f"/modules/{made.ref}/copy/"))
    then = {row[0]: row[1] for row in table(again)}
    assert then == now


def test_a_first_day_typed_below_moves_what_has_no_field(world: World, ruth: Any) -> None:
    run = loaded(world, DATED)
    said = form(words(ruth.get(f"/modules/{run.ref}/copy/", {"starts": "2028-01-17"})))
    said |= {"calendar.starts_on": "2028-01-24", "do": "look"}
    text = words(ruth.post(f"/modules/{run.ref}/copy/", said))
    assert {row[0]: row[2] for row in table(text)}["Talk"] == "31 Mar 2028"
