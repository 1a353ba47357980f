"""A waiver is for one section, or for all of a seat: what else was agreed to stays agreed."""

import pytest
from django.core import mail

from pactwork.contracts import actions
from pactwork.contracts.models import Agreement, Ask, Waiver
from pactwork.contracts.seat_states import seat_words
from pactwork.documents.pages.agreed import for_roles
from pactwork.documents.pages.printed import printed
from pactwork.documents.reader import Reader
from pactwork.ground.refusal import Refused
from tests.conftest import Clock
from tests.contracts.play import FILES, Play
from tests.contracts.test_conditions_told import mailed, words

pytestmark = pytest.mark.django_db
STUDENT = frozenset({"student"})


@pytest.fixture
def play() -> Play:
    """The site and the faculty have said yes to the first draft; the second has other hours of work."""
    play = Play(FILES / "field-internship.yaml")
    play.share()
    play.agreed("site", "faculty")
    play.share(place={"where": "In the other building."})
    assert play.states()["site"] == "lapsed"
    return play


def waive(play: Play, section: str = "", party: str = "site") -> None:
    ref, by = play.seat(party).ref, play.actor("module_leader1")
    actions.waive(play.contract, ref, by=by, reason="They moved out.", section=section)


def test_a_yes_lives_on_without_the_section_that_was_waived(play: Play) -> None:
    waive(play, "place")
    assert play.states()["site"] == "yes"
    play.agreed("office")
    assert play.stage == "agreed"
    rows = [r for r in Agreement.objects.get(contract=play.contract).yeses if r["party"] == "site"]
    assert [(r["how"], r.get("sections")) for r in rows] == [
        ("link", None),
        ("waived", ["Place and time"]),
    ]
    paper = for_roles(play.dossier, STUDENT, "")
    assert "site 1" in {sign.name for sign in paper.signs}
    assert [w.party for w in paper.waivers] == ["Site supervisor (Place and time)"]
    newest = play.dossier.newest
    assert newest
    said = repr(printed(play.dossier, newest, Reader(STUDENT, frozenset())).blocks)
    assert "Site supervisor (Place and time): yes waived by Module_Leader1" in said
    place = next(s for s in play.dossier.stands.seats if s.party == "site")
    assert seat_words(play.dossier, place).endswith("Not needed this time for: Place and time.")


def test_what_a_seat_agreed_to_stays_where_all_else_of_it_is_waived(play: Play) -> None:
    waive(play)
    assert play.states()["site"] == "waived"
    play.agreed("office")
    rows = [r for r in Agreement.objects.get(contract=play.contract).yeses if r["party"] == "site"]
    assert [(r["how"], r.get("sections")) for r in rows] == [
        ("link", ["Work", "Hours"]),
        ("waived", None),
    ]
    signs = {s.name: s.line for s in for_roles(play.dossier, STUDENT, "").signs}
    assert signs["site 1"].endswith("to Work and Hours only")


def test_whoever_has_more_to_answer_is_still_asked(play: Play) -> None:
    play.share(place={"where": "There."}, work={"tasks": "Other tasks."})
    play.ask("site")
    waive(play, "place")
    assert play.states()["site"] == "asked"
    play.answer("site")
    given = play.dossier.answers[-1]
    assert set(given.covered) == {"work", "weeks"}
    assert play.states()["site"] == "yes"


def test_whoever_has_nothing_left_to_answer_is_told_so(play: Play, clock: Clock) -> None:
    play.ask("site")
    mailed(clock, "")
    waive(play, "place")
    assert play.states()["site"] == "yes"
    assert Ask.objects.filter(seat=play.seat("site"), ended_at=None).count() == 0
    mailed(clock, "")
    told = [one for one in mail.outbox if one.subject.startswith("No answer needed")]
    assert [one.to for one in told] == [["site1@host.example"]]
    student = [words(one) for one in mail.outbox if "“Place and time”" in one.subject]
    assert len(student) == 1


@pytest.mark.parametrize("section", ["work", "nothing", "goals"])
def test_only_a_yes_that_is_missing_is_waived(play: Play, section: str) -> None:
    with pytest.raises(Refused) as refused:
        waive(play, section)
    assert refused.value.refusal.code == "not_to_waive"
    assert not Waiver.objects.exists()
