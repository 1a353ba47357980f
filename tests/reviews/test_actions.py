"""Comments, replies and closing a thread: result, history, refusals."""

from typing import Any

import pytest

from pactwork.contracts.actions import share_draft
from pactwork.contracts.queries.keys import keys_of_all
from pactwork.ground.refusal import Refused
from pactwork.ground.validation import Invalid
from pactwork.history.models import Entry
from pactwork.history.queries import broken_chains
from pactwork.reviews.actions import comment, reopen, reply, resolve
from pactwork.reviews.models import Comment
from tests.stories import World

QUOTE = "complaint calls I take myself"


def say(world: World, who: str = "priya", **about: Any) -> Comment:
    said = {
        "draft": 1,
        "section": "stops",
        "path": "inside",
        "quote": QUOTE,
        "text": "Which calls?",
    }
    return comment(world.contract(), by=world.actor(who), **{**said, **about})


def refused(code: str, act: Any, *args: Any, **known: Any) -> None:
    with pytest.raises(Refused) as caught:
        act(*args, **known)
    assert caught.value.refusal.code == code


def test_a_peer_comments_on_exact_words(world: World) -> None:
    world.share()
    made = say(world, quote="complaint  calls\nI take myself", path="")
    assert (made.path, made.quote, made.draft.number) == ("inside", QUOTE, 1)
    entry = Entry.objects.filter(subject=world.contract().ref).latest("seq")
    assert (entry.act, entry.payload["section"]) == ("commented", "stops")
    assert "Which calls" not in str(entry.payload)
    assert list(broken_chains(keys_of_all())) == []


def test_a_section_one_may_not_read_is_not_there(world: World) -> None:
    world.share()
    refused("no_section", say, world, section="triage", path="", quote="")
    refused("no_section", say, world, section="nonsense", path="", quote="")
    assert say(world, "helen", section="triage", path="", quote="").section == "triage"


@pytest.mark.parametrize("who", ["nadine", "colin", "ruth", "anil", "grace", "moira", "dan"])
def test_only_the_set_and_its_facilitators_begin_a_thread(world: World, who: str) -> None:
    world.share()
    refused("not_your_move", say, world, who)


def test_words_that_are_not_there_are_refused_beside_their_field(world: World) -> None:
    world.share()
    with pytest.raises(Invalid) as caught:
        say(world, quote="the calls that others take", text="")
    found = {field: refusal.code for field, refusal in caught.value.problems.items()}
    assert found == {"quote": "quote_not_there", "text": "comment_empty"}
    assert not Comment.objects.exists()


def test_there_is_nothing_to_say_about_a_draft_that_is_not_there(world: World) -> None:
    world.share()
    refused("no_draft", say, world, draft=7)


def test_a_thread_is_answered_and_closed_and_opened_again(world: World) -> None:
    contract = world.contract()
    world.share()
    head = say(world)
    reply(contract, head.ref, by=world.actor("nadine"), text="The first one.")
    refused("not_your_comment", resolve, contract, head.ref, by=world.actor("tomasz"))
    resolve(contract, head.ref, by=world.actor("nadine"))
    head.refresh_from_db()
    assert head.resolved_by == world.people["nadine"]
    refused("comment_resolved", reply, contract, head.ref, by=world.actor("priya"), text="And?")
    reopen(contract, head.ref, by=world.actor("priya"))
    reply(contract, head.ref, by=world.actor("priya"), text="And?")
    acts = [e.act for e in Entry.objects.filter(subject=contract.ref).order_by("seq")]
    said = ["commented", "replied", "comment_resolved", "comment_reopened", "replied"]
    assert acts[-5:] == said
    assert list(broken_chains(keys_of_all())) == []


def test_closing_twice_is_one_act(world: World) -> None:
    world.share()
    head = say(world)
    resolve(world.contract(), head.ref, by=world.actor("helen"))
    resolve(world.contract(), head.ref, by=world.actor("helen"))
    assert Entry.objects.filter(act="comment_resolved").count() == 1


def test_a_reply_is_no_thread_and_strangers_are_no_readers(world: World) -> None:
    contract = world.contract()
    world.share()
    head = say(world, "helen", section="triage", path="", quote="")
    said = reply(contract, head.ref, by=world.actor("nadine"), text="Done.")
    refused("no_comment", reply, contract, said.ref, by=world.actor("helen"), text="Thanks")
    refused("no_section", reply, contract, head.ref, by=world.actor("priya"), text="What is it?")
    refused("no_section", resolve, contract, head.ref, by=world.actor("priya"))
    refused("not_your_move", reply, contract, head.ref, by=world.actor("colin"), text="Hello")


def test_an_older_draft_can_still_be_spoken_about(world: World) -> None:
    world.share()
    world.write(stops={"inside": "Only my own calls."})
    share_draft(world.contract(), by=world.actor("nadine"))
    assert say(world).draft.number == 1
    with pytest.raises(Invalid):
        say(world, draft=2)


def test_a_very_long_comment_is_refused(world: World) -> None:
    world.share()
    with pytest.raises(Invalid) as caught:
        say(world, text="x" * 3001)
    assert caught.value.problems["text"].code == "too_long"
