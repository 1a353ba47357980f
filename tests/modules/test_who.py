"""Who is who: every member of staff in their own words, for every student; one query for all of them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pactwork.ground.refusal import Refused
from pactwork.history.models import Entry
from pactwork.modules.actions import give_role
from pactwork.modules.actions.introducing import introduce
from pactwork.people.actions import enter_person
from pactwork.people.models import Person
from tests.stories import World

pytestmark = pytest.mark.django_db
COST = 6  # signing in 2, what is owed 1, memberships 1, the run, its team


def who(world: World, client: Client) -> str:
    response = client.get(reverse("modules:who", args=[world.run.ref]))
    assert response.status_code == 200
    return response.content.decode()


def test_staff_introduce_themselves_and_every_student_reads_it(world: World) -> None:
    own = reverse("modules:introduction")
    helen = world.client("helen")
    assert "Introduce yourself" in who(world, helen)
    helen.post(own, {"introduction": "Ask me <b>anything</b>.\r\n\r\nTuesdays are best."})
    assert (
        Person.objects.get(key="helen").introduction
        == "Ask me <b>anything</b>.\n\nTuesdays are best."
    )
    for name in ("nadine", "colin", "anil"):
        text = who(world, world.client(name))
        assert "Ask me &lt;b&gt;anything&lt;/b&gt;." in text
        assert "No introduction yet." in text
    assert Entry.objects.filter(act="introduced").count() == 1
    helen.post(own, {"introduction": "Ask me <b>anything</b>.\r\n\r\nTuesdays are best."})
    assert Entry.objects.filter(act="introduced").count() == 1


def test_too_long_says_so_and_keeps_what_was_typed(world: World) -> None:
    long = "Words " * 400
    response = world.client("helen").post(reverse("modules:introduction"), {"introduction": long})
    assert response.status_code == 422
    assert long.strip() in response.content.decode()
    assert Person.objects.get(key="helen").introduction == ""


def test_students_have_none_here_and_examiners_are_not_for_students(world: World) -> None:
    assert world.client("nadine").get(reverse("modules:introduction")).status_code == 404
    with pytest.raises(Refused):
        introduce(world.actor("nadine"), "Hello.")
    assert "Lena Fischer" not in who(world, world.client("nadine"))
    assert "Lena Fischer" in who(world, world.client("helen"))


def test_one_more_or_three_the_same_queries(world: World) -> None:
    nadine, costs = world.client("nadine"), []
    for number in range(3):
        who(world, nadine)
        with CaptureQueriesContext(connection) as seen:
            who(world, nadine)
        costs.append(len(seen))
        key = f"more{number}"
        more = enter_person(
            world.institution, key=key, name=f"More {key}", email=f"{key}@x.example"
        )
        give_role(world.run, more, "careers")
    assert costs == [COST] * 3
