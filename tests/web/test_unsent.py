"""A form sent from another session than it was made in: the words come back, and to nobody else."""

from html import unescape

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.crypto import get_random_string

from pactwork.conversations.actions import begin
from pactwork.conversations.models import Post
from pactwork.conversations.models import Thread as Talk
from pactwork.conversations.typed import Begun
from pactwork.web.trouble import typed
from tests.contracts.plans import forms_in, text_of
from tests.stories import World

WORDS = "The second reading, I think:\r\nkeep <b>both</b> rooms."
HERE = {"origin": "http://testserver"}


def talk(world: World) -> tuple[str, str]:
    """The page of a talk and the address that its reply goes to."""
    begun = Begun("Which calls?", "Which calls, and why?", "set", "section", "stops")
    made = begin(world.run, begun, by=world.actor("nadine"))
    page = reverse("conversations:thread", args=[made.ref])
    return page, reverse("conversations:reply", args=[made.ref])


def strict(world: World, name: str) -> Client:
    """A browser: it says where a form comes from, and its tokens are looked at."""
    client = Client(enforce_csrf_checks=True, headers=HERE)
    client.force_login(world.people[name].account, backend="pactwork.web.signin.Backend")
    return client


def become(client: Client, world: World, name: str) -> None:
    """Signing in changes the token that forms carry."""
    client.force_login(world.people[name].account, backend="pactwork.web.signin.Backend")
    client.cookies[settings.CSRF_COOKIE_NAME] = get_random_string(32)


def reply(client: Client, page: str) -> dict[str, str]:
    shown = client.get(page).content.decode()
    form = next(f for f in forms_in(shown) if "text" in f["fields"])
    kept = {name: value for name, value in form["fields"].items() if name != "tell"}
    return kept | {"text": WORDS}


def test_signed_out_meanwhile_the_words_come_back(world: World) -> None:
    page, to = talk(world)
    priya = strict(world, "priya")
    sent = reply(priya, page)
    del priya.cookies[settings.SESSION_COOKIE_NAME]
    back = priya.post(to, sent, headers={"referer": f"http://testserver{page}"})
    said = back.content.decode()
    assert back.status_code == 401
    assert "You are signed out" in text_of(back)
    assert "keep &lt;b&gt;both&lt;/b&gt; rooms." in said
    assert f"next={page.replace('/', '%2F')}" in said
    assert to.replace("/", "%2F") not in said
    assert back["Cache-Control"] == "no-cache, private"  # Back finds the words again
    (form,) = forms_in(said)
    assert form["action"] == to
    # Signed in again in another tab, the same press goes on, in a name that is said.
    become(priya, world, "priya")
    again = priya.post(form["action"], form["fields"])
    assert again.status_code == 403
    assert "Send it as Priya" in text_of(again)
    (form,) = forms_in(again.content.decode())
    assert priya.post(form["action"], form["fields"]).status_code == 302
    assert Post.objects.get(person=world.people["priya"]).text.split() == WORDS.split()


def test_somebody_else_meanwhile_is_told_in_our_words(world: World) -> None:
    page, to = talk(world)
    client = strict(world, "priya")
    sent = reply(client, page)
    become(client, world, "samir")
    back = client.post(to, sent)
    assert back.status_code == 403
    said = text_of(back)
    assert "CSRF" not in said
    assert "You are now signed in as Samir" in said
    assert "keep <b>both</b> rooms." in unescape(said)
    assert not Post.objects.filter(text__contains="rooms").exists()
    # Only the request was echoed: no page that is opened afterwards holds the words.
    for seen in (reverse("home"), page):
        assert "rooms." not in client.get(seen).content.decode()


def test_what_another_site_sends_is_neither_shown_nor_sent_on(world: World) -> None:
    _page, to = talk(world)
    client = strict(world, "priya")
    for away in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}):
        back = client.post(to, {"text": WORDS}, headers=away)
        assert back.status_code == 403
        assert "rooms" not in back.content.decode()
        assert not forms_in(back.content.decode())
    back = Client().post(to, {"text": WORDS}, headers={"sec-fetch-site": "cross-site"})
    assert "rooms" not in back.content.decode()
    assert not forms_in(back.content.decode())


def test_a_browser_that_says_nothing_gets_its_words_to_copy(world: World) -> None:
    _page, to = talk(world)
    client = Client(enforce_csrf_checks=True)
    back = client.post(to, {"text": WORDS})
    assert back.status_code == 403
    assert "rooms." in back.content.decode()
    assert not forms_in(back.content.decode())


def test_a_script_hears_it_as_data(world: World) -> None:
    _page, to = talk(world)
    client = strict(world, "priya")
    back = client.post(to, {"text": WORDS}, headers={"accept": "application/json"})
    assert (back.status_code, back["Content-Type"]) == (403, "application/json")


@pytest.mark.parametrize("came", ["", "http://testserver{to}", "https://evil.example/x"])
def test_the_sign_in_leads_to_a_page_that_can_be_read(world: World, came: str) -> None:
    page, to = talk(world)
    ground = reverse("sets:agree", args=[world.run.ref])
    rules = reverse("sets:rules", args=[world.run.ref])
    for sent, wanted in ((to, page), (ground, rules)):
        for method in ("get", "post"):
            headers = {"referer": came.format(to=sent)} if came else {}
            back = getattr(Client(), method)(sent, headers=headers)
            assert back.status_code == 302
            assert back["Location"].endswith(f"?next={wanted.replace('/', '%2F')}"), method
    assert Talk.objects.count() == 1


def test_a_file_has_to_be_chosen_again(world: World) -> None:
    client = strict(world, "moira")
    with open(__file__, "rb") as file:
        back = client.post("/roster/preview/", {"file": file, "run": "A run of this year"})
    assert "Choose the file test_unsent.py again." in text_of(back)
    assert "A run of this year" in text_of(back)
    assert not forms_in(back.content.decode())


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("Yes", True), ("two words", True), ("é", True), ("no!", True), ("a" * 13, True),
        ("a@b.example", True), ("module.", False), ("k7mq2x", False), ("0af3" * 16, False),
        ("2026-10-30", False), (" ", False),
    ],
)  # fmt: skip
def test_what_counts_as_typed(value: str, written: bool) -> None:
    assert bool(typed([("text", value)])) is written
