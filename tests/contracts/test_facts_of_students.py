"""A contract prints the student's number and employer, as the roster has them, where its module says so."""

from typing import Any

import pytest

from pactwork.contracts.queries.owed_by_student import unshared_of
from pactwork.modules.reading import read_bytes
from pactwork.modules.warned import warned
from pactwork.people.actions import organisation
from tests.contracts.lacking import browser
from tests.contracts.plans import text_of
from tests.contracts.play import FILES, Play
from tests.contracts.test_owed_by_others import link_of

pytestmark = pytest.mark.django_db
TERMS = FILES / "fixed-terms.yaml"
PRINTED = {
    "facts: [code, run,": "facts: [student_number, {fact: employer, title: Company}, code, run,"
}


@pytest.fixture
def play(clock: Any) -> Play:
    return Play(TERMS, **PRINTED)


def works_for(play: Play, name: str) -> None:
    student = play.people["student"]
    student.organisation = organisation(play.institution, name)
    student.save(update_fields=["organisation"])


def read_by_client(play: Play) -> str:
    return text_of(link_of(play, "client").open())


def test_they_are_in_what_people_say_yes_to_and_stay_as_they_were(play: Play) -> None:
    works_for(play, "Larkmoor Robotics")
    play.share()
    play.ask("client")
    assert "Student number student Company Larkmoor Robotics Code CON-90" in read_by_client(play)
    play.answer("client")
    assert play.states()["client"] == "yes"
    works_for(play, "Ashford Mill")
    assert "Larkmoor Robotics" in read_by_client(play)
    assert play.states()["client"] == "yes"
    enrolment = play.contract.enrolment
    assert unshared_of(play.actor("student"), enrolment, play.contract) == ["Fixed terms"]
    play.share()
    assert play.states()["client"] == "lapsed"
    page = browser(play.people["facilitator1"]).get(f"/contracts/{play.contract.ref}/review/")
    assert "Company Ashford Mill" in text_of(page)


def test_of_two_students_each_has_their_own(play: Play) -> None:
    works_for(play, "Larkmoor Robotics")
    play.share()
    other = Play(TERMS, at="Elsewhere", **PRINTED)
    other.people["student"].key = "s-2027-0042"
    other.people["student"].save(update_fields=["key"])
    other.share()
    said = other.dossier.newest
    assert said
    facts = said.content["fixed"]["_bound"]["facts"]
    assert facts[0] == ["student_number", "Student number", "s-2027-0042", "line"]
    assert facts[1] == ["employer", "Company", "", "line"]
    mine = play.dossier.newest
    assert mine
    assert mine.content["fixed"]["_bound"]["facts"][0][2] == "student"


def test_where_a_form_does_not_print_them_nothing_is_different(clock: Any) -> None:
    play = Play(TERMS)
    play.share()
    newest = play.dossier.newest
    assert newest
    names = [fact for fact, *_rest in newest.content["fixed"]["_bound"]["facts"]]
    assert names == ["code", "run", "start", "end", "requirements"]


SET = "Form of the statement of work, “Fixed terms”: the learning set reads the student’s number there."
CLIENT = (
    "Form of the statement of work, “Fixed terms”: the student’s number is read there by “client contact”, "
    "outside the university."
)


@pytest.mark.parametrize(
    ("facts", "section", "told"),
    [
        ("student_number", "yes: [client, contracts]", [CLIENT]),
        ("student_number", "key_element: true, yes: [client, contracts]", [SET, CLIENT]),
        ("student_number", "key_element: true, readers: [peer], yes: [contracts]", [SET]),
        ("student_number", "readers: [client], yes: [contracts]", [CLIENT]),
        ("student_number", "readers: [advocate], yes: [contracts]", [CLIENT]),
        ("student_number", "yes: [contracts]", []),
        ("employer", "key_element: true, yes: [client, contracts]", []),
    ],
)
def test_whoever_outside_the_university_would_read_the_number_is_pointed_out(
    facts: str, section: str, told: list[str]
) -> None:
    text, was = TERMS.read_text(encoding="utf-8"), "yes: [client, contracts], facts: [code,"
    assert was in text
    text = text.replace(was, f"{section}, facts: [{facts},")
    said = warned(read_bytes(text.encode(), "module.yaml"))
    assert [words for words in said if "number" in words] == told
