"""Rosters loaded again and again: who moves, who ends, who comes back, and what stays."""

from datetime import date
from time import monotonic

import pytest

from pactwork.contracts.models import Agreement, Answer, Ask, Contract, Draft, Text
from pactwork.contracts.queries.staff import staff_for
from pactwork.contracts.visibility import seen_by
from pactwork.desk.pages.queue import asked, queue_of
from pactwork.history.models import Entry
from pactwork.modules.actions import apply_roster
from pactwork.modules.models import Enrolment, Role
from pactwork.modules.roster.known import known
from pactwork.modules.roster.plan import Plan
from pactwork.modules.roster.planning import planned
from pactwork.modules.roster.reading import sheet
from pactwork.people.actors import system_at
from pactwork.people.models import Account, Person
from pactwork.reviews.actions import comment
from pactwork.reviews.models import Comment
from tests.conftest import Clock
from tests.stories import STUDENTS, World
from tests.web.test_home import home

HEAD = "key,name,email,role,code,cohort,set,ends_on,remove"
EVERYBODY = [f"{key},,,student" for key in STUDENTS]


def content(*lines: str, head: str = HEAD) -> bytes:
    return "\n".join([head, *lines]).encode()


def load(world: World, *lines: str, whole: bool = False) -> Plan:
    by = world.actor("moira")
    file = sheet(content(*lines))
    return apply_roster(world.institution, file, run=world.run.ref, whole=whole, by=by)


def look(world: World, *lines: str, whole: bool = False) -> Plan:
    return planned(sheet(content(*lines)), known(world.institution), world.run.ref, whole)


def agreed_to() -> list[object]:
    kept = (Draft, Answer, Agreement, Text, Comment, Ask)
    return [list(model.objects.order_by("pk").values()) for model in kept]


def place(key: str) -> Enrolment:
    found = Enrolment.objects.select_related("learning_set", "left_set", "cohort")
    return found.get(person__key=key)


# The whole list ------------------------------------------------------------------------------------


def test_whoever_is_missing_from_the_whole_list_ends_and_nobody_else(world: World) -> None:
    lines = [line for line in EVERYBODY if not line.startswith("nadine")]
    shown = look(world, *lines, whole=True)
    assert [(c.now.key, c.line) for c in shown.ended] == [("nadine", 0)]
    assert not look(world, *lines).ended, "only when the file says that it is whole"
    before = Entry.objects.count()
    load(world, *lines, whole=True)
    assert Entry.objects.count() == before + 1
    assert place("nadine").ends_on is not None
    assert not Role.objects.exclude(ends_on=None).exists(), "no staff stand in the file"
    assert not load(world, *lines, whole=True).writes
    assert Entry.objects.count() == before + 1


def test_it_is_whole_for_the_roles_that_it_names(world: World) -> None:
    found = look(world, "owen,,,facilitator", whole=True)
    assert [c.now.key for c in found.ended] == ["helen"]


def test_with_a_line_left_out_nobody_ends(world: World) -> None:
    found = look(world, *EVERYBODY[1:], "s9,Bo,,student,AIN501", whole=True)
    assert (found.held_back, found.absent) == (True, [])


def test_two_looks_at_the_whole_list_are_the_same_plan(world: World) -> None:
    first, second = (look(world, EVERYBODY[0], whole=True) for _ in range(2))
    assert len(first.absent) == 5
    assert first.digest == second.digest != look(world, EVERYBODY[0]).digest


# Ending and coming back ----------------------------------------------------------------------------


def test_an_ended_student_is_out_at_once_and_the_contract_stays(world: World) -> None:
    contract = world.agreed()
    client, helen, tomasz = world.client("nadine"), world.client("helen"), world.client("tomasz")
    page = f"/contracts/{contract.ref}/"
    kept = agreed_to()
    assert client.get(page).status_code == 200
    load(world, "nadine,,,student,,,,,yes")
    assert client.get(page).status_code == 404
    assert client.get(f"/modules/{world.run.ref}/").status_code == 404
    assert client.post(f"/contracts/{contract.ref}/share/", {}).status_code in (404, 405)
    assert tomasz.get(f"/set/{contract.ref}/").status_code == 404
    assert helen.get(f"{page}agreement/").status_code == 200
    assert seen_by(world.actor("ruth")).filter(pk=contract.pk).exists()
    assert agreed_to() == kept
    assert world.dossier().stands.stage == "agreed"


def test_whoever_comes_back_finds_everything(world: World) -> None:
    contract = world.agreed()
    kept = agreed_to()
    load(world, "nadine,,,student,,,,,yes")
    assert (place("nadine").learning_set, str(place("nadine").left_set.name)) == (None, "Set 1")  # type: ignore[union-attr]
    found = load(world, "nadine,,,student")
    assert [c.now.key for c in found.back] == ["nadine"]
    assert (place("nadine").learning_set.name, place("nadine").left_set) == ("Set 1", None)  # type: ignore[union-attr]
    assert world.client("nadine").get(f"/contracts/{contract.ref}/").status_code == 200
    assert world.client("tomasz").get(f"/set/{contract.ref}/").status_code == 200
    assert agreed_to() == kept


def test_an_end_in_the_file_is_an_end_too(world: World, clock: Clock) -> None:
    line = "nadine,,,student,,,Set 1,2026-01-09"
    load(world, line)
    assert place("nadine").learning_set is None
    assert not load(world, line).writes
    load(world, "nadine,,,student,,,,-")
    assert (place("nadine").ends_on, place("nadine").learning_set.name) == (None, "Set 1")  # type: ignore[union-attr]
    load(world, "nadine,,,student,,,Set 2,2027-06-30")
    assert place("nadine").learning_set.name == "Set 2", "not over yet"  # type: ignore[union-attr]


def test_an_ended_facilitators_asks_reach_the_colleagues(world: World) -> None:
    world.share()
    world.ask("university")
    Ask.objects.update(handed_to=world.people["owen"])
    assert "Nobody is waiting for you." in home(world, "helen")
    load(world, "owen,,,facilitator,,,,,yes")
    assert "Nadine Brooks is waiting for your answer" in home(world, "helen")
    assert world.client("owen").get("/queue/").status_code == 404
    found = queue_of(staff_for(world.actor("helen")), asked({}), date(2026, 10, 12))
    assert [(row.name, found.counts["ours"]) for row in found.rows] == [("Nadine Brooks", 1)]
    world.answer("university", by="helen")


def test_a_role_with_nobody_left_is_said_before(world: World) -> None:
    assert look(world, "helen,,,facilitator,,,,,yes").unstaffed == []
    found = look(world, "helen,,,facilitator,,,,,yes", "owen,,,facilitator,,,,,yes")
    assert found.unstaffed == [(world.run.ref, "facilitator")]
    found = look(world, "anil,,,ethics_reviewer,,,,,yes", "ruth,,,ethics_reviewer")
    assert found.unstaffed == []


# Moving --------------------------------------------------------------------------------------------


def test_whoever_moves_set_sees_by_membership_now(world: World) -> None:
    contract = world.share().contract
    number = contract.drafts.get().number
    comment(
        contract,
        by=world.actor("priya"),
        draft=number,
        section="question",
        path="question",
        quote="complaint call",
        text="Which calls?",
    )
    kept = agreed_to()
    load(world, "priya,,,student,,Spring,Set 2")
    assert world.client("priya").get(f"/set/{contract.ref}/").status_code == 404
    assert world.client("tomasz").get(f"/set/{contract.ref}/").status_code == 200
    assert place("priya").cohort.name == "Spring"  # type: ignore[union-attr]
    assert agreed_to() == kept, "what Priya said stays"
    load(world, "priya,,,student,,Autumn")
    assert place("priya").learning_set.name == "Set 2", "another cohort is no other set"  # type: ignore[union-attr]


def test_a_new_name_is_the_same_person(world: World) -> None:
    contract = world.agreed()
    load(world, "nadine,Nadine Okafor,nadine.okafor@x.example,student")
    person = Person.objects.get(key="nadine")
    assert (person.pk, person.name) == (world.people["nadine"].pk, "Nadine Okafor")
    assert Contract.objects.get(pk=contract.pk).student == person
    old = Account.objects.get(email="nadine@student.midshire.example")
    assert not old.persons.exists(), "the old address opens nothing any more"


def test_an_address_given_up_may_be_taken_in_the_same_file(world: World) -> None:
    """Whichever line comes first; but two people never share one."""
    theirs = "nadine@student.midshire.example"
    lines = [f"tomasz,,{theirs},student", "nadine,,fresh@x.example,student"]
    for order in (lines, lines[::-1]):
        assert [p.sentence for p in look(world, *order).problems] == []
    load(world, *lines)
    people = {p.key: p for p in Person.objects.select_related("account")}
    assert people["tomasz"].account.email == theirs  # type: ignore[union-attr]
    assert people["nadine"].account.email == "fresh@x.example"  # type: ignore[union-attr]
    assert len({p.account_id for p in people.values()}) == len(people)
    (problem,) = look(world, "priya,,fresh@x.example,student").problems
    assert "This address belongs to someone else here: Nadine Brooks (nadine)." in problem.sentence


def test_cells_that_look_like_formulas_are_words(world: World) -> None:
    file = b'\xef\xbb\xbfkey;name;email;role;code;set\r\ns1;"=HYPERLINK(""http://x"")";s1@x.example;student;AIN501;+Set\r\n'
    apply_roster(world.institution, sheet(file), run=world.run.ref, by=system_at(world.institution))
    person = Person.objects.get(key="s1")
    assert (person.name, place("s1").learning_set.name) == ('=HYPERLINK("http://x")', "+Set")  # type: ignore[union-attr]


@pytest.mark.parametrize("what", ["new", "moved", "ended"])
def test_three_thousand_lines_are_written_in_seconds(world: World, what: str) -> None:
    lines = [
        f"s{n},Ann Bell {n},s{n}@x.example,student,AIN501,C{n % 9},Set {n % 600}"
        for n in range(3000)
    ]
    load(world, *lines) if what != "new" else None
    if what == "moved":
        lines = [
            f"s{n},Ann {n},t{n}@x.example,student,AIN401,D{n % 9},Team {n % 600}"
            for n in range(3000)
        ]
    begun = monotonic()
    if what == "ended":
        load(world, "nadine,,,student", whole=True)
    else:
        load(world, *lines)
    took = monotonic() - begun
    assert took < 10, f"{took:.1f} s"
    assert Enrolment.objects.filter(ends_on=None).count() == (1 if what == "ended" else 3006)
