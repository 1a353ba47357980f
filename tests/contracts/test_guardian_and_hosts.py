"""A guardian of a student under 18, and a second host with hours of its own, are parties when they are."""

import pytest
from django.core import mail

from pactwork.contracts import actions
from pactwork.contracts.models import Holder
from pactwork.contracts.naming import worries
from pactwork.contracts.queries.owed import owed_by_team
from pactwork.contracts.rules.readers import readable
from tests.conftest import Clock
from tests.contracts.play import PANEL, Play
from tests.contracts.test_conditions_told import mailed, words

pytestmark = pytest.mark.django_db
MINOR = PANEL.with_name("minor.yaml")


def said(*, minor: str, hosts: str) -> dict[str, dict[str, str]]:
    return {"trade": {"minor": minor, "hosts": hosts}}


@pytest.fixture
def play(clock: Clock) -> Play:
    return Play(MINOR)


def test_an_adult_with_one_host_asks_neither(play: Play) -> None:
    play.share(**said(minor="no", hosts="no"))
    states = play.states()
    assert (states["guardian"], states["two"]) == ("not_needed", "not_needed")
    play.agreed("one", "school")
    assert play.stage == "agreed"


def test_of_a_minor_with_two_hosts_all_agree_each_to_their_part(play: Play) -> None:
    play.share(**said(minor="yes", hosts="yes"))
    newest = play.dossier.newest
    covered = {p: play.dossier.covers(p, newest) for p in ("guardian", "one", "two", "school")}
    assert covered == {
        "guardian": {"trade", "family"},
        "one": {"trade", "weeks"},
        "two": {"other", "weeks"},
        "school": {"trade", "family", "other", "weeks"},
    }
    play.agreed("guardian", "one")
    assert play.stage == "asking"
    play.agreed("two", "school")
    assert play.stage == "agreed"


def test_no_host_reads_what_is_the_familys(play: Play) -> None:
    play.share(**said(minor="yes", hosts="yes"))
    content, form = play.dossier.newest.content, play.dossier.template  # type: ignore[union-attr]
    reads = {
        party: readable(form, content, frozenset({"advocate"}), frozenset({party}))
        for party in ("guardian", "one", "two")
    }
    assert "family" in reads["guardian"]
    assert "family" not in reads["one"] | reads["two"]
    assert "other" not in reads["guardian"] | reads["one"]


def test_whoever_finishes_with_one_host_tells_the_other(play: Play, clock: Clock) -> None:
    play.share(**said(minor="yes", hosts="yes"))
    play.ask("two")
    mailed(clock, "")
    play.answer("two")
    play.agreed("guardian", "one", "school")
    play.share(trade={"minor": "yes", "hosts": "no"})
    mailed(clock, "")
    told = [words(one) for one in mail.outbox if one.to == ["two1@host.example"]]
    assert any("You said yes to" in letter for letter in told)
    states = play.states()
    assert states["two"] == "not_needed"
    assert states["guardian"] != "not_needed"


def test_a_guardian_has_the_students_name_and_is_no_worry_for_that(play: Play) -> None:
    play.people["student"].name = "Ada Student"
    play.people["student"].save()
    play.share(**said(minor="yes", hosts="no"))
    for party, worried in (("guardian", False), ("one", True)):
        seat, by = play.seat(party), play.actor("student")
        who = {"name": "Eve Student", "email": f"{party}@host.example"}
        actions.ask(play.contract, seat.ref, by=by, draft=play.newest, **who)
        holder = seat.holders.get()
        codes = {reason.code for reason in worries(play.dossier, holder)}
        assert ("same_family_name" in codes) is worried
    Holder.objects.update(doubts="")

    def checks() -> list[str]:
        return [one.act for one in owed_by_team(play.actor("module_leader1"))]

    assert checks() == ["advocate"]
    Holder.objects.filter(seat__party="one").update(name="Somebody Else")
    assert checks() == []
