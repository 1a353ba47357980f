"""Who reads what: role x section written by hand, and who sees a contract at all."""

from typing import Any

import pytest

from pactwork.contracts.rules.readers import parties_of, parties_shown, readable
from pactwork.contracts.visibility import roles_on, sections_read, seen_by
from pactwork.modules.actions import give_role
from pactwork.modules.reading import read
from pactwork.modules.rules.specification import Template
from pactwork.people.actions import enter_person, found_institution
from pactwork.people.actors import actor_for
from tests.conftest import Clock
from tests.contracts.play import FILES
from tests.stories import FILES as SHIPPED
from tests.stories import World

INQUIRY = read(SHIPPED / "action-inquiry" / "module.yaml").templates["inquiry"]
ENTERPRISE = read(FILES / "rural-enterprise.yaml").templates["enterprise"]
QUIET: dict[str, Any] = {"triage": {"covert": "no"}}
RAISED: dict[str, Any] = {"triage": {"covert": "yes"}}

# student, peer, facilitator, module leader; ethics reviewer (quiet, raised), placement officer,
# advocate; careers, student partner, examiner, administrator, stranger
ROLES = (
    "student",
    "peer",
    "facilitator",
    "module_leader",
    "ethics quiet",
    "ethics raised",
    "placement_officer",
    "advocate",
    "careers",
    "student_partner",
    "examiner",
    "administrator",
    "stranger",
)
TABLE = """
    try         Y Y Y Y   . . . .   . . Y . .
    bothers     Y Y Y Y   . . . .   . . Y . .
    question    Y Y Y Y   . . . .   . . Y . .
    stops       Y Y Y Y   . . . .   . . Y . .
    activities  Y Y Y Y   . . . .   . . Y . .
    reasoning   Y Y Y Y   . Y . .   . . Y . .
    triage      Y . Y .   Y Y . .   . . . . .
    signs       Y Y Y Y   . . . .   . . Y . .
    outcomes    Y Y Y Y   . . . .   . . Y . .
    weeks       Y Y Y Y   . . . .   . . Y . .
    card        Y Y Y Y   . . Y Y   . . Y . .
    helps       Y . Y Y   . . . .   . . Y . .
    format      Y Y Y Y   . . . .   . . Y . .
    promise     Y Y Y Y   . . . .   . . Y . .
"""


def reads(template: Template, content: dict[str, Any], role: str, *parties: str) -> frozenset[str]:
    roles = frozenset() if role == "stranger" else frozenset({role})
    mine = parties_of(template, roles) | set(parties)
    return readable(template, content, roles, frozenset(mine))


def table(text: str) -> dict[str, list[str]]:
    rows = [line.split() for line in text.strip().split("\n")]
    return {section: marks for section, *marks in rows}


def test_every_role_and_section_of_the_inquiry() -> None:
    rows = table(TABLE)
    assert list(rows) == [s.key for s in INQUIRY.sections]
    visited = 0
    for place, name in enumerate(ROLES):
        role = "ethics_reviewer" if name.startswith("ethics") else name
        content = RAISED if name == "ethics raised" else QUIET
        parties = ["workplace"] if role == "advocate" else []
        got = reads(INQUIRY, content, role, *parties)
        for section, marks in rows.items():
            assert (section in got) == (marks[place] == "Y"), (section, name)
            visited += 1
    assert visited == len(INQUIRY.sections) * len(ROLES)


# A section that names its readers: for them and its yes-givers only, and always for the student.
ENTERPRISE_TABLE = """
    place    Y Y Y . . Y Y Y
    keep     Y . Y Y Y Y Y Y
    shares   Y . Y . Y Y . .
    show     Y . Y Y . . . Y
    weeks    Y . Y Y Y . Y Y
    promise  Y . Y Y . . . Y
"""
WHO = ("student", "peer", "facilitator", "module_leader", "host", "guild", "placement_officer")


def test_every_role_and_section_where_readers_are_named() -> None:
    rows = table(ENTERPRISE_TABLE)
    assert list(rows) == [s.key for s in ENTERPRISE.sections]
    content: dict[str, Any] = {"keep": {"owner": "Theirs"}}
    for place, role in enumerate((*WHO, "examiner")):
        by_link = role in ("host", "guild")
        got = reads(ENTERPRISE, content, "advocate" if by_link else role, *([role] * by_link))
        for section, marks in rows.items():
            assert (section in got) == (marks[place] == "Y"), (section, role)


def test_a_party_reads_what_its_yes_covers_from_the_day_it_does() -> None:
    plain = [s.model_copy(update={"readers": None}) for s in INQUIRY.sections]
    template = INQUIRY.model_copy(update={"sections": plain})
    assert reads(template, QUIET, "ethics_reviewer") == frozenset()
    assert reads(template, RAISED, "ethics_reviewer") == {"reasoning", "triage"}


def test_the_set_reads_key_elements_even_where_a_template_names_it_elsewhere() -> None:
    named = [s.model_copy(update={"readers": ["student", "peer"]}) for s in INQUIRY.sections]
    template = INQUIRY.model_copy(update={"sections": named})
    assert reads(template, QUIET, "peer") == {s.key for s in named if s.key_element}


def test_two_roles_read_what_either_reads() -> None:
    both = frozenset({"peer", "ethics_reviewer"})
    got = readable(INQUIRY, RAISED, both, parties_of(INQUIRY, both))
    assert got == reads(INQUIRY, RAISED, "peer") | {"triage"}


def test_who_may_not_read_the_triage_is_not_told_of_a_reviewer() -> None:
    for role, parties in {
        "peer": {"workplace", "university"},
        "module_leader": {"workplace", "university"},
        "placement_officer": {"workplace", "university"},
        "facilitator": {"workplace", "university", "ethics"},
        "student": {"workplace", "university", "ethics"},
    }.items():
        assert parties_shown(INQUIRY, reads(INQUIRY, RAISED, role)) == parties, role
    card = reads(INQUIRY, RAISED, "advocate", "workplace")
    assert "ethics" not in parties_shown(INQUIRY, card)


# Nothing shared, shared, and asked of ethics: who finds the contract at all.
SEEN = """
    nadine   Y Y Y
    tomasz   . Y Y
    jane     . Y Y
    colin    . . .
    helen    Y Y Y
    owen     Y Y Y
    ruth     Y Y Y
    anil     . . Y
    grace    . Y Y
    dan      . . .
    lena     . . .
    paula    . . .
    moira    . . .
    elsewhere . . .
"""
IS = {
    "nadine": "student",
    "tomasz": "peer",
    "priya": "peer",
    "samir": "peer",
    "jane": "peer",
    "helen": "facilitator",
    "owen": "facilitator",
    "ruth": "module_leader",
    "anil": "ethics_reviewer",
    "grace": "placement_officer",
    "dan": "careers",
    "lena": "examiner",
    "paula": "student_partner",
}


@pytest.fixture
def everybody(world: World) -> World:
    email = "paula@student.midshire.example"
    paula = enter_person(world.institution, key="paula", name="Paula Jones", email=email)
    give_role(world.run, paula, "student_partner")
    other = found_institution("Another University")
    email = "nadine@another.example"
    world.people |= {
        "paula": paula,
        "elsewhere": enter_person(other, key="nadine", name="Nadine Brooks", email=email),
    }
    return world


def test_who_finds_a_contract_at_all(everybody: World) -> None:
    world, rows = everybody, table(SEEN)
    assert set(rows) == set(world.people) - {"priya", "samir"}  # as tomasz and jane
    contract = world.contract()
    for stage in range(3):
        if stage == 1:
            world.share(triage={"covert": "yes"})
        if stage == 2:
            world.ask("ethics")
        for name, marks in rows.items():
            found = seen_by(world.actor(name)).filter(pk=contract.pk).exists()
            assert found == (marks[stage] == "Y"), (name, stage)


def test_who_is_what_on_a_contract(everybody: World) -> None:
    contract = everybody.contract()
    for name in everybody.people:
        roles = {IS[name]} if name in IS and name != "lena" else set()  # nothing is sampled
        assert roles_on(everybody.actor(name), contract) == roles, name


def test_on_ones_own_contract_one_is_the_student_only(world: World) -> None:
    give_role(world.run, world.people["nadine"], "facilitator")
    assert roles_on(world.actor("nadine"), world.contract()) == {"student"}
    assert roles_on(world.actor("nadine"), world.contract("tomasz")) == {"facilitator", "peer"}


def test_a_role_that_has_ended_or_not_begun_is_none(world: World, clock: Clock) -> None:
    today = clock.forward(days=1).date()
    give_role(world.run, world.people["dan"], "facilitator", ends_on=today)
    assert roles_on(world.actor("dan"), world.contract()) == {"careers", "facilitator"}
    clock.forward(days=1)
    assert roles_on(world.actor("dan"), world.contract()) == {"careers"}
    tomorrow = clock.forward(days=1).date()
    clock.forward(days=-1)
    give_role(world.run, world.people["lena"], "facilitator", starts_on=tomorrow)
    assert roles_on(world.actor("lena"), world.contract()) == set()


def test_before_a_draft_is_shared_only_the_author_reads(world: World) -> None:
    world.write()
    found = world.dossier()
    assert sections_read(found, frozenset({"student"})) == {s.key for s in found.template.sections}
    for role in ("facilitator", "module_leader", "peer", "placement_officer", "ethics_reviewer"):
        assert sections_read(found, frozenset({role})) == frozenset()


def test_the_draft_that_is_read_decides_not_the_newest(world: World) -> None:
    """Ethics reads the reasoning of the draft that raised something, and not of a later one."""
    world.share(triage={"covert": "yes"})
    world.share(triage={"covert": "no"})
    found, reviewer = world.dossier(), frozenset({"ethics_reviewer"})
    assert sections_read(found, reviewer, 1) == {"reasoning", "triage"}
    assert sections_read(found, reviewer) == {"triage"}
    assert actor_for(world.people["anil"]).via == "account"
