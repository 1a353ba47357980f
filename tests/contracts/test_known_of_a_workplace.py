"""What is known where a workplace is named is of this institution, this student and this workplace alone."""

from typing import Any

import pytest

from pactwork.contracts.models import Contract, Holder
from pactwork.contracts.naming import doubts_about, worries
from pactwork.ground import clock
from pactwork.ground.validation import Invalid
from pactwork.modules.actions import give_role
from pactwork.people.actions import organisation
from pactwork.people.models import Institution, Person
from tests.stories import World, make_world

pytestmark = pytest.mark.django_db
SAM = {"name": "Sam Lee", "email": "sam.lee@gmail.com"}
CAROL = "carol@larkmoor.example"
OTHERS = ("tomasz", "priya", "samir")


def held(world: World, student: str, **more: Any) -> Holder:
    """Somebody was named for this student's workplace."""
    seat = world.seat("workplace", student)
    return Holder.objects.create(**{"seat": seat, "from_at": clock.now(), **SAM, **more})


def codes(world: World, email: str, name: str = "Sam Lee") -> tuple[str, ...]:
    """Why it would not be certain who this is, where Nadine names them."""
    return doubts_about(world.dossier(), name, email)


def works_elsewhere(world: World, name: str) -> None:
    other = organisation(world.institution, "Another House")
    Person.objects.filter(pk=world.people[name].pk).update(organisation=other)


# Whom another student at the same workplace has named -> who is named now, and why that is uncertain.
NOW = {"vouched_at": "2026-10-01T09:00Z"}
WAS = {"refused_at": "2026-10-01T09:00Z"}
GONE = {"until_at": "2026-10-02T09:00Z"}
AT_WORK = {"email": CAROL}
ELSEWHERE = "jo@elsewhere.example"
NAMED: list[tuple[dict[str, str], str, str, tuple[str, ...]]] = [
    (NOW, SAM["email"], "Sam Lee", ()),
    (NOW, SAM["email"], "Jo Price", ("free_mail",)),
    (NOW, "another@gmail.com", "Sam Lee", ("free_mail",)),
    ({}, SAM["email"], "Sam Lee", ("free_mail",)),
    (NOW | GONE, SAM["email"], "Sam Lee", ("free_mail",)),
    (AT_WORK | NOW, ELSEWHERE, "Jo Price", ("other_domain",)),
    (AT_WORK, ELSEWHERE, "Jo Price", ()),
    (AT_WORK | NOW | GONE, ELSEWHERE, "Jo Price", ()),
    (NOW | {"email": ""}, ELSEWHERE, "Jo Price", ()),
    (AT_WORK | WAS, CAROL, "Jo Price", ("refused_before",)),
    (AT_WORK, CAROL, "Jo Price", ()),
]


def test_what_was_said_of_somebody_for_the_same_workplace(world: World) -> None:
    world.contract()
    for more, email, name, expected in NAMED:
        holder = held(world, "tomasz", **more)
        assert codes(world, email, name) == expected, (more, email, name)
        holder.delete()


def test_what_was_said_for_another_workplace_is_nothing_here(world: World) -> None:
    works_elsewhere(world, "priya")
    held(world, "priya", **AT_WORK, **WAS)
    assert codes(world, CAROL) == ()
    Holder.objects.update(refused_at=None, **NOW)
    assert codes(world, ELSEWHERE) == ()


def test_many_are_students_here_who_name_this_mailbox_now(world: World) -> None:
    holders = [held(world, student, **AT_WORK) for student in OTHERS]
    assert codes(world, "Carol+work@larkmoor.example") == ("many_name_it",)
    assert codes(world, "jo@larkmoor.example") == ()
    Holder.objects.filter(pk=holders[0].pk).update(until_at=clock.now())
    assert codes(world, CAROL) == ()


def test_another_institutions_people_and_names_are_not_known_here(world: World) -> None:
    other = make_world("Northshire University", mail="northshire.example")
    for student in OTHERS:
        held(other, student, **AT_WORK)
    assert codes(world, CAROL) == ()
    assert codes(world, "sam@northshire.example") == ()  # where its staff are
    assert codes(world, "tomasz@student.northshire.example") == ()


def test_staff_are_those_whom_the_institution_knows(world: World) -> None:
    """A member of staff may be named at work; an examiner's address says nothing of the university."""
    world.contract()
    give_role(world.run, world.people["colin"], "facilitator")  # who studies too
    Person.objects.filter(pk=world.people["lena"].pk).update(email="lena@exams.example")
    known = {
        "estates@midshire.example": ("university_address",),
        "helen@midshire.example": (),
        "moira@midshire.example": (
            "university_address",
        ),  # neither staff of a module nor a student
        "dan@midshire.example": (),  # careers
        "colin@student.midshire.example": (),
        "tomasz@student.midshire.example": ("students_mailbox", "university_address"),
        "sam@exams.example": (),
    }
    assert {email: codes(world, email) for email in known} == known


def test_ones_own_addresses_are_those_of_ones_account(world: World) -> None:
    nadine, dan = world.people["nadine"], world.people["dan"]
    world.contract()
    Person.objects.filter(pk=dan.pk).update(email="dan@inbox.example", account=None)
    assert codes(world, "dan@inbox.example") == ()
    assert codes(world, "Nadine+x@student.midshire.example")[0] == "same_mailbox"
    Person.objects.filter(pk=nadine.pk).update(account=None)  # nobody's account is nobody's
    assert codes(world, "dan@inbox.example") == ()


def test_an_address_in_a_sentence_is_not_the_workplaces(world: World) -> None:
    world.share(card={"need": "Write to help@elsewhere.example."})
    assert codes(world, CAROL) == ()


ASKS = 'Time, access, a conversation. Say how much."\n            '
AN_ADDRESS = {f"{ASKS}most: 500": f"{ASKS}type: email"}


def test_what_is_given_as_the_workplaces_address_is_one(db: None) -> None:
    world = make_world(swaps=AN_ADDRESS)
    world.share(card={"need": "help@larkmoor.example"})
    assert codes(world, ELSEWHERE) == ("other_domain",)
    with pytest.raises(Invalid, match="not_an_address"):
        world.share(card={"need": "no address at all"})


def test_who_serves_many_serves_them_now_and_here(world: World) -> None:
    holder = held(world, "nadine", **AT_WORK)
    others = [held(world, student, **AT_WORK) for student in OTHERS]

    def said() -> bool:
        found = worries(world.dossier(), Holder.objects.get(pk=holder.pk))
        return "serves_many" in [one.code for one in found]

    assert said()
    for change in ({"until_at": clock.now()}, {"email": "jo@larkmoor.example"}):
        Holder.objects.filter(pk=others[0].pk).update(**change)
        assert not said()
        Holder.objects.filter(pk=others[0].pk).update(until_at=None, email=CAROL)
    elsewhere = make_world("Northshire University", mail="northshire.example").institution
    assert said()
    _moved(others[0].seat.contract, elsewhere)
    assert not said()


def _moved(contract: Contract, to: Institution) -> None:
    """As if it had been another institution's all along."""
    Contract.objects.filter(pk=contract.pk).update(institution=to)
