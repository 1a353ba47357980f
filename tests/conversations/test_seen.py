"""Who somebody is in talk: one condition at a time."""

from django.http import HttpRequest

from pactwork.contracts.access import Desk
from pactwork.contracts.visibility import roles_on
from pactwork.conversations.actions import hide, note_on_student, note_on_thread, reply, withdraw
from pactwork.conversations.queries.clarifications import one
from pactwork.conversations.queries.panels import beside_review
from pactwork.conversations.queries.search import search
from pactwork.conversations.queries.talk import hidden_posts, talk
from pactwork.conversations.queries.thread import one_thread, thread_page
from pactwork.conversations.typed import Clear
from pactwork.conversations.visibility import is_team, own_enrolment, readers_of, scopes, scopes_now
from pactwork.people.actors import Actor
from tests.conversations.test_actions import TEAM, ask
from tests.conversations.test_clarifications import later, made
from tests.stories import World


def student_or_team(world: World, name: str) -> Desk:
    actor, found = world.actor(name), world.dossier()
    return Desk(actor, found, roles_on(actor, found.contract))


def test_whoever_came_by_a_link_reads_no_talk(world: World) -> None:
    guest = Actor(world.institution.pk, "Carol", "holder:1", via="link")
    assert scopes(guest) == scopes_now(guest) == ()


def test_another_run_is_another(world: World) -> None:
    other = later(world)
    assert is_team(world.actor("ruth"), other.pk)
    assert not is_team(world.actor("helen"), other.pk)
    assert own_enrolment(world.actor("nadine"), world.run.pk)
    assert own_enrolment(world.actor("nadine"), other.pk) is None


def test_in_the_teams_thread_nobody_else_is_named(world: World) -> None:
    names = {person.pk: key for key, person in world.people.items()}
    thread = ask(world, "helen", audience="staff")
    assert {names[person.pk] for person in readers_of(thread)} == TEAM


def test_a_page_of_talk_has_its_own_run_and_place(world: World) -> None:
    here, there = ask(world), ask(world, title="Another?", key="card")
    found = talk(world.actor("nadine"), world.run, about="section.stops")
    assert [row.thread for row in found.rows] == [here]
    assert {row.thread for row in talk(world.actor("nadine"), world.run).rows} == {here, there}
    assert talk(world.actor("ruth"), later(world)).rows == []


def test_nothing_that_stands_is_among_what_was_put_away(world: World) -> None:
    ask(world)
    assert hidden_posts(world.actor("helen"), world.run) == []


def test_one_thread_is_that_one_and_clarified_where_it_was(world: World) -> None:
    first, second = ask(world), ask(world, title="Another?")
    made(world)
    by = world.actor("nadine")
    assert one_thread(by, second.ref) == second
    assert one_thread(by, first.ref) == first
    assert thread_page(by, first).posts[0].clarification is None


def test_the_teams_notes_are_about_that_thread_and_for_the_team(world: World) -> None:
    first, second, helen = ask(world), ask(world, title="Another?"), world.actor("helen")
    note_on_thread(first, "She asked this last week.", by=helen)
    own = ask(world, "helen", audience="staff")
    assert [p.text for p in thread_page(helen, first).notes] == ["She asked this last week."]
    assert thread_page(helen, second).notes == []
    assert {row.thread for row in talk(helen, world.run).rows} == {first, second, own}
    assert thread_page(helen, own).notes == []
    assert thread_page(world.actor("nadine"), first).notes == []


def test_what_was_put_away_is_quoted_no_more_and_listed_for_its_run(world: World) -> None:
    thread, helen = ask(world), world.actor("helen")
    post = thread.posts.get()
    again = reply(thread, "As you say.", by=world.actor("tomasz"), quotes=post.ref)
    assert thread_page(helen, thread).posts[-1].quote == post.text
    hide(post, by=helen, why="It names a caller.")
    assert thread_page(helen, thread).posts[-1].quote == ""
    assert again.quotes == post
    assert hidden_posts(helen, world.run) == [post]
    assert hidden_posts(world.actor("ruth"), later(world)) == []
    secret = ask(world, "helen", audience="staff", title="Between us")
    hide(secret.posts.get(), by=helen, why="Enough.")
    assert hidden_posts(world.actor("nadine"), world.run) == [post]


def test_a_clarification_is_found_where_one_talks_and_while_it_stands(world: World) -> None:
    found, by = made(world), world.actor("nadine")
    assert found in search(by, "own calls").clarifications
    assert one(found.ref, world.institution.pk) == found
    other = made(world, Clear("yours", "As you like."))
    assert one(other.ref, world.institution.pk) == other
    assert one(found.ref, world.institution.pk + 1) is None
    withdraw(found, why="It was wrong.", by=world.actor("helen"))
    assert found not in search(by, "own calls").clarifications


def test_a_note_on_a_student_stands_beside_theirs_alone(world: World) -> None:
    for name in ("nadine", "tomasz"):
        world.share(name)
        note_on_student(world.enrolments[name], f"About {name}.", by=world.actor("helen"))
    desk = student_or_team(world, "helen")
    beside = beside_review(HttpRequest(), desk=desk)
    assert beside is not None
    assert [post.text for post in beside["team_notes"]] == ["About nadine."]
    assert beside_review(HttpRequest(), desk=student_or_team(world, "nadine")) is None
