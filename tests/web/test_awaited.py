"""What others owe is coming for those who answer for a student, and is nobody's turn here."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pactwork.modules.actions import Place, enrol
from pactwork.people.actions import enter_person
from pactwork.people.owed import number
from tests.conftest import Clock
from tests.contracts.lacking import browser
from tests.contracts.plans import text_of
from tests.contracts.play import FILES, PANEL, Play
from tests.contracts.test_named_persons import PROJECT, named
from tests.contracts.test_owed_by_others import CARDS, INTERNSHIP

pytestmark = pytest.mark.django_db
NOTE = {"assessment:\n": "assessment:\n  - {key: note, title: A note, from: mentor, week: 5}\n"}


def home(play: Play, who: str) -> str:
    return text_of(browser(play.people[who]).get("/"))


def review(play: Play, who: str) -> str:
    return text_of(browser(play.people[who]).get(f"/contracts/{play.contract.ref}/review/"))


def more_students(play: Play, count: int, **place: Any) -> None:
    code = play.contract.enrolment.code
    for n in range(count):
        key = f"more{n}"
        email = f"{key}@{play.institution.ref}.example"
        person = enter_person(play.institution, key=key, name=f"More {n}", email=email)
        enrol(play.run, person, Place(code, **place))


def cost(play: Play, who: str) -> int:
    client = browser(play.people[who])
    client.get("/")
    with CaptureQueriesContext(connection) as seen:
        client.get("/")
    return len(seen)


@pytest.mark.parametrize("who", ["facilitator1", "module_leader1"])
def test_it_is_coming_from_the_host_and_nobodys_turn(clock: Clock, who: str) -> None:
    play = Play(INTERNSHIP)
    play.share()
    page = home(play, who).split("Coming")[1]
    assert "4 Apr 2027 Certificate From Office, for Student" in page  # no host is asked yet
    assert "11 Apr 2027 Evaluation From Office, for Student" in page
    assert "Visit" not in page  # nobody knows when
    before = number(play.actor(who))
    play.agreed("host", "university")
    assert "2 Nov 2026 Visit From University, for Student" in home(play, who)
    clock.set(datetime.fromisoformat("2027-04-08T09:00:00+01:00"))
    page = home(play, who)
    late, soon = page.split("Late from others")[1].split("Coming")
    assert "Since 2 Nov 2026 Visit University Student" in late
    assert "Since 4 Apr 2027 Certificate Office Student" in late
    assert "Certificate From" not in soon  # its day is past
    assert "Evaluation From Office" in soon
    assert number(play.actor(who)) == before == 0


def test_on_the_page_of_one_student_it_stays_with_its_day(clock: Clock) -> None:
    play = Play(INTERNSHIP)
    play.share()
    said = review(play, "facilitator1").split("What others submit")[1]
    assert "Certificate Office. Sunday 4 April 2027, 15:00" in said
    assert "Visit University. 4 weeks after the contract is agreed" in said
    clock.set(datetime.fromisoformat("2027-04-08T09:00:00+01:00"))
    said = review(play, "facilitator1").split("What others submit")[1]
    assert "Certificate Office. Was due 4 Apr 2027" in said
    play.agreed("host", "university")
    play.end()
    assert "What others submit" not in review(play, "facilitator1")
    assert "From Office" not in home(play, "facilitator1")


def test_where_nobody_else_owes_anything_nothing_is_said(clock: Clock) -> None:
    play = Play(FILES / "fixed-terms.yaml")
    play.share()
    assert "What others submit" not in review(play, "facilitator1")
    assert ", for Student" not in home(play, "facilitator1")


def test_of_many_students_it_is_one_line_for_a_day(clock: Clock) -> None:
    play = Play(INTERNSHIP)
    few = cost(play, "facilitator1")
    more_students(play, 11)
    assert cost(play, "facilitator1") == few
    assert "Certificate From Office, for 12 students" in home(play, "facilitator1")


def test_only_a_students_own_mentor_waits_for_what_is_theirs(clock: Clock) -> None:
    play = Play(PROJECT, **NOTE)
    named(play)
    play.share()
    assert "5 Mar 2027 A note From Mentor, for Student" in home(play, "facilitator2")
    assert "A note From" not in home(play, "facilitator1")
    assert "A note From Mentor, for Student" in home(play, "module_leader1")
    assert "A note Mentor: Facilitator2. Friday 5 March 2027" in review(play, "facilitator2")
    assert number(play.actor("facilitator2")) == 0


def test_guardian_and_two_hosts_are_each_named(clock: Clock, tmp_path: Path) -> None:
    text = PANEL.with_name("minor.yaml").read_text(encoding="utf-8")
    file = tmp_path / "cards.yaml"
    file.write_text(text.replace(CARDS.splitlines()[0] + "\n", CARDS), encoding="utf-8")
    play = Play(file)
    play.share(trade={"minor": "no", "hosts": "no"})
    for page in (home(play, "facilitator1"), review(play, "facilitator1")):
        assert "A word on the first fortnight" in page
        assert "Consent form" not in page  # of an adult nobody waits for a guardian
        assert "Signed hours" not in page
    play.share(trade={"minor": "yes", "hosts": "yes"})
    page = home(play, "facilitator1")
    assert "14 Jun 2027 Consent form From Family, for Student" in page
    assert "25 Jun 2027 A word on the first fortnight From First host, for Student" in page
    assert "2 Jul 2027 Signed hours From Second host, for Student" in page


def test_a_student_of_a_module_awaits_nothing_of_others(clock: Clock) -> None:
    play = Play(INTERNSHIP)
    play.share()
    assert "From Office" not in home(play, "student")
