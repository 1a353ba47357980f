"""A module's code as catalogues write it: ``LIS 590`` is one, and what is a key in an address stays one."""

import re
from pathlib import Path

import pytest
from django.urls import reverse

from pactwork.modules.actions.drafting import begin_draft
from pactwork.modules.editing.parts import parts
from pactwork.modules.queries import specification
from pactwork.modules.reading import BadModule, read_bytes
from pactwork.modules.roster.known import known
from pactwork.modules.roster.planning import planned
from pactwork.modules.roster.reading import sheet
from pactwork.modules.rules.damage import damaged
from tests.contracts.lacking import browser
from tests.contracts.plans import text_of
from tests.contracts.play import Play
from tests.contracts.test_owed_by_others import INTERNSHIP

LEAST = Path(__file__).with_name("least.yaml").read_text(encoding="utf-8")
CODE = re.search(r"code: (\S+)", LEAST)
assert CODE
HELD = CODE[0].rstrip(",")
GOOD = ["LIS 590", "CHEM 101H", "COMP.3010", "BIO/2010", "AIN501", "DA-401", "-x", "Q1 7.A/b-C"]
BAD = [
    "LIS  590",
    "L",
    "LIS_590",
    "LIS 590 of the catalogue",
    "LIS ",
    "LIS/",
    "<b>",
    "LIS\\n590",
    "É1",
]


@pytest.mark.parametrize("code", GOOD)
def test_a_code_is_as_in_the_catalogue(code: str) -> None:
    spec = read_bytes(LEAST.replace(HELD, f'code: "{code}"').encode(), "module.yaml")
    assert spec.variants[0].code == code
    [key] = [key for key in parts(spec) if key.startswith("outcomes-")]
    path = reverse("modules:edit_part", args=["ref", key])
    assert path.count("/") == 5
    assert "%" not in path


@pytest.mark.parametrize("code", [one for one in BAD if one != "LIS "])
def test_what_is_no_code_is_said_with_its_line(code: str) -> None:
    with pytest.raises(BadModule) as caught:
        read_bytes(LEAST.replace(HELD, f'code: "{code}"').encode(), "module.yaml")
    [problem] = caught.value.problems
    assert "letters, digits and hyphens, such as LIS-590 or LIS 590" in problem.sentence
    assert problem.line


def test_two_codes_never_share_a_page() -> None:
    codes = ["LIS 590", "LIS-590", "LIS/590", "LIS.590"]
    spec = read_bytes(LEAST.encode(), "module.yaml")
    several = [spec.variants[0].model_copy(update={"code": code}) for code in codes]
    found = parts(spec.model_copy(update={"variants": several}))
    assert len([key for key in found if key.startswith("outcomes-")]) == len(codes)


@pytest.mark.parametrize(
    "cell", ["LIS 590", "MAR 201", "DEC 110", "SEPT-210", "MAY 3010", "MARK 999"]
)
def test_a_code_is_no_day_that_a_spreadsheet_made_of_it(cell: str) -> None:
    assert damaged("code", cell) == ""


@pytest.mark.parametrize("cell", ["Mar-10", "MAR 10", "1-Mar", "Dec-2026", "Mrz 26"])
def test_a_day_is_still_told(cell: str) -> None:
    assert damaged("code", cell) == "cell_date"


@pytest.mark.django_db
def test_a_student_under_it_has_every_page_and_a_roster_finds_it() -> None:
    play = Play(INTERNSHIP, **{"code: PUB-480": "code: LIS 590/B"})
    play.share()
    play.agreed("host", "university")
    client = browser(play.people["student"])
    assert "LIS 590/B" in text_of(client.get("/"))
    ref = play.contract.ref
    for address in (f"contracts/{ref}", f"contracts/{ref}/agreement", f"modules/{play.run.ref}"):
        assert client.get(f"/{address}/", follow=True).status_code == 200, address
    lines = "key,name,email,role,code\ns1,Ann Bell,a@x.example,student,lis\u00a0 590/b"
    found = planned(sheet(lines.encode()), known(play.institution), play.run.ref)
    assert found.problems == []
    [place] = [change.now for change in found.places.values() if not change.was]
    assert place.code == "LIS 590/B"


@pytest.mark.django_db
def test_a_draft_is_looked_at_under_each_code() -> None:
    play = Play(INTERNSHIP, **{"code: PUB-480": "code: LIS 590"})
    spec = specification(play.run)
    other = spec.variants[0].model_copy(update={"code": "A/B 1"})
    spec = spec.model_copy(update={"variants": [*spec.variants, other]})
    by = play.actor("module_leader1")
    draft = begin_draft(play.institution, spec, play.run.files, run=play.run, by=by)
    client = browser(play.people["module_leader1"])
    page = client.get(f"/drafts/{draft.ref}/student/").content.decode()
    assert 'href="?code=LIS+590"' in page
    assert 'href="?code=A%2FB+1"' in page
    shown = client.get(f"/drafts/{draft.ref}/student/?code=A%2FB+1").content.decode()
    assert "<span>A/B 1</span>" in shown
    assert client.get(f"/drafts/{draft.ref}/change/outcomes-A~B_1/").status_code == 200
