"""The pages of talk: what each shows, refuses and costs."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pactwork.contracts.models import Text
from pactwork.conversations.actions import hide, note_on_student, reply
from pactwork.conversations.models import Clarification, Post, Renewal, Thread
from pactwork.history.outbox import deliver_due
from pactwork.wiring.emails import EMAILS
from tests.conversations.test_actions import ask
from tests.conversations.test_clarifications import SEVERAL, later, made
from tests.stories import World


def at(name: str, *args: str) -> str:
    return reverse(f"conversations:{name}", args=args)


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address, follow=True)
    assert response.status_code == status, response.content.decode()[:3000]
    return str(response.content.decode())


def test_from_a_question_to_a_citation(world: World) -> None:
    """Asked, answered, settled, relied on, cited, changed: by pressing what the pages offer."""
    run, nadine, helen = world.run.ref, world.client("nadine"), world.client("helen")
    assert "No questions here yet" in page(nadine, at("talk", run))
    assert "We found nothing" in page(
        nadine, at("ask", run) + "?q=Where+does+it+end&about=section.stops"
    )
    said = {"title": "Where does it end?", "text": "Mine or *ours*?", "about": "section.stops"}
    answer = nadine.post(at("ask", run), said | {"audience": "cohort"})
    thread = Thread.objects.get()
    assert answer["Location"] == at("thread", thread.ref)
    helen.post(at("reply", thread.ref), {"text": "Either, if you say which."})
    post = Post.objects.get(person=world.people["helen"])
    assert "Either, if you say which." in page(helen, at("clarify", post.ref))
    clear = {"kind": "several", "text": "Both are fine.", "readings": "Mine.\nOurs."}
    helen.post(at("clarify", post.ref), clear | {"about": "section.stops"})
    settled = Clarification.objects.get()
    tomasz = world.client("tomasz")
    world.write("tomasz")
    step = reverse("contracts:step", args=[world.contract("tomasz").ref, "stops"])
    assert "Several readings are fine" in page(tomasz, step)
    assert "Both are fine." in page(tomasz, at("ask", run) + "?q=boundaries+ours")
    tomasz.post(at("citation", settled.ref), {"section": "stops"})
    text = Text.objects.get(contract=world.contract("tomasz"), section="stops")
    assert str(text.value["touches"]).endswith(settled.mark)
    tomasz.post(at("reliance", settled.ref))
    assert "You rely on it." in page(tomasz, step)
    change = {"kind": "required", "text": "Only yours.", "why": "Two were unfair.", "version": "1"}
    helen.post(at("change", settled.ref), change)
    assert "<del>" in page(tomasz, at("clarification", settled.ref))
    assert "It has changed." in page(tomasz, step)


def test_letters_lead_to_the_thread_and_say_no_words(
    world: World, mailoutbox: list[object]
) -> None:
    thread = ask(world, title="Which calls? http://evil.example")
    reply(thread, "@Nadine words nobody mails xq9unseenword", by=world.actor("helen"))
    deliver_due(EMAILS)
    [letter] = mailoutbox
    body = letter.body  # type: ignore[attr-defined]
    assert at("thread", thread.ref) in body
    assert "xq9unseenword" not in body
    assert "http://evil" not in body


def test_a_changed_clarification_is_sent_with_its_difference(
    world: World, mailoutbox: list[object]
) -> None:
    settled = made(world)
    world.client("nadine").post(at("reliance", settled.ref))
    said = {"kind": "required", "text": "Only your own calls.", "why": "Fair.", "version": "1"}
    world.client("helen").post(at("change", settled.ref), said)
    deliver_due(EMAILS)
    [letter] = mailoutbox
    body = letter.body  # type: ignore[attr-defined]
    assert "[removed: Both are fine" in body.replace("\n> ", " ")
    assert "[removed: - Only your own calls.]" in [line.strip("> ") for line in body.splitlines()]


@pytest.mark.asvs("V1.2.1")
@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "[x](javascript:alert(1))", "![p](http://e.example/p.png)"],
)
def test_hostile_words_stay_words(world: World, text: str) -> None:
    thread = ask(world, text=text, title="<b>T</b>")
    seen = page(world.client("tomasz"), at("thread", thread.ref))
    assert "<script>alert" not in seen
    assert 'href="javascript' not in seen
    assert "<img" not in seen
    assert "<b>T</b>" not in seen


def test_what_was_typed_is_never_lost(world: World) -> None:
    nadine, run = world.client("nadine"), world.run.ref
    said = {"title": "", "text": "A long story.", "about": "section.stops", "audience": "cohort"}
    answer = nadine.post(at("ask", run), said)
    assert answer.status_code == 422
    assert "A long story." in answer.content.decode()
    thread = ask(world, audience="set")
    answer = nadine.post(at("reply", thread.ref), {"text": "As @Colin Tarrant says."})
    assert answer.status_code == 422
    assert "As @Colin Tarrant says." in answer.content.decode()
    assert "cannot read this" in answer.content.decode()
    other = nadine.post(at("words", thread.posts.get().ref), {"text": "New.", "version": "7"})
    assert "New." in other.content.decode()


def test_moderation_is_seen_by_all_and_the_words_by_the_team(world: World) -> None:
    thread = ask(world, text="Secret xq1unseenword.")
    post = thread.posts.get()
    helen = world.client("helen")
    assert helen.post(at("hiding", post.ref), {"why": " "}).status_code == 422
    helen.post(at("hiding", post.ref), {"why": "It names a tenant."})
    for name, sees in (("tomasz", False), ("nadine", False), ("owen", True)):
        seen = page(world.client(name), at("thread", thread.ref))
        assert "It names a tenant." in seen
        assert ("Secret xq1unseenword." in seen) is sees
    assert "Secret xq1unseenword." in page(helen, at("put_away", world.run.ref))
    for name in ("tomasz", "owen"):
        page(world.client(name), at("words", post.ref), 404)
    assert at("words", post.ref) in page(world.client("nadine"), at("thread", thread.ref))
    own = page(world.client("nadine"), at("words", post.ref))
    assert "Secret xq1unseenword." in own
    assert "It names a tenant." in own
    assert "<textarea" not in own
    for name in ("tomasz", "owen"):  # nor by sending the form that only its author is shown
        sent = world.client(name).post(at("words", post.ref), {"text": "Mine.", "version": "1"})
        assert sent.status_code == 404
    mine = world.client("nadine").post(at("words", post.ref), {"text": "Kinder.", "version": "1"})
    assert mine.status_code == 422
    assert "Kinder." in mine.content.decode()
    helen.post(at("hiding", post.ref), {"to": "shown"})
    assert "Secret xq1unseenword." in page(world.client("tomasz"), at("thread", thread.ref))


def test_team_notes_stand_beside_the_review_and_the_student_never_meets_them(world: World) -> None:
    world.share()
    ref, helen = world.contract().ref, world.client("helen")
    assert helen.post(at("team_notes", ref), {"note": " "}).status_code == 422
    helen.post(at("team_notes", ref), {"note": "Nervous xq7unseenword."})
    review = reverse("contracts:review", args=[ref])
    assert "Nervous xq7unseenword." in page(world.client("owen"), review)
    thread = Thread.objects.get()
    for name in ("nadine", "tomasz", "grace"):
        page(world.client(name), at("thread", thread.ref), 404)
    assert "xq7unseenword" not in page(
        world.client("nadine"), reverse("contracts:history", args=[ref])
    )


def test_last_times_clarifications_are_renewed_with_one_press(world: World) -> None:
    settled = made(world)
    run, ruth = later(world), world.client("ruth")
    assert "Renew for this run" in page(ruth, at("clarifications", run.ref))
    for _twice in range(2):
        ruth.post(at("clarifications", run.ref), {"clarification": settled.ref, "to": "renew"})
    assert Renewal.objects.count() == 1
    seen = page(ruth, at("clarifications", run.ref))
    assert "Renew for this run" not in seen
    assert "Both are fine." in seen


def cost(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


# Signing in 2, memberships 1, the run or thread 1.
COSTS = {"talk": 6, "thread": 12, "clarifications": 6, "clarification": 7, "ask": 13}


def test_pages_cost_the_same_for_one_row_and_three(world: World) -> None:
    thread, settled = ask(world), made(world)
    pages = {
        "talk": at("talk", world.run.ref),
        "thread": at("thread", thread.ref),
        "clarifications": at("clarifications", world.run.ref),
        "clarification": at("clarification", settled.ref),
        "ask": at("ask", world.run.ref) + "?q=calls+inside+inquiry",
    }
    helen, nadine = world.client("helen"), world.client("nadine")
    who = {name: helen if name == "thread" else nadine for name in pages}
    one = {name: cost(who[name], address) for name, address in pages.items()}
    for name in ("tomasz", "priya"):
        reply(thread, "These calls are inside, @Helen Marsh.", by=world.actor(name))
        ask(world, name)
        made(world, replace(SEVERAL, text=f"Both are fine, {name}."))
    hide(Post.objects.filter(person=world.people["priya"])[0], why="No.", by=world.actor("helen"))
    note_on_student(world.enrolments["nadine"], "Hm.", by=world.actor("helen"))
    three = {name: cost(who[name], address) for name, address in pages.items()}
    assert three == one == COSTS


def test_a_threads_readers_are_named_to_the_set_and_to_its_facilitators(world: World) -> None:
    thread = ask(world, audience="set")
    mine = page(world.client("tomasz"), at("thread", thread.ref))
    assert mine.count("Your learning set and its facilitators") == 1
    assert "Reply to your learning set and its facilitators" in mine
    group = thread.learning_set
    assert group
    helens = page(world.client("helen"), at("thread", thread.ref))
    assert f"Reply to {group.name} and its facilitators" in helens
    assert "our learning set" not in helens
    assert f"{group.name} and its facilitators" in page(
        world.client("helen"), at("talk", world.run.ref)
    )
    asks = page(world.client("tomasz"), at("ask", world.run.ref) + "?q=which")
    assert "Ask your learning set and its facilitators" in asks


def test_looking_for_words_is_not_called_asking(world: World) -> None:
    nadine, run = world.client("nadine"), world.run.ref
    seen = page(nadine, at("ask", run) + "?q=inquiry&look=1")
    assert "<h1>Search results for “inquiry”</h1>" in seen
    assert "Not there? Ask your question" in seen
    assert "<h1>Ask about the module</h1>" in page(nadine, at("ask", run) + "?q=inquiry")
    assert 'name="look"' in page(nadine, at("talk", run))


def test_posts_read_the_same_from_either_side(world: World) -> None:
    said = {"title": "See \u202emoc.live", "text": "Or \u202emoc.live", "about": "module."}
    nadine = world.client("nadine")
    nadine.post(at("ask", world.run.ref), said | {"audience": "cohort"})
    thread = Thread.objects.get()
    Post.objects.update(text="Or \u202emoc.live")  # from before
    for address in (at("thread", thread.ref), at("talk", world.run.ref)):
        assert "\u202e" not in page(nadine, address)


def test_one_chooses_the_answer_that_cites_and_is_told_when_it_has_changed(world: World) -> None:
    settled, tomasz, helen = made(world), world.client("tomasz"), world.client("helen")
    world.write("tomasz")
    step = reverse("contracts:step", args=[world.contract("tomasz").ref, "stops"])
    assert f'id="field-{settled.ref}"' in page(tomasz, step)
    answer = tomasz.post(
        at("citation", settled.ref), {"section": "stops", "field": "inside"}, follow=True
    )
    text = Text.objects.get(contract=world.contract("tomasz"), section="stops")
    assert str(text.value["inside"]).endswith(settled.mark)
    assert "is now at the end of “" in answer.content.decode()
    assert "You cite it here." in page(tomasz, step)
    said = {"kind": "required", "text": "Only your own calls.", "why": "Fair.", "version": "1"}
    helen.post(at("change", settled.ref), said)
    seen = page(tomasz, step)
    assert "You cite version 1 here. The current version is 2" in seen
    assert "Cite version 2 instead" in seen
    tomasz.post(at("citation", settled.ref), {"section": "stops"})
    text.refresh_from_db()
    assert "v2]" in str(text.value["inside"])
    assert "v1]" not in str(text.value)
