"""A party that is one person: only they decide, or their deputy; everybody else of the role only reads."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from pactwork.contracts import actions
from pactwork.contracts.header import yeses
from pactwork.contracts.rules.own_person import NamedFact, nobody_decides, not_theirs, stands_in
from pactwork.contracts.seat_states import seat_words
from pactwork.documents.pages.agreed import for_roles
from pactwork.documents.pages.printed import printed
from pactwork.documents.reader import Reader
from pactwork.ground import clock
from pactwork.ground.refusal import Refusal, Refused
from pactwork.modules.actions import Place, enrol, give_role
from pactwork.modules.models import Role
from pactwork.modules.reading import BadModule, read_bytes
from tests.contracts.play import FILES, Play

pytestmark = pytest.mark.django_db
PROJECT = FILES / "mentored-project.yaml"


def named(play: Play, who: str = "facilitator2") -> None:
    code = play.contract.enrolment.code
    place = Place(code, named={"mentor": play.people[who]} if who else {})
    enrol(play.run, play.people["student"], place)


@pytest.fixture
def play() -> Play:
    play = Play(PROJECT)
    named(play)
    play.share()
    return play


def refused(act: Any, *args: Any, **known: Any) -> Refusal:
    with pytest.raises(Refused) as why:
        act(*args, **known)
    return why.value.refusal


def off(play: Play, who: str) -> None:
    """Somebody has no role any more."""
    Role.objects.filter(run=play.run, person=play.people[who]).update(
        ends_on=clock.today("Europe/London") - timedelta(days=1)
    )


def test_only_the_named_person_decides(play: Play) -> None:
    play.ask("mentor")
    other = refused(play.answer, "mentor", by="facilitator1")
    assert (other.code, other.params["name"]) == ("named_other", "Facilitator2")
    given = play.answer("mentor", by="facilitator2")
    assert given.deputy_for is None
    assert given.by_name == "Facilitator2"
    assert play.states()["mentor"] == "yes"
    by = play.actor("facilitator1")
    back = refused(
        actions.withdraw_yes,
        play.contract,
        play.seat("mentor").ref,
        by=by,
        reason="I do not agree.",
    )
    assert back.code == "named_other"


def test_others_of_the_role_neither_talk_nor_hand_over(play: Play) -> None:
    ref = play.ask("mentor").ref
    by, own = play.actor("facilitator1"), play.actor("facilitator2")
    talk = refused(actions.propose_talk, play.contract, ref, by=by, message="Let us talk.")
    assert talk.code == "named_other"
    to, note = play.people["facilitator3"], "It is yours."
    take = refused(actions.hand_over, play.contract, ref, by=by, to=to, note=note)
    assert take.code == "named_other"
    give = refused(actions.hand_over, play.contract, ref, by=own, to=to, note=note)
    assert give.code == "not_a_colleague"


def test_a_deputy_decides_while_they_stand_in(play: Play) -> None:
    play.ask("mentor")
    today = clock.today("Europe/London")
    person, own = play.people["facilitator3"], play.people["facilitator2"]
    later = {"starts_on": today + timedelta(days=2), "deputy_for": own}
    give_role(play.run, person, "facilitator", **later)
    assert refused(play.answer, "mentor", by="facilitator3").code in (
        "named_other",
        "not_your_move",
    )
    give_role(play.run, person, "facilitator", ends_on=today, deputy_for=own)
    given = play.answer("mentor", by="facilitator3")
    assert play.states()["mentor"] == "yes"
    assert given.deputy_for == own
    words = seat_words(play.dossier, play.dossier.stands.seat(given.seat_id))
    assert words.startswith("Facilitator3, deputy for Facilitator2, said yes on ")
    play.agreed("office")
    student = Reader(frozenset({"student"}), frozenset())
    signs = {sign.party: sign.line for sign in for_roles(play.dossier, student.roles, "").signs}
    assert "deputy for Facilitator2" in signs["Mentor"]
    assert "deputy" not in signs["Project office"]
    newest = play.dossier.newest
    assert newest
    assert "('Deputy for', 'Facilitator2')" in repr(printed(play.dossier, newest, student).blocks)


def test_nobody_named_or_a_person_who_left_is_said_before_anybody_is_asked(play: Play) -> None:
    off(play, "facilitator2")
    left = refused(play.ask, "mentor")
    assert (left.code, left.params["name"]) == ("named_left", "Facilitator2")
    named(play, "")
    assert refused(play.ask, "mentor").code == "nobody_named"
    named(play, "facilitator3")
    play.ask("mentor")
    play.answer("mentor", by="facilitator3")


def test_whoever_left_after_being_asked_is_replaced(play: Play) -> None:
    play.ask("mentor")
    off(play, "facilitator2")
    assert refused(play.answer, "mentor", by="facilitator1").code == "named_left"
    named(play, "facilitator1")
    play.answer("mentor", by="facilitator1")
    assert play.states()["mentor"] == "yes"


def test_a_party_that_anybody_answers_for_is_as_it_was(play: Play) -> None:
    play.ask("office")
    play.answer("office", by="placement_officer3")
    assert play.facts.named[0].party == "mentor"
    assert len(play.facts.named) == 1


def test_the_second_of_a_kind_is_not_asked_for_one_person(play: Play) -> None:
    play.ask("mentor")
    play.answer("mentor", "revise", by="facilitator2")
    by = play.actor("student")
    again = refused(actions.ask_second, play.contract, play.seat("mentor").ref, by=by)
    assert again.code == "nothing_to_review"


def test_the_rule_in_a_table() -> None:
    helen = NamedFact("mentor", "person:h", "Helen", True)
    away = NamedFact("mentor", "person:h", "Helen", False)
    deputy = NamedFact("mentor", "person:h", "Helen", False, ("person:d",))
    rows = [
        (None, "person:h", "nobody_named", "nobody_named"),
        (NamedFact("mentor"), "", "nobody_named", "nobody_named"),
        (helen, "person:h", "", ""),
        (helen, "person:x", "", "named_other"),
        (helen, "", "", "named_other"),
        (away, "person:h", "named_left", "named_left"),
        (deputy, "person:d", "", ""),
        (deputy, "person:h", "", "named_other"),
    ]
    for found, by, asks, decides in rows:
        nobody, other = nobody_decides(found, "Mentor"), not_theirs(found, "Mentor", by)
        assert (nobody.code if nobody else "", other.code if other else "") == (asks, decides)
        assert stands_in(found, by) == (by == "person:d")


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("by: link, who: named, column: mentor", "a party by link cannot be named"),
        ("by: facilitator, who: named", "it needs both who: named and a column, or neither"),
        ("by: facilitator, column: mentor", "it needs both who: named and a column, or neither"),
    ],
)
def test_a_named_party_has_a_role_and_a_column(new: str, said: str) -> None:
    text = PROJECT.read_text(encoding="utf-8")
    old = "by: facilitator, who: named, column: mentor"
    assert old in text
    with pytest.raises(BadModule) as why:
        read_bytes(text.replace(old, new).encode(), "module.yaml", Path())
    assert said in str(why.value)


def test_only_the_named_person_says_that_their_condition_is_met(play: Play) -> None:
    play.ask("mentor")
    given = play.answer("mentor", "yes_conditions", by="facilitator2")
    [point] = given.points.all()
    if point.kind == "point":  # the student settles it first
        actions.settle_point(play.contract, point.ref, by=play.actor("student"), response="done")
    met = refused(actions.meet_condition, play.contract, point.ref, by=play.actor("facilitator1"))
    assert met.code == "named_other"
    actions.meet_condition(play.contract, point.ref, by=play.actor("facilitator2"))


def rings(play: Play, who: str = "student") -> list[tuple[str, str]]:
    """The band as somebody reads it."""
    roles = frozenset({"student" if who == "student" else "facilitator"})
    return [(one.title, one.line) for one in yeses(play.dossier, roles)]


def test_the_band_names_a_students_own_person(play: Play) -> None:
    assert rings(play)[1] == ("Facilitator2, your mentor", "Not asked yet")
    assert rings(play, "facilitator1")[1] == ("Facilitator2, mentor", "Not asked yet")
    assert rings(play)[2] == ("Project office", "Not asked yet")  # a team
    play.ask("mentor")
    title, line = rings(play)[1]
    assert title == "Facilitator2, your mentor"
    assert line.startswith("Asked ")
    assert "Facilitator2" not in line  # said once
    play.answer("mentor", by="facilitator2")
    assert rings(play)[1][0] == "Facilitator2, your mentor"
    named(play, "facilitator3")
    assert (
        rings(play)[1][0] == "Facilitator2, mentor"
    )  # who said yes is nobody's mentor here by now


def test_the_band_names_a_deputy_where_one_stands_in(play: Play) -> None:
    today = clock.today("Europe/London")
    own = play.people["facilitator2"]
    give_role(play.run, play.people["facilitator3"], "facilitator", ends_on=today, deputy_for=own)
    title, line = rings(play)[1]
    assert (title, line) == ("Facilitator2, your mentor", "Not asked yet. Deputy: Facilitator3")
    off(play, "facilitator2")
    assert rings(play)[1][0] == "Facilitator3, deputy for Facilitator2"
    play.ask("mentor")
    play.answer("mentor", by="facilitator3")
    assert rings(play)[1][0] == "Facilitator3, deputy for Facilitator2"


def test_the_band_says_whom_to_ask_where_nobody_is_named_or_they_left(play: Play) -> None:
    off(play, "facilitator2")
    left = "Facilitator2 no longer has this role. Ask Module_Leader1."
    assert rings(play)[1] == ("Mentor", left)
    named(play, "")
    assert rings(play)[1] == ("Mentor", "Nobody is named yet. Ask Module_Leader1.")
    assert rings(play, "facilitator1")[1] == ("Mentor", "Nobody is named yet.")
