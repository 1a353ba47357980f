"""Telling somebody of a post by a tick: only those who can read it, whatever they are called."""

from typing import Any

import pytest
from django.urls import reverse

from pactwork.conversations.actions import edit, reply
from pactwork.conversations.models import Mention, Post, Thread
from pactwork.ground.validation import Invalid
from pactwork.history.models import Delivery
from pactwork.modules.models import Enrolment
from pactwork.people.models import Person
from tests.conversations.test_actions import ask
from tests.one_line import one_line
from tests.stories import World


def ref(world: World, name: str) -> str:
    return world.people[name].ref


def told() -> list[str]:
    rows = Delivery.objects.filter(kind="talk_named").order_by("to")
    return [to.split("@")[0] for to in rows.values_list("to", flat=True)]


def thread_page(world: World, name: str, thread: Thread) -> str:
    page = world.client(name).get(reverse("conversations:thread", args=[thread.ref]))
    return str(page.content.decode())


def asking_page(world: World, name: str) -> str:
    address = reverse("conversations:ask", args=[world.run.ref]) + "?q=anything"
    return str(world.client(name).get(address).content.decode())


def test_whoever_is_ticked_is_told_once_and_named_below_the_post(world: World) -> None:
    thread = ask(world)
    both = {"text": "Look. @Priya Raman", "tell": [ref(world, "priya"), ref(world, "helen")]}
    address = reverse("conversations:reply", args=[thread.ref])
    assert world.client("tomasz").post(address, both).status_code == 302
    assert told() == ["helen", "priya"]
    assert "For Priya Raman, Dr Helen Marsh" in thread_page(world, "samir", thread)


def test_a_question_tells_whom_it_is_for(world: World) -> None:
    said = {"title": "Who knows?", "text": "Somebody?", "about": "module.", "audience": "cohort"}
    address = reverse("conversations:ask", args=[world.run.ref])
    world.client("nadine").post(address, said | {"tell": [ref(world, "helen")]})
    assert told() == ["helen"]


def test_near_people_are_offered_and_the_cohort_is_not_listed(world: World) -> None:
    page = asking_page(world, "nadine")
    for name in ("Priya Raman", "Dr Helen Marsh", "Prof. Ruth Adeyemi"):
        assert f">{name}<" in page
    for name in ("Nadine Brooks", "Colin Tarrant", "Prof. Lena Fischer"):
        assert f"{name}</label>" not in page
    thread = ask(world)
    assert f'value="{ref(world, "colin")}"' not in thread_page(world, "tomasz", thread)
    reply(thread, "Mine too.", by=world.actor("colin"))
    assert f'value="{ref(world, "colin")}"' in thread_page(world, "tomasz", thread)


@pytest.mark.parametrize(
    ("audience", "shut"), [("set", "colin"), ("set", "lena"), ("me", "helen"), ("cohort", "lena")]
)
def test_nobody_who_cannot_read_it_is_told(world: World, audience: str, shut: str) -> None:
    """A ref that was not offered is refused beside the ticks, and nothing is written."""
    thread = ask(world, audience=audience)
    assert f'value="{ref(world, shut)}"' not in thread_page(world, "nadine", thread)
    address = reverse("conversations:reply", args=[thread.ref])
    known = {"text": "Typed words stay.", "tell": [ref(world, shut)]}
    answer = world.client("nadine").post(address, known)
    assert answer.status_code == 422
    assert "Typed words stay." in answer.content.decode()
    assert "cannot read this" in answer.content.decode()
    assert (Post.objects.count(), Mention.objects.count()) == (1, 0)


def test_a_tick_for_a_question_to_staff_stays_ticked(world: World) -> None:
    address = reverse("conversations:ask", args=[world.run.ref])
    said = {"title": "A", "text": "B", "about": "module.", "audience": "me"}
    answer = world.client("nadine").post(address, said | {"tell": [ref(world, "priya")]})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert f'value="{ref(world, "priya")}" checked' in one_line(page)
    assert Thread.objects.count() == 0


def test_forged_ticks_are_one_sentence(world: World) -> None:
    thread = ask(world)
    for tell in (["nobody"], ["<script>"], [ref(world, "helen")] * 3 + ["x"] * 40):
        with pytest.raises(Invalid) as wrong:
            reply(thread, "Hello.", by=world.actor("tomasz"), tell=tell)
        assert wrong.value.problems["tell"].code == "tell_shut"


def test_two_of_one_name_and_a_hostile_name_can_be_told_apart(world: World) -> None:
    hostile = '<script>alert("x")</script> @Priya'
    Person.objects.filter(pk=world.people["samir"].pk).update(name=hostile)
    Person.objects.filter(pk=world.people["tomasz"].pk).update(name="Priya Raman")
    thread = ask(world, audience="set")
    page = thread_page(world, "nadine", thread)
    assert "<script>alert" not in page
    assert page.count(">Priya Raman<") == 2
    with pytest.raises(Invalid):
        reply(thread, "@Priya Raman which?", by=world.actor("nadine"))
    tell = [ref(world, "tomasz"), ref(world, "samir")]
    reply(thread, "You.", by=world.actor("nadine"), tell=tell)
    assert set(Mention.objects.values_list("person", flat=True)) == {
        world.people["tomasz"].pk,
        world.people["samir"].pk,
    }
    assert "<script>alert" not in thread_page(world, "nadine", thread)


def test_whoever_left_the_module_is_not_told(world: World, left: Any) -> None:
    thread = ask(world)
    reply(thread, "I was here.", by=world.actor("colin"))
    left("colin")
    assert f'value="{ref(world, "colin")}"' not in thread_page(world, "nadine", thread)
    with pytest.raises(Invalid):
        reply(thread, "Hello.", by=world.actor("nadine"), tell=[ref(world, "colin")])


@pytest.fixture
def left(world: World) -> Any:
    def leave(name: str) -> None:
        rows = Enrolment.objects.filter(person=world.people[name])
        rows.update(starts_on="2026-09-01", ends_on="2026-09-20")

    return leave


def test_a_set_that_is_gone_leaves_nobody_without_a_set_to_be_named(world: World) -> None:
    thread = ask(world, audience="set")
    Thread.objects.update(learning_set=None)
    Enrolment.objects.filter(person=world.people["colin"]).update(learning_set=None)
    thread.refresh_from_db()
    with pytest.raises(Invalid):
        reply(thread, "@Colin Tarrant", by=world.actor("nadine"))


def test_a_name_added_later_is_told_and_an_earlier_one_not_again(world: World) -> None:
    thread = ask(world)
    made = reply(thread, "@Priya Raman", by=world.actor("tomasz"))
    edit(made, "@Priya Raman and @Samir Haddad", version=1, by=world.actor("tomasz"))
    assert told() == ["priya", "samir"]


def test_the_list_costs_the_same_however_many_have_spoken(
    world: World, django_assert_num_queries: Any
) -> None:
    thread = ask(world)
    address = reverse("conversations:thread", args=[thread.ref])
    client = world.client("priya")
    for names in (["tomasz"], ["colin", "samir", "helen"]):
        for name in names:
            reply(thread, "Yes.", by=world.actor(name), tell=[ref(world, "priya")])
        with django_assert_num_queries(10):
            client.get(address)
