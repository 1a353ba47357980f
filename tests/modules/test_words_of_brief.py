"""On a module's page nothing is called by its key, and nothing is said twice."""

import pytest
from django.test import Client

from pactwork.modules.models import Enrolment
from tests.contracts.play import FILES, Play

pytestmark = pytest.mark.django_db


def page(play: Play) -> str:
    client = Client()
    client.force_login(play.people["student"].account)
    whole = client.get(f"/modules/{play.run.ref}/").content.decode()
    return " ".join(whole.partition("<main")[2].partition("</main>")[0].split())


def test_who_is_theirs_and_what_is_theirs_go_by_the_words_of_the_module() -> None:
    play = Play(
        FILES / "field-internship.yaml",
        **{
            "    calls_it: learning agreement\n": "",
            "by: facilitator}": "by: facilitator, who: named, column: ref-tut}",
            "At the organisation": "At the internship site",
        },
    )
    tutor = play.people["facilitator1"]
    Enrolment.objects.filter(person=play.people["student"]).update(named={"ref-tut": tutor.ref})
    said = page(play)
    assert "ref-tut" not in said
    assert "Your faculty supervisor" in said
    assert "Your learning agreement" in said
    assert 'nowrap">at the internship site' not in said
