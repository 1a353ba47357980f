"""A section wanted at first, beside others wanted at changes: what every place says once it is changed."""

from pathlib import Path

import pytest
from django.core import mail

from pactwork.contracts.models import Agreement
from pactwork.contracts.queries.by_link import ADVOCATE
from pactwork.contracts.seat_states import seat_words
from pactwork.documents.pages.agreed import agreed_by, for_roles
from pactwork.documents.pages.printed import printed
from pactwork.documents.reader import Reader
from pactwork.history.models import Delivery
from pactwork.workspace.pages.sharing import seat_fates
from tests.conftest import Clock
from tests.contracts.play import FILES, Play
from tests.contracts.test_conditions_told import mailed, words

pytestmark = pytest.mark.django_db
STUDENT = frozenset({"student"})
SWAPS = {  # the site agrees to the work at first only, and to where it is each time
    "{party: site, at: first}, {party: office, at: changes}": "site, {party: office, at: changes}",
    "yes: [faculty, {party: office, at: first}]": "yes: [faculty, office]",
    "yes: [{party: site, at: first}, faculty]": (
        "yes: [{party: site, at: first}, {party: office, at: first}, faculty]"
    ),
}
OTHER = {"tasks": "Something else altogether."}


def started(folder: Path) -> Play:
    text = (FILES / "field-internship.yaml").read_text(encoding="utf-8")
    for old, new in SWAPS.items():
        assert old in text
        text = text.replace(old, new)
    (folder / "module.yaml").write_text(text, encoding="utf-8")
    return Play(folder / "module.yaml")


@pytest.fixture
def play(tmp_path: Path) -> Play:
    play = started(tmp_path)
    play.share()
    play.agreed("site", "faculty", "office")
    assert play.stage == "agreed"
    return play


def test_before_it_is_shared_and_after_the_student_reads_what_still_counts(play: Play) -> None:
    play.write(work=OTHER)
    fates = {one.party.key: one for one in seat_fates(play.dossier)}
    said = (
        "They agreed to other wording of “Work” and are not asked again about it: "
        "we email them when the change is agreed."
    )
    assert (fates["site"].fate, fates["site"].alone) == ("kept", said)
    assert fates["faculty"].alone == ""
    play.share(work=OTHER)
    assert play.states() == {"site": "yes", "faculty": "lapsed", "office": "yes"}
    for party in ("site", "office"):
        place = play.dossier.stands.seat(play.seat(party).pk)
        now = seat_words(play.dossier, place)
        assert now.endswith(f", and it still counts for the other sections. {said}")


def test_whoever_stays_needed_elsewhere_is_told_by_email(clock: Clock, tmp_path: Path) -> None:
    play = started(tmp_path)
    play.share()
    play.ask("site")
    mailed(clock, "")
    play.answer("site")
    play.agreed("faculty", "office")
    mailed(clock, "")
    play.share(work=OTHER)
    assert not Delivery.objects.filter(kind="noticed").exists()
    play.agreed("faculty")
    assert play.stage == "agreed"
    mailed(clock, "")
    letters = {one.to[0]: words(one) for one in mail.outbox}
    for to in ("site1@host.example", play.people["placement_officer1"].email):
        assert "The wording of “Work” is new. That change does not need your yes" in letters[to]
        assert "Your yes to the other sections still counts." in letters[to]
    assert [one.to[0] for one in mail.outbox].count("site1@host.example") == 1
    assert "Something else" not in letters[play.people["placement_officer1"].email]
    play.share(work=OTHER, goals={"rows": [{"goal": "More."}]})
    play.agreed("faculty", "office")  # the work reads as it did: of that they have been told
    assert Delivery.objects.filter(kind="noticed").count() == 2


def test_paper_dates_each_yes_with_its_draft_and_says_what_it_is_not_to(play: Play) -> None:
    play.share(work=OTHER)
    play.agreed("faculty")
    rows = {r["party"]: r for r in Agreement.objects.get(draft__number=2).yeses}
    assert (rows["site"]["draft"], rows["site"]["unasked"]) == (1, ["Work"])
    assert "unasked" not in rows["faculty"]
    dossier = play.dossier
    newest = dossier.newest
    assert newest
    lines = {sign.party: sign.line for sign in for_roles(dossier, STUDENT, "").signs}
    told = "to draft 1, not to the new wording of “Work”, of which they were told"
    assert told in lines["Site supervisor"]
    assert "to draft" not in lines["Faculty supervisor"]
    assert told in repr(printed(dossier, newest, Reader(STUDENT, frozenset())).blocks)
    copy = Reader(ADVOCATE, frozenset({"site"}))
    assert agreed_by(dossier, newest, copy) == {"place", "weeks"}


def test_a_later_yes_to_the_rest_is_not_one_to_what_was_changed_alone(play: Play) -> None:
    play.share(work=OTHER, place={"where": "In the other building."})
    play.agreed("faculty", "site", "office")
    assert play.stage == "agreed"
    rows = {r["party"]: r for r in Agreement.objects.get(draft__number=2).yeses}
    assert (rows["site"]["draft"], rows["site"]["unasked"]) == (2, ["Work"])
    assert Delivery.objects.filter(kind="noticed", to="site1@host.example").count() == 1
    assert Delivery.objects.filter(
        kind="agreed", to="site1@host.example", entry__payload__agreed__draft=2
    ).exists()
