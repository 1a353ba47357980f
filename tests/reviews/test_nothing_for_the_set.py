"""Where a contract has nothing that the learning set reads, nothing of it is offered, asked or counted."""

from pathlib import Path

import pytest

from pactwork.contracts.access import Desk
from pactwork.modules.actions import Place, enrol
from pactwork.modules.models import Enrolment, LearningSet
from pactwork.modules.reading import read
from pactwork.modules.warned import warned
from pactwork.reviews.actions.asking import ask_reviewers
from pactwork.reviews.queries.beside import beside
from pactwork.reviews.queries.learning_set import circles, news_for
from pactwork.reviews.queries.panels import eyes
from pactwork.workspace.queries.others import set_names
from tests.contracts.play import FILES, Play

pytestmark = pytest.mark.django_db
INTERNSHIP = FILES / "field-internship.yaml"
GOALS = "kind: goals, "


def in_one_set(**swaps: str) -> Play:
    """The student and a peer, both with a contract; the student has shared a draft."""
    play = Play(INTERNSHIP, **swaps)
    peer = play._person("hoai")
    enrol(play.run, peer, Place("INT-496"))
    made = LearningSet.objects.create(run=play.run, name="Set 1")
    Enrolment.objects.filter(run=play.run).update(learning_set=made)
    play.share()
    return play


@pytest.mark.parametrize("readable", [False, True])
def test_what_cannot_be_read_is_not_offered_to_the_set(readable: bool) -> None:
    play = in_one_set(**({GOALS: f"{GOALS}key_element: true, "} if readable else {}))
    newest = play.dossier.newest
    assert newest
    named = set_names(play.dossier, play.dossier.template, newest.content)
    assert named == ("Hoai" if readable else "")
    news = news_for(play.actor("hoai"))
    assert [m.person.name for m in news.to_read] == (["Student"] if readable else [])
    (circle,) = circles(play.actor("hoai"))
    assert circle.waiting == int(readable)
    desk = Desk(play.actor("facilitator1"), play.dossier, frozenset({"facilitator"}))
    found = beside(desk, newest)
    assert [eye.name for eye in eyes(desk, found, None)] == (["Hoai"] if readable else [])
    assert ask_reviewers() == int(readable)


def test_a_file_that_names_sets_and_gives_them_nothing_is_pointed_out(tmp_path: Path) -> None:
    text = INTERNSHIP.read_text(encoding="utf-8")
    said = "Contract “learning agreement”: its learning sets read none of it: "
    said += "no section has key_element: true."
    file = tmp_path / "module.yaml"
    file.write_text(
        text.replace("grading:", "reviews: {helpful: true}\ngrading:"), encoding="utf-8"
    )
    assert warned(read(file)) == [said]
    file.write_text(text.replace("  module: course", "  learning_set: group\n  module: course"))
    assert warned(read(file)) == [said]
    assert warned(read(INTERNSHIP)) == []
