"""A code that looks like a day or a number is one in a roster here; the check points it out."""

from pathlib import Path

import pytest

from pactwork.modules.actions import load_module
from pactwork.modules.models import Enrolment, Run
from pactwork.modules.queries.roster import of_its_modules
from pactwork.modules.reading import read_bytes
from pactwork.modules.rules.damage import at_risk, damaged
from pactwork.modules.warned import warned
from pactwork.people.models import Institution
from tests.modules.test_codes import GOOD, LEAST
from tests.modules.test_roster_cases import kept
from tests.modules.test_roster_pages import seal, upload
from tests.stories import World, make_world
from tests.test_commands import Run as Command
from tests.test_commands import run as command  # noqa: F401 - a fixture

HEAD = "key,name,email,role,run,code"
LIKE_DAYS = ["LIS 59", "MAR 12", "SET 10", "MAG 20", "OUT 5", "DEC 2026", "12 LIS", "12/10/20"]
LIKE_NUMBERS = ["10.0", "3.00", "1E-5", "1.5E4"]
CODES = LIKE_DAYS + LIKE_NUMBERS
LINE = next(line for line in LEAST.splitlines() if "code: LC4" in line)


def loaded(where: Institution, *codes: str, key: str = "looking") -> Run:
    variants = [LINE.replace("code: LC4", f'code: "{code}"') for code in codes]
    text = LEAST.replace(LINE, "\n".join(variants)).replace("key: looking\n", f"key: {key}\n")
    return load_module(where, read_bytes(text.encode(), "m.yaml"), folder=Path())


def lines(run: Run, *codes: str) -> list[str]:
    return [f"s{n},Bo Lane,s{n}@x.example,student,{run.key},{code}" for n, code in enumerate(codes)]


def test_every_code_that_a_module_has_can_be_on_a_roster(world: World) -> None:
    run, client = loaded(world.institution, *CODES), world.client("moira")
    page = upload(client, "\n".join([HEAD, *lines(run, *CODES)]))
    assert f"{len(CODES)} lines can be saved" in page.content.decode()
    client.post("/roster/entry/", {"seal": seal(page)})
    assert sorted(Enrolment.objects.filter(run=run).values_list("code", flat=True)) == sorted(CODES)


def test_the_command_reads_them_too_whatever_their_case_and_spaces(
    world: World,
    command: Command,  # noqa: F811
    tmp_path: Path,
) -> None:
    run = loaded(world.institution, "LIS 59", "MAR 12", key="may-26")
    file = kept(tmp_path, *lines(run, "lis  59", "Mar\u00a012"), head=HEAD)
    code, said, err = command("roster", "load", file, "--run", run.ref, "--yes")
    assert (code, "spreadsheet" in said) == (0, False), said + err
    found = Enrolment.objects.filter(run=run).order_by("code").values_list("code", flat=True)
    assert list(found) == ["LIS 59", "MAR 12"]


def test_what_no_module_here_calls_so_is_still_refused(world: World) -> None:
    there = make_world("Ashford University", "ashford.example")
    loaded(there.institution, "MAR 11")
    run = loaded(world.institution, "MAR 12")
    said = upload(world.client("moira"), "\n".join([HEAD, *lines(run, "Mar-12", "MAR 11")]))
    assert said.content.decode().count("that a spreadsheet has turned into a date") == 2
    exact = of_its_modules(world.institution).exact
    assert damaged("code", "MAR 12", exact) == ""
    for column in ("key", "deputy_for"):
        assert damaged(column, "MAR 12", exact) == "cell_date"


@pytest.mark.parametrize("code", [*CODES, "00123", "2E11", "3-4", "7/8", "1.2.3"])
def test_a_code_that_a_spreadsheet_may_alter_is_pointed_out(code: str) -> None:
    text = LEAST.replace("code: LC4", f'code: "{code}"')
    said = (
        f"Code “{code}”: a spreadsheet may turn it into a date or a number. Format that column as"
    )
    found = warned(read_bytes(text.encode(), "module.yaml"))
    assert [words for words in found if words.startswith(said)], found


@pytest.mark.parametrize("code", [*GOOD, "LC4", "101", "SEPT-210", "TR-6", "12-345"])
def test_any_other_code_is_not(code: str) -> None:
    assert not at_risk(code)
