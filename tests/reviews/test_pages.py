"""The set's page, reading a draft, and the forms: what is seen, kept and refused."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pactwork.contracts.actions import mark_read
from pactwork.contracts.models import Reading
from pactwork.reviews.actions import comment, reply, resolve
from pactwork.reviews.models import Comment
from pactwork.reviews.queries.learning_set import news_for
from tests.stories import World

QUOTE = "complaint calls I take myself"
PRIVATE = {"helps": {"rows": [{"name": "Zebedee", "help": "Listens", "how-often": "Weekly"}]}}


def reading(world: World, name: str = "nadine") -> str:
    return reverse("reviews:reading", args=[world.contract(name).ref])


def get(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def post(world: World, who: str, **form: str) -> Any:
    data = {"draft": "1", "about": "stops.inside", "quote": QUOTE, "text": "Which calls?"}
    address = reverse("reviews:comment", args=[world.contract().ref])
    return world.client(who).post(address, {**data, **form})


def said(world: World, who: str = "priya", **about: Any) -> Comment:
    known = {"draft": 1, "section": "stops", "path": "inside", "quote": QUOTE, "text": "Which?"}
    return comment(world.contract(), by=world.actor(who), **{**known, **about})


def test_my_set_says_who_shared_what_and_whose_turn_it_is(world: World) -> None:
    world.share("samir", question={"title": "Shorter handovers on the ward"})
    world.share()
    said(world)
    page = get(world.client("priya"), reverse("reviews:set"))
    assert "Samir Haddad" in page
    assert "Shorter handovers on the ward" in page
    assert "no comments yet" in page
    assert "Colin Tarrant" not in page
    assert page.index("Samir Haddad") < page.index("Nadine Brooks") < page.index("Jane Whitlock")
    assert page.count("Not read yet") == 1
    assert "You have not shared a draft yet." in page


def test_my_own_news_is_on_the_page(world: World) -> None:
    world.share()
    said(world)
    said(world, "helen", section="triage", path="", quote="")
    page = get(world.client("nadine"), reverse("reviews:set"))
    assert "1 open comment on your draft 1," in page
    assert "from Priya." in page
    assert "Helen" not in page.split("<main")[1]


def test_without_a_set_the_page_says_so(world: World) -> None:
    assert "No learning set yet" in get(world.client("helen"), reverse("reviews:set"))


def test_a_peer_reads_key_elements_and_nothing_else(world: World) -> None:
    world.share(**PRIVATE)
    world.write(question={"title": "A title that was never shared"})
    page = get(world.client("priya"), reading(world))
    assert "complaint calls I take myself" in page
    assert "Zebedee" not in page
    assert "Does it involve children" not in page
    assert "never shared" not in page
    assert "Carol Benning" not in page
    own = get(world.client("nadine"), reading(world))
    assert "Zebedee" not in own
    assert "This is all your set can see" in own
    assert "quote-form" not in own


@pytest.mark.parametrize(
    ("who", "status"),
    [("priya", 200), ("helen", 200), ("ruth", 200), ("nadine", 200)]
    + [(who, 404) for who in ("colin", "anil", "grace", "dan", "lena", "moira")],
)
def test_who_may_read_it_here(world: World, who: str, status: int) -> None:
    world.share()
    assert world.client(who).get(reading(world)).status_code == status


def test_before_sharing_there_is_nothing_for_peers(world: World) -> None:
    world.write()
    assert world.client("priya").get(reading(world)).status_code == 404
    assert "Only you can see your working text" in get(world.client("nadine"), reading(world))


def test_an_older_draft_opens_and_a_missing_one_does_not(world: World) -> None:
    world.share()
    world.share(stops={"inside": "Only my own calls."})
    client = world.client("priya")
    assert "This is an earlier draft." in get(client, reading(world) + "?draft=1")
    for number in ("9", "x", "٣", "99999999999"):
        assert client.get(reading(world), {"draft": number}).status_code == 404


def test_a_comment_is_pinned_to_its_words_and_linked_both_ways(world: World) -> None:
    world.share()
    response = post(world, "priya")
    head = Comment.objects.get()
    assert response["Location"] == f"{reading(world)}#note-{head.ref}"
    page = get(world.client("tomasz"), reading(world))
    assert f'<mark class="pin" id="at-note-{head.ref}">{QUOTE}</mark>' in page
    assert f'href="#note-{head.ref}"' in page
    assert f'id="note-{head.ref}"' in page
    assert f'href="#at-note-{head.ref}"' in page


def test_a_comment_may_be_about_a_line_or_a_section(world: World) -> None:
    world.share()
    post(world, "priya", about="stops.outside", quote="")
    post(world, "tomasz", about="stops", quote="")
    about = [(c.section, c.path, c.quote) for c in Comment.objects.all()]
    assert about == [("stops", "outside", ""), ("stops", "", "")]
    page = get(world.client("jane"), reading(world))
    assert all(f'id="at-note-{c.ref}"' in page for c in Comment.objects.all())


def test_words_since_changed_keep_their_comment(world: World) -> None:
    world.share()
    post(world, "priya")
    world.share(stops={"inside": "Only my own calls."})
    page = get(world.client("priya"), reading(world))
    assert "About text that has since changed:" in page
    assert QUOTE in page
    assert "On draft 1" in page
    resolve(world.contract(), Comment.objects.get().ref, by=world.actor("nadine"))
    assert "About text that has since changed:" not in get(world.client("priya"), reading(world))
    assert "Resolved" in get(world.client("priya"), reading(world) + "?draft=1")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"quote": "words never written"}, "This text is not in the line you chose."),
        ({"about": "stops.nowhere"}, "That line is not in this draft."),
        ({"text": "   "}, "Write something first."),
        ({"about": "triage"}, "This contract has no such section."),
        ({"draft": "9"}, "There is no shared draft yet."),
        ({"draft": "one"}, "There is no shared draft yet."),
    ],
)
def test_bad_input_keeps_what_was_typed(world: World, typed: dict[str, str], sentence: str) -> None:
    world.share(**PRIVATE)
    response = post(world, "priya", **{"text": "Which calls do you mean?", **typed})
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert typed.get("text", "Which calls do you mean?") in page
    assert "Zebedee" not in page
    assert not Comment.objects.exists()


@pytest.mark.asvs("V1.1.2", "V1.2.1")
def test_hostile_text_stays_text(world: World) -> None:
    world.share(stops={"inside": "I <script>alert(1)</script> listen."})
    hostile = "<img src=x onerror=alert(1)>\x00 {{ 7*7 }}"
    post(world, "priya", quote="<script>alert(1)</script>", text=hostile)
    page = get(world.client("nadine"), reading(world))
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "{{ 7*7 }}" in page
    assert "\x00" not in Comment.objects.get().text


def test_replies_and_resolution_go_back_to_where_one_was(world: World) -> None:
    world.share()
    head = said(world)
    nadine, back = world.client("nadine"), reading(world)
    address = reverse("reviews:reply", args=[head.ref])
    response = nadine.post(address, {"text": "The first one.", "next": back})
    assert response["Location"] == f"{back}#note-{head.ref}"
    away = nadine.post(address, {"text": "Hm.", "next": "//evil.example/"})
    assert away["Location"].startswith("/contracts/")
    closed = nadine.post(reverse("reviews:resolution", args=[head.ref]), {"next": back})
    assert closed["Location"] == f"{back}#note-{head.ref}"
    late = nadine.post(address, {"text": "One more thing.", "next": back})
    assert late.status_code == 409
    assert "One more thing." in late.content.decode()
    opened = reverse("reviews:resolution", args=[head.ref])
    nadine.post(opened, {"to": "open", "next": back})
    head.refresh_from_db()
    assert head.resolved_at is None


def test_an_empty_reply_is_asked_for_again(world: World) -> None:
    world.share()
    head = said(world)
    response = world.client("tomasz").post(reverse("reviews:reply", args=[head.ref]), {"text": " "})
    assert response.status_code == 422
    assert "Write something first." in response.content.decode()


def test_a_thread_about_a_private_section_is_invisible_to_the_set(world: World) -> None:
    world.share()
    head = said(world, "helen", section="triage", path="", quote="", text="About your answers")
    reply(world.contract(), head.ref, by=world.actor("nadine"), text="Thank you")
    priya = world.client("priya")
    assert "About your answers" not in get(priya, reading(world))
    assert priya.post(reverse("reviews:reply", args=[head.ref]), {"text": "Hi"}).status_code == 404
    assert priya.post(reverse("reviews:resolution", args=[head.ref])).status_code == 404
    assert "1 comment" not in get(priya, reverse("reviews:set"))


def test_reading_is_marked_by_hand_only(world: World) -> None:
    world.share()
    priya = world.client("priya")
    get(priya, reading(world))
    assert not Reading.objects.exists()
    done = priya.post(reverse("reviews:have_read", args=[world.contract().ref]), {"draft": "1"})
    assert done["Location"] == reverse("reviews:set")
    assert Reading.objects.get().person == world.people["priya"]
    assert "You have read it" in get(priya, reverse("reviews:set"))


def test_news_is_what_others_said_and_what_waits_for_me(world: World) -> None:
    world.share()
    world.share("samir")
    said(world)
    head = said(world, "tomasz", quote="", text="And when?")
    resolve(world.contract(), head.ref, by=world.actor("nadine"))
    news = news_for(world.actor("nadine"))
    assert [s.open_not_mine for s in news.on_mine] == [1]
    assert [m.person.name for m in news.to_read] == ["Samir Haddad"]
    assert [m.person.name for m in news_for(world.actor("priya")).to_read] == ["Samir Haddad"]
    mark_read(world.contract("samir"), by=world.actor("priya"), draft=1)
    assert news_for(world.actor("priya")).count == 0
    assert news_for(world.actor("helen")).count == 0
    assert "Read Samir’s draft 1" in get(world.client("nadine"), reverse("home"))
