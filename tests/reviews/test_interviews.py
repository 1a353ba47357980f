"""The interview: asked for before the first draft, typed by a peer, taken over by the author."""

from typing import Any

import pytest
from django.test import Client

from pactwork.contracts.models import Text
from pactwork.ground.refusal import Refused
from pactwork.history.models import Delivery, Entry
from pactwork.reviews import actions
from pactwork.reviews.models import Interview
from pactwork.reviews.rules.interviews import joined
from tests.stories import World

HEARD = {"will": "Ring five people back.", "expect": "Three answer.", "surprised": ""}


def asked(world: World, who: str = "tomasz") -> Interview:
    contract = world.contract()
    return actions.ask_interview(contract, by=world.actor("nadine"), interviewer=world.people[who])


def typed(world: World, sitting: Interview, version: int = 0, **words: str) -> Interview:
    by = world.actor("tomasz")
    return actions.type_interview(sitting.ref, by=by, words=HEARD | words, version=version)


def code(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.refusal.code


def test_what_was_heard_reaches_the_card_only_when_it_is_taken(world: World) -> None:
    sitting = typed(world, asked(world))
    assert not Text.objects.filter(contract=world.contract(), section="try").exists()
    actions.take_interview(sitting.ref, by=world.actor("nadine"), version=1)
    text = Text.objects.get(contract=world.contract(), section="try")
    assert text.value["will"] == HEARD["will"]
    assert list(Entry.objects.order_by("seq").values_list("act", flat=True))[-3:] == [
        *("interview_asked", "interview_typed", "interview_taken")
    ]
    assert "Ring five" not in str(list(Entry.objects.values_list("payload", flat=True)))
    kinds = Delivery.objects.values_list("kind", flat=True)
    assert {"interview_asked", "interview_typed"} <= set(kinds)


@pytest.mark.parametrize(
    ("own", "heard", "said"),
    [
        ("", "b", "b"),
        ("a", "", "a"),
        ("a", "b", "a\n\nb"),
        ("a\n\nb", "b", "a\n\nb"),
        (None, " b ", "b"),
    ],
)
def test_what_the_author_wrote_stays(own: str | None, heard: str, said: str) -> None:
    assert joined(own, heard) == said


def test_only_before_the_first_draft_and_only_one_at_a_time(world: World) -> None:
    asked(world)
    with pytest.raises(Refused) as again:
        asked(world, "priya")
    assert code(again) == "interview_there"
    world.share("tomasz")
    with pytest.raises(Refused) as late:
        actions.ask_interview(
            world.contract("tomasz"), by=world.actor("tomasz"), interviewer=world.people["priya"]
        )
    assert code(late) == "interview_too_late"


def test_nobody_outside_the_set_is_asked(world: World) -> None:
    for who in ("colin", "helen", "nadine"):
        with pytest.raises(Refused) as no:
            asked(world, who)
        assert code(no) == "not_in_your_set"


def test_words_typed_since_are_not_lost(world: World) -> None:
    sitting = typed(world, asked(world))
    with pytest.raises(Refused) as stale:
        typed(world, sitting, will="Other words.")
    assert code(stale) == "interview_typed_since"
    typed(world, sitting, version=1, will="More words.")
    with pytest.raises(Refused) as early:
        actions.take_interview(sitting.ref, by=world.actor("nadine"), version=1)
    assert code(early) == "interview_typed_since"


def test_let_go_the_words_go_too(world: World) -> None:
    sitting = typed(world, asked(world))
    actions.end_interview(sitting.ref, by=world.actor("nadine"))
    sitting.refresh_from_db()
    assert sitting.words == {}
    with pytest.raises(Refused):
        typed(world, sitting, version=1)


def post(client: Client, address: str, **said: Any) -> Any:
    return client.post(address, said)


def test_from_asking_to_the_card_by_the_pages(world: World) -> None:
    ref = world.contract().ref
    author, peer = world.client("nadine"), world.client("tomasz")
    mine = f"/contracts/{ref}/interview/"
    assert "Get interviewed first" in author.get("/set/").content.decode()
    post(author, mine, peer=world.people["tomasz"].ref)
    assert "Interview Nadine" in peer.get("/set/").content.decode()
    assert "Interview Nadine" in peer.get("/").content.decode()
    hold = f"/interviews/{Interview.objects.get().ref}/"
    empty = post(peer, hold, version="0")
    assert empty.status_code == 422
    assert "Type what you heard" in empty.content.decode()
    kept = post(peer, hold, version="0", **{f"heard-{k}": v for k, v in HEARD.items()})
    assert kept.status_code == 302
    stale = post(peer, hold, version="0", **{"heard-will": "Typed in another tab."})
    assert stale.status_code == 422
    assert "Typed in another tab." in stale.content.decode()
    assert HEARD["will"] in author.get(mine).content.decode()
    assert post(author, mine, move="take", version="1").status_code == 302
    assert Text.objects.get(section="try").value["expect"] == HEARD["expect"]
    assert peer.get(hold).status_code == 404


@pytest.mark.parametrize("name", ["priya", "colin", "helen", "nadine", "grace"])
def test_an_interview_is_between_two(world: World, name: str) -> None:
    sitting = typed(world, asked(world))
    assert world.client(name).get(f"/interviews/{sitting.ref}/").status_code == 404


def test_the_author_sees_that_something_was_typed_and_throws_nothing_away_by_accident(
    world: World,
) -> None:
    sitting, nadine = asked(world), world.client("nadine")
    said = "typed what you said"
    assert said not in nadine.get("/").content.decode()
    typed(world, sitting)
    assert "Tomasz Zielinski typed what you said: use what is right" in (
        nadine.get("/").content.decode()
    )
    circle = nadine.get("/set/").content.decode()
    assert said in circle
    assert "Get interviewed first" not in circle
    mine = nadine.get(f"/contracts/{world.contract().ref}/interview/").content.decode()
    assert "will be deleted for both of you" in mine


def test_nobody_is_asked_by_an_empty_choice(world: World) -> None:
    page = f"/contracts/{world.contract().ref}/interview/"
    nadine = world.client("nadine")
    assert "checked" not in nadine.get(page).content.decode()
    answer = nadine.post(page, {})
    assert answer.status_code == 409
    assert "Choose someone who is in your learning set now." in answer.content.decode()
    assert not Interview.objects.exists()
