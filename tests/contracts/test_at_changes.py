"""Agreement and amendment may differ: who is asked, who is told, and what every page says of it."""

from pathlib import Path

import pytest
from django.core import mail

from pactwork.contracts.models import Agreement
from pactwork.contracts.rules.needed import only_at_first
from pactwork.contracts.seat_states import seat_words
from pactwork.documents.pages.agreed import for_roles
from pactwork.documents.pages.printed import printed
from pactwork.documents.reader import Reader
from pactwork.history.models import Delivery
from pactwork.modules.reading import read
from pactwork.modules.rules.specification import Template
from pactwork.modules.warned import warned
from tests.conftest import Clock
from tests.contracts.play import FILES, Play
from tests.contracts.test_conditions_told import mailed, words
from tests.contracts.test_cover import prose

pytestmark = pytest.mark.django_db
INTERNSHIP = FILES / "field-internship.yaml"
STUDENT = frozenset({"student"})


@pytest.fixture
def play() -> Play:
    play = Play(INTERNSHIP)
    play.share()
    play.agreed("site", "faculty", "office")
    assert play.stage == "agreed"
    return play


def told(play: Play) -> set[str]:
    return set(Delivery.objects.filter(kind="noticed").values_list("to", flat=True))


def test_a_change_needs_the_faculty_supervisor_alone(play: Play) -> None:
    play.share(goals={"rows": [{"goal": "Another goal."}]})
    assert play.states() == {"site": "not_needed", "faculty": "lapsed", "office": "not_needed"}
    assert play.stage == "amending"
    play.agreed("faculty")
    assert play.stage == "agreed"
    made = Agreement.objects.filter(contract=play.contract)
    assert [a.draft.number for a in made] == [1, 2]
    rows = {row["party"]: (row["draft"], bool(row.get("told"))) for row in made[1].yeses[1:]}
    assert rows == {"site": (1, True), "faculty": (2, False), "office": (1, True)}


def test_where_the_coordinator_approves_changes_only_that_asks_them(play: Play) -> None:
    play.share(place={"where": "In the other building."})
    assert play.states() == {"site": "not_needed", "faculty": "yes", "office": "lapsed"}
    play.agreed("office")
    assert play.stage == "agreed"
    play.share(place={"where": "In the other building."}, goals={"rows": [{"goal": "More."}]})
    assert play.states() == {"site": "not_needed", "faculty": "lapsed", "office": "not_needed"}


def test_whoever_is_not_asked_is_told_once_it_is_agreed(play: Play) -> None:
    play.share(goals={"rows": [{"goal": "Another goal."}]})
    assert told(play) == set()
    play.agreed("faculty")
    office = play.people["placement_officer1"].email
    assert told(play) == {"site1@host.example", office}
    agreed = Delivery.objects.filter(kind="agreed", entry__payload__agreed__draft=2)
    assert {d.to for d in agreed} == {play.people["student"].email}


def test_the_letters_are_true(clock: Clock) -> None:
    play = Play(INTERNSHIP)
    play.share()
    play.ask("site")
    mailed(clock, "")
    play.answer("site")
    play.agreed("faculty", "office")
    play.share(goals={"rows": [{"goal": "Another goal."}]})
    play.agreed("faculty")
    mailed(clock, "")
    letters = {
        one.to[0]: words(one) for one in mail.outbox if "For your information" in one.subject
    }
    by_link = letters["site1@host.example"]
    assert "You said yes to Student’s internship plan on " in by_link
    assert "the change is agreed: draft 2, in force since " in by_link
    assert "Changes do not need your yes, so there is nothing for you to do." in by_link
    assert "you can withdraw your yes with the link and code in our email of" in by_link
    assert "Another goal" not in by_link  # they do not read the goals
    account = letters[play.people["placement_officer1"].email]
    assert "This change does not need your yes" in account  # others can: where and when


def test_whoever_takes_their_yes_back_is_needed_again(play: Play) -> None:
    play.share(goals={"rows": [{"goal": "Another goal."}]})
    play.withdraw("site")
    assert play.states()["site"] == "withdrawn"
    play.agreed("faculty")
    assert play.stage == "suspended"
    play.agreed("site")
    assert play.stage == "agreed"
    assert told(play) == {play.people["placement_officer1"].email}
    play.withdraw("site")
    assert play.stage == "suspended"


def test_paper_and_page_keep_what_was_agreed_at_first(play: Play) -> None:
    play.share(goals={"rows": [{"goal": "Another goal."}]})
    play.agreed("faculty")
    paper = for_roles(play.dossier, STUDENT, "")
    signs = {sign.party: sign.line for sign in paper.signs}
    assert "to draft 1; told of later changes" in signs["Site supervisor"]
    assert "to draft 1" not in signs["Faculty supervisor"]
    assert paper.only_read == []
    newest = play.dossier.newest
    assert newest
    pdf = printed(play.dossier, newest, Reader(STUDENT, frozenset()))
    said = repr(pdf.blocks)
    assert "site 1" in said
    assert "to draft 1; told of later changes" in said


def test_the_students_page_says_that_changes_need_no_yes(play: Play) -> None:
    play.share(goals={"rows": [{"goal": "Another goal."}]})
    seat = play.seat("site")
    words = seat_words(play.dossier, play.dossier.stands.seat(seat.pk))
    assert words == (
        "Changes to what is agreed do not need this yes. We email them when one is agreed."
    )


def test_a_section_that_anybody_could_change_alone_is_pointed_out(tmp_path: Path) -> None:
    file = tmp_path / "module.yaml"
    text = INTERNSHIP.read_text(encoding="utf-8")
    file.write_text(
        text.replace(
            "yes: [faculty, {party: office, at: first}]", "yes: [{party: office, at: first}]"
        )
    )
    assert warned(read(file)) == [
        "Form of the learning agreement, “Goals”: once it is agreed, changing it needs nobody’s yes."
    ]
    assert warned(read(INTERNSHIP)) == []


def test_that_changes_need_no_yes_is_said_only_where_it_is_true_of_every_section() -> None:
    def form(*at: str) -> Template:
        needs = [[{"party": "host", "at": one}] for one in at]
        sections = [prose(f"s{n}", yes=yes) for n, yes in enumerate(needs)]
        host = {"key": "host", "title": "Host", "person": "host", "by": "link"}
        return Template.model_validate({"parties": [host], "sections": sections})

    assert only_at_first(form("first", "first"), "host")
    assert not only_at_first(form("first", "changes"), "host")
    assert not only_at_first(form("first", "both"), "host")
