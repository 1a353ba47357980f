"""What waits for a party that is one person waits for them, or for their deputy; others see whose it is."""

from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pactwork.contracts import actions
from pactwork.contracts.access import Desk
from pactwork.contracts.models import Point
from pactwork.contracts.queries.owed import owed_by_team
from pactwork.contracts.queries.staff import staff_for
from pactwork.contracts.rules.answers import PointSaid
from pactwork.contracts.visibility import roles_on
from pactwork.desk.pages.queue import Asked, Queue, queue_of
from pactwork.desk.pages.review import Part, conditions, parts, told
from pactwork.documents.pages.timeline import told as history
from pactwork.emails.by_link import _who_knows
from pactwork.ground import clock
from pactwork.ground.refusal import Refused
from pactwork.history.models import Delivery
from pactwork.history.outbox import deliver_due
from pactwork.modules.actions import Place, enrol, give_role
from pactwork.wiring.emails import EMAILS
from pactwork.workspace.pages.asking import asking
from tests.conftest import Clock
from tests.contracts.play import Play
from tests.contracts.test_named_persons import PROJECT, named, off

pytestmark = pytest.mark.django_db
TWO, THREE = "facilitator2", "facilitator3"


@pytest.fixture
def play() -> Play:
    play = Play(PROJECT)
    named(play)
    play.share()
    play.ask("mentor")
    return play


def owes(play: Play, who: str) -> list[str]:
    return [one.title() for one in owed_by_team(play.actor(who))]


def queue(play: Play, who: str, **wanted: Any) -> Queue:
    staff = staff_for(play.actor(who))
    return queue_of(staff, Asked(**wanted), clock.today(play.institution.time_zone))


def standing_in(play: Play, who: str = THREE, own: str = TWO) -> None:
    today = clock.today("Europe/London")
    give_role(play.run, play.people[who], "facilitator", ends_on=today, deputy_for=play.people[own])


def seats(play: Play, who: str) -> list[Part]:
    actor, dossier = play.actor(who), play.dossier
    return parts(dossier, roles_on(actor, dossier.contract), actor)


def test_only_the_named_person_owes_an_answer(play: Play) -> None:
    assert owes(play, TWO) == ["Student is waiting for your answer"]
    assert owes(play, "facilitator1") == owes(play, THREE) == owes(play, "module_leader1") == []
    mine, other = queue(play, TWO), queue(play, "facilitator1")
    assert (mine.counts["ours"], mine.counts["colleague"]) == (1, 0)
    assert mine.rows[0].need == "First read"
    assert (other.counts["ours"], other.counts["colleague"]) == (0, 1)
    (row,) = queue(play, "facilitator1", show="all").rows
    assert row.need == "Waiting for Facilitator2"


def test_a_deputy_owes_it_and_is_told_for_whom(play: Play) -> None:
    standing_in(play)
    assert owes(play, THREE) == ["Student is waiting for your answer as deputy for Facilitator2"]
    assert owes(play, TWO) == ["Student is waiting for your answer"]
    (row,) = queue(play, THREE).rows
    assert row.need_sub.startswith("As deputy for Facilitator2 · ")
    play.answer("mentor", by=THREE)
    assert owes(play, THREE) == owes(play, TWO) == []


def test_nobody_owes_what_somebody_who_left_was_asked(play: Play) -> None:
    off(play, TWO)
    assert owes(play, TWO) == owes(play, "facilitator1") == []
    (row,) = queue(play, "facilitator1", show="colleague").rows
    assert row.need == "Waiting for Facilitator2"
    named(play, "")
    assert owes(play, "facilitator1") == []
    (row,) = queue(play, "facilitator1", show="all").rows
    assert row.need == "Waiting for Mentor"


def test_a_team_owes_as_before(play: Play) -> None:
    play.ask("office")
    for n in (1, 2, 3):
        assert owes(play, f"placement_officer{n}") == ["Student is waiting for your answer"]


def test_the_buttons_are_the_named_persons(play: Play) -> None:
    (own,) = [p for p in seats(play, TWO) if p.mine]
    assert own.open
    assert own.line.startswith("Facilitator2, asked ")
    (other,) = [p for p in seats(play, "facilitator1") if p.party.key == "mentor"]
    assert not other.mine
    assert not other.open
    assert other.why_not
    assert other.why_not.code == "named_other"
    actor = play.actor("facilitator1")
    band = Desk(actor, play.dossier, roles_on(actor, play.contract)).band
    assert [w.words.partition(" since")[0] for w in band.waits][-1:] == ["With Facilitator2"]


def test_a_condition_of_one_person_is_theirs_to_see_met(play: Play) -> None:
    due = clock.today("Europe/London") + timedelta(days=2)
    point = PointSaid("A key is wanted.", owner="university", due_on=due)
    play.answer("mentor", "yes_conditions", by=TWO, points=(point,))
    assert owes(play, TWO) == ["Student: a condition for your team to deal with"]
    assert owes(play, "facilitator1") == []
    assert (queue(play, TWO).counts["conditions"], queue(play, THREE).counts["conditions"]) == (
        1,
        0,
    )
    shown = {}
    for who in (TWO, THREE):
        actor, dossier = play.actor(who), play.dossier
        roles = roles_on(actor, dossier.contract)
        (found,) = conditions(dossier, roles, actor, told(dossier, roles, actor))
        shown[who] = found.mine
    assert shown == {TWO: True, THREE: False}
    ref = Point.objects.get().ref
    with pytest.raises(Refused) as why:
        actions.meet_condition(play.contract, ref, by=play.actor(THREE))
    assert why.value.refusal.code == "named_other"
    actions.meet_condition(play.contract, ref, by=play.actor(TWO))


def test_as_many_queries_for_many_persons(play: Play) -> None:
    def count() -> int:
        owes(play, TWO)  # templates are parsed once per process
        with CaptureQueriesContext(
            connection,
        ) as found:
            queue(play, TWO, show="all")
        return len(found)

    count()  # what a process reads once
    before = count()
    code = play.contract.enrolment.code
    for n in range(4):
        student = play._person(f"student{n}")
        enrol(
            play.run, student, Place(code, named={"mentor": play.people[f"facilitator{n % 3 + 1}"]})
        )
    assert count() == before


def test_what_happens_is_told_to_whoever_looks_after_the_contract(play: Play) -> None:
    play.answer("mentor", by=TWO)
    actions.withdraw_yes(
        play.contract, play.seat("mentor").ref, by=play.actor(TWO), reason="It has changed."
    )
    to = {d.to.partition("@")[0] for d in Delivery.objects.filter(kind="yes_withdrawn")}
    assert to == {"student", TWO, *(f"placement_officer{n}" for n in (1, 2, 3))}
    off(play, TWO)
    actions.pause(play.contract, by=play.actor("student"), reason="I am ill.")
    to = {d.to.partition("@")[0] for d in Delivery.objects.filter(kind="paused")}
    assert {f"facilitator{n}" for n in (1, 3)} < to


def test_the_reminder_of_a_promise_goes_to_one_person(tmp_path: Path, clock: Clock) -> None:
    promise = (
        "      - {key: promises, title: What we promise, kind: promise, by: mentor, short: Promises, items: "
        "[{key: soon, text: Your mentor answers., party: mentor, starts: asked, days: 5}]}\n"
    )
    weeks = "      - {key: weeks, title: When?"
    file = tmp_path / "module.yaml"
    text = PROJECT.read_text(encoding="utf-8").replace(weeks, promise + weeks)
    file.write_text(text, encoding="utf-8")
    play = Play(file)
    named(play)
    play.share()
    play.ask("mentor")
    mail.outbox.clear()
    clock.forward(days=7)
    deliver_due(EMAILS)
    assert [m.to[0].partition("@")[0] for m in mail.outbox if "promised" in str(m.body)] == [TWO]


def test_the_student_reads_the_person_first_and_then_the_deputy(play: Play) -> None:
    def words() -> str:
        actor, dossier = play.actor("student"), play.dossier
        desk = Desk(actor, dossier, roles_on(actor, dossier.contract))
        return asking(desk, play.seat("mentor")).deciding

    assert words() == "Facilitator2"
    standing_in(play, "facilitator1")
    assert words() == "Facilitator2 and, as deputy, Facilitator1"
    off(play, TWO)
    assert words() == "Facilitator1"


def test_history_and_email_say_whose_deputy_answered(clock: Clock, play: Play) -> None:
    standing_in(play)
    play.answer("mentor", by=THREE)
    (said, *_) = history(play.dossier, frozenset({"student"}))
    assert said.words.startswith("Facilitator3, deputy for Facilitator2, said yes to draft 1")
    clock.forward(minutes=11)
    mail.outbox.clear()
    deliver_due(EMAILS)
    (letter,) = [one for one in mail.outbox if one.to == [play.people["student"].email]]
    assert "Facilitator3 answered as deputy for Facilitator2." in " ".join(str(letter.body).split())


def test_emails_by_link_name_the_students_own_person(play: Play) -> None:
    plan: Any = SimpleNamespace(contract=play.contract, dossier=play.dossier)
    assert _who_knows(plan) == "Facilitator2"
    standing_in(play, "facilitator1")
    plan = SimpleNamespace(contract=play.contract, dossier=play.dossier)
    assert _who_knows(plan) == "Facilitator2"
    off(play, TWO)
    plan = SimpleNamespace(contract=play.contract, dossier=play.dossier)
    assert _who_knows(plan) == "Facilitator1"
