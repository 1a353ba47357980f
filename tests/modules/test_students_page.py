"""A student's own people and dates, changed by the module's leader: as a roster would, and these alone."""

import re
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pactwork.ground import clock
from pactwork.ground.dates import days
from pactwork.history.models import Entry
from pactwork.modules.actions import Place, enrol
from pactwork.modules.models import Enrolment, Role
from pactwork.people.actions import enter_person, found_institution
from tests.contracts.lacking import browser
from tests.contracts.play import FILES, Play
from tests.stories import World

pytestmark = pytest.mark.django_db


class Page:
    def __init__(self, file: str, who: str = "module_leader1") -> None:
        self.play = Play(FILES / file)
        self.client = browser(self.play.people[who])
        self.address = f"/modules/{self.play.run.ref}/change/students/"

    @property
    def place(self) -> Enrolment:
        return self.play.contract.enrolment

    def open(self) -> str:
        answer = self.client.get(self.address, {"place": self.place.ref})
        assert answer.status_code == 200
        return unescape(answer.content.decode())

    def save(self, stands: str = "", **said: str) -> Any:
        found = re.search(r'name="stands" value="([^"]+)"', self.open())
        assert found
        named = {key.replace("__", "."): value for key, value in said.items()}
        return self.client.post(
            self.address, {"place": self.place.ref, "stands": stands or found[1], **named}
        )

    def ref(self, who: str) -> str:
        return self.play.people[who].ref


def words(answer: Any) -> str:
    return unescape(answer.content.decode())


def test_a_mentor_is_named_and_changed_as_one_act_each() -> None:
    page = Page("mentored-project.yaml")
    text = words(page.client.get(page.address))
    assert '<th scope="col">Mentor</th>' in text
    assert "Facilitator1" not in text
    before = Entry.objects.count()
    assert page.save(named__mentor=page.ref("facilitator2")).status_code == 302
    assert page.place.named == {"mentor": page.ref("facilitator2")}
    entry = Entry.objects.order_by("-seq")[0]
    assert (entry.act, entry.subject) == ("place_changed", page.play.run.ref)
    assert entry.by == page.play.actor("module_leader1").ref
    assert "Facilitator2" in words(page.client.get(page.address))
    assert page.save(named__mentor=page.ref("facilitator2")).status_code == 302
    assert Entry.objects.count() - before == 1, "the same again is nothing"
    assert page.save(named__mentor="").status_code == 302
    assert page.place.named == {}
    change = words(page.client.get(f"/modules/{page.play.run.ref}/change/"))
    assert "A student’s own people and dates" in change


def test_whoever_left_is_named_as_gone_and_can_stay() -> None:
    page = Page("mentored-project.yaml")
    page.save(named__mentor=page.ref("facilitator2"))
    yesterday = clock.today("Europe/London") - timedelta(days=1)
    Role.objects.filter(person=page.play.people["facilitator2"]).update(ends_on=yesterday)
    assert "no longer has this role" in words(page.client.get(page.address))
    assert f'value="{page.ref("facilitator2")}"' in page.open()
    assert page.save(named__mentor=page.ref("facilitator2")).status_code == 302
    page.save(named__mentor=page.ref("facilitator3"))
    assert page.ref("facilitator2") not in page.open()


def test_only_who_has_the_role_here_can_be_named() -> None:
    page = Page("mentored-project.yaml")
    other = found_institution("Aardvark College")
    stranger = enter_person(other, key="s", name="Sam Stray", email="s@else.example")
    for ref in (page.ref("student"), page.ref("placement_officer1"), stranger.ref, "x"):
        answer = page.save(named__mentor=ref)
        assert answer.status_code == 422
        assert "We do not know" in words(answer)
    assert page.place.named == {}


def test_own_dates_are_changed_within_the_limits_and_shown_to_the_student() -> None:
    page = Page("internship-dates.yaml")
    assert f"Allowed: {days(date(2027, 1, 18), date(2027, 2, 15))}." in page.open()
    assert page.save(own_start="2027-02-01", own_end="2027-04-30").status_code == 302
    assert (page.place.own_start, page.place.own_end) == (date(2027, 2, 1), date(2027, 4, 30))
    for wrong in ("2026-12-01", "soon"):
        answer = page.save(own_start=wrong, own_end="2027-04-30")
        assert answer.status_code == 422
        assert 'href="#own_start"' in words(answer)
        assert f'value="{wrong}"' in words(answer)
    assert page.place.own_start == date(2027, 2, 1)
    page.play.share()
    student = browser(page.play.people["student"])
    text = words(student.get(f"/contracts/{page.play.contract.ref}/"))
    assert "You start on" in text
    assert page.save(own_start="", own_end="").status_code == 302
    again = page.place
    assert [again.own_start, again.own_end] == [None, None]
    text = words(student.get(f"/contracts/{page.play.contract.ref}/"))
    assert "You start on" not in text


def test_the_second_of_two_leaders_is_told() -> None:
    page = Page("mentored-project.yaml")
    found = re.search(r'name="stands" value="([^"]+)"', page.open())
    assert found
    page.save(named__mentor=page.ref("facilitator1"))
    answer = page.save(stands=found[1], named__mentor=page.ref("facilitator2"))
    assert answer.status_code == 409
    assert "Someone else changed this page while you had it open." in words(answer)
    assert page.place.named == {"mentor": page.ref("facilitator1")}


def test_a_module_without_either_only_lists(world: World) -> None:
    client, address = world.client("ruth"), f"/modules/{world.run.ref}/change/students/"
    text = words(client.get(address))
    assert "Nadine" in text
    assert "?place=" not in text
    own = Enrolment.objects.filter(run=world.run)[0]
    text = words(client.get(address, {"place": own.ref}))
    assert "named." not in text
    assert client.get(address, {"place": "x"}).status_code == 404
    assert client.post(address, {"place": "x"}).status_code == 404
    for name in ("helen", "nadine"):
        assert world.client(name).get(address).status_code == 404


def test_no_student_of_another_run_is_found(world: World) -> None:
    page = Page("mentored-project.yaml")
    other = Enrolment.objects.filter(run=world.run)[0]
    assert page.client.get(page.address, {"place": other.ref}).status_code == 404
    assert page.client.post(page.address, {"place": other.ref}).status_code == 404


def test_as_many_queries_for_many_students() -> None:
    page = Page("mentored-project.yaml")
    page.save(named__mentor=page.ref("facilitator1"))
    page.client.get(page.address)

    def count() -> int:
        with CaptureQueriesContext(connection) as found:
            page.client.get(page.address)
        return len(found)

    before = count()
    for n in range(4):
        student = page.play._person(f"student{n}")
        mentor = page.play.people[f"facilitator{n % 3 + 1}"]
        enrol(page.play.run, student, Place(page.place.code, named={"mentor": mentor}))
    assert count() == before
