"""Pages of reviews: what is asked, what is hidden until one has given, the author's list, fates."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pactwork.contracts.models import Text
from pactwork.reviews.actions import (
    adopt,
    ask_reviewers,
    comment,
    decline,
    give_review,
    rescue_reviews,
)
from pactwork.reviews.models import Comment, Idea, Pace, Review
from pactwork.reviews.rules.verdicts import QUESTIONS, Verdict
from tests.conftest import Clock
from tests.reviews.test_asking import asked, give, missed
from tests.reviews.test_reviewing import QUOTE, suggest
from tests.stories import World

FORM = dict.fromkeys(QUESTIONS, "4") | {f"{q}_line": f"Because of {q}." for q in QUESTIONS}
SECRET = "What about the calls on Fridays?"


def page(world: World, who: str, name: str = "reading", of: str = "nadine") -> str:
    args = [] if name in ("set", "because_of_you") else [world.contract(of).ref]
    response = world.client(who).get(reverse(f"reviews:{name}", args=args))
    assert response.status_code == 200
    return response.content.decode()


def post(world: World, who: str, name: str, *more: str, **form: Any) -> Any:
    address = reverse(f"reviews:{name}", args=[world.contract().ref, *more])
    return world.client(who).post(address, form)


def test_what_others_say_is_hidden_until_one_has_given(world: World, clock: Clock) -> None:
    """On the draft, on the set's page, at home, beside one's own work, and in what is counted."""
    world.share()
    ask_reviewers()
    first, second, third = sorted(asked(world))
    give(world, first, real=Verdict(1, "It sounds made up."))
    said = {"draft": 1, "section": "stops", "path": "inside", "quote": QUOTE}
    head = comment(world.contract(), by=world.actor(first), text=SECRET, **said)
    shown = page(world, second)
    assert "You will see what others say about this draft once you have given your review." in shown
    for words in (SECRET, "It sounds made up.", f"note-{head.ref}"):
        assert words not in shown
    client = world.client(second)
    for address in (reverse("reviews:set"), "/"):
        told = client.get(address).content.decode()
        assert "1 comment" not in told
        assert SECRET not in told
    answer = client.post(reverse("reviews:reply", args=[head.ref]), {"text": "I see"})
    assert answer.status_code == 404
    history = client.get(reverse("contracts:history", args=[world.contract().ref]))
    assert "commented" not in history.content.decode()
    give(world, second)
    shown = page(world, second)
    assert SECRET in shown
    assert "It sounds made up." in shown
    assert SECRET not in page(world, third)
    for who in ("nadine", "helen"):
        assert SECRET in page(world, who)


def test_the_set_page_says_what_is_asked_by_when(world: World, clock: Clock) -> None:
    world.share()
    ask_reviewers()
    who = sorted(asked(world))[0]
    told = page(world, who, "set")
    assert "For you to do" in told
    assert "Review Nadine’s draft 1" in told
    assert "By 8 Oct 2026" in told
    assert "Review Nadine Brooks’s draft 1" in world.client(who).get("/").content.decode()
    clock.forward(days=5)
    assert "Was due 8 Oct 2026" in page(world, who, "set")
    give(world, who)
    assert "For you to do" not in page(world, who, "set")


def test_a_review_is_given_on_the_page(world: World) -> None:
    world.share()
    response = post(world, "priya", "give", draft="1", **FORM)
    assert response.status_code == 302
    assert "Because of cut." in page(world, "nadine")
    assert "4 of 5" in page(world, "nadine")


def test_a_review_with_gaps_comes_back_with_what_was_typed(world: World) -> None:
    world.share()
    response = post(world, "priya", "give", draft="1", **{**FORM, "cut": "9", "real_line": " "})
    told = response.content.decode()
    assert response.status_code == 422
    assert "Choose a number from 1 to 5." in told
    assert "Write something first." in told
    assert "Because of cut." in told
    again = post(world, "nadine", "give", draft="1", **FORM)
    assert again.status_code == 422  # nobody reviews their own
    assert not Review.objects.exists()


def test_a_substitute_reads_one_draft_and_nothing_else(world: World, clock: Clock) -> None:
    private = {"helps": {"rows": [{"name": "Zebedee", "help": "Listens", "how-often": "Weekly"}]}}
    world.share(**private)
    ask_reviewers()
    missed(world, clock)
    ref, colin = world.contract().ref, world.client("colin")
    assert "Review Nadine’s draft 1" in page(world, "colin", "set")
    told = page(world, "colin")
    assert QUOTE in told
    assert "You are standing in for a reviewer in another set" in told
    assert "Zebedee" not in told
    for other in set(asked(world)) - {"colin"}:
        assert world.people[other].name not in told
    for name in ("contracts:drafts", "contracts:history", "contracts:compare"):
        assert colin.get(reverse(name, args=[ref])).status_code == 404
    for number in (1, 2):
        paper = reverse("contracts:draft", args=[ref, number])
        assert colin.get(paper).status_code == 404
    world.share(stops={"inside": "A newer line that is not lent."})
    reading = reverse("reviews:reading", args=[ref])
    assert "not lent" not in colin.get(reading).content.decode()
    assert colin.get(reading + "?draft=2").status_code == 404
    for name in ("have_read", "take_home"):
        assert post(world, "colin", name, draft="1").status_code in (404, 409)
    about = {"draft": "1", "about": "stops.inside", "quote": "", "text": "Which calls?"}
    assert post(world, "colin", "comment", **about).status_code == 302
    for bad in ({"draft": "2"}, {"about": "helps"}, {"about": "triage"}):
        refused = post(world, "colin", "comment", **{**about, **bad})
        assert refused.status_code == 422
        assert "not lent" not in refused.content.decode()
        assert "Zebedee" not in refused.content.decode()
    assert post(world, "colin", "give", draft="1", **FORM).status_code == 302
    assert colin.get(reading).status_code == 404  # given, and so no longer lent
    assert "Which calls?" in page(world, "colin", "because_of_you")


def test_the_author_adopts_several_at_once(world: World) -> None:
    world.share()
    one, two = suggest(world), suggest(world, path="outside", quote="", wording="Nothing else.")
    told = page(world, "nadine", "suggestions")
    assert "2 suggestions to review" in told
    assert "six calls I take in week 3</ins>" in told
    assert "2 suggestions to review" in page(world, "nadine", "set")
    post(world, "nadine", "suggestions", do="adopt", adopt=[one.ref, two.ref])
    value = Text.objects.get(contract=world.contract(), section="stops").value
    assert value["outside"] == "Nothing else."
    assert "Decided" in page(world, "nadine", "suggestions")
    assert world.client("priya").get(_suggestions(world)).status_code == 404


def _suggestions(world: World) -> str:
    return reverse("reviews:suggestions", args=[world.contract().ref])


def test_words_that_moved_on_are_shown_with_the_difference(world: World) -> None:
    world.share()
    made = suggest(world)
    world.write(stops={"inside": "Only what I say myself."})
    told = page(world, "nadine", "suggestions")
    assert "Your text has changed since, so this cannot be added for you." in told
    assert "<ins>" in told
    assert f'value="adopt:{made.ref}"' not in told
    response = post(world, "nadine", "suggestions", do=f"adopt:{made.ref}")
    assert response.status_code == 409
    assert "Your text has changed since this was suggested." in response.content.decode()


def test_a_refusal_keeps_what_was_typed(world: World) -> None:
    world.share()
    made = suggest(world)
    form = {f"words-{made.ref}": "My own words for it", f"why-{made.ref}": " "}
    response = post(world, "nadine", "suggestions", do=f"decline:{made.ref}", **form)
    assert response.status_code == 409
    assert "My own words for it" in response.content.decode()
    for nonsense in ("", "adopt", "adopt:bcdfgh", "burn:all"):
        assert post(world, "nadine", "suggestions", do=nonsense).status_code == 409


def test_every_commenter_sees_what_became_of_every_comment(world: World) -> None:
    world.share()
    one, two = suggest(world), suggest(world, path="outside", quote="", wording="Nothing else.")
    suggest(world, path="touches", quote="", wording="My team.")
    assert "Not decided yet" in page(world, "priya", "because_of_you")
    nadine = world.actor("nadine")
    adopt(world.contract(), [one.ref], by=nadine)
    decline(world.contract(), two.ref, by=nadine, why="The policy matters.")
    told = page(world, "priya", "because_of_you")
    assert "Adopted" in told
    assert "The policy matters." in told
    text = dict(Text.objects.get(contract=world.contract(), section="stops").value)
    world.share(stops=text)
    told = page(world, "priya", "because_of_you")
    assert "Adopted, in draft 2" in told
    assert "six calls I take in week 3</ins>" in told
    assert "six calls" not in page(world, "tomasz", "because_of_you")


def test_an_idea_stands_beside_ones_own_step_for_oneself_alone(world: World) -> None:
    world.share()
    world.write("priya")
    form = {"draft": "1", "about": "stops.inside", "quote": QUOTE, "text": "For handovers too."}
    assert post(world, "priya", "take_home", **form).status_code == 302
    step = reverse("contracts:step", args=[world.contract("priya").ref, "stops"])
    told = world.client("priya").get(step).content.decode()
    assert "From Nadine’s draft 1" in told
    assert "For handovers too." in told
    idea = Idea.objects.get()
    drop = reverse("reviews:drop_idea", args=[idea.ref])
    world.client("tomasz").post(drop)
    assert Idea.objects.exists()
    world.client("priya").post(drop)
    assert not Idea.objects.exists()
    bad = post(world, "priya", "take_home", **{**form, "quote": "never written"})
    assert bad.status_code == 422
    assert "For handovers too." in bad.content.decode()


def test_facilitators_see_who_is_late_and_where_reviews_part(world: World, clock: Clock) -> None:
    world.share()
    ask_reviewers()
    first, second, late = sorted(asked(world))
    give(world, first, real=Verdict(1, "Made up."))
    give(world, second, real=Verdict(5, "Very real."))
    clock.forward(days=4)
    review = reverse("contracts:review", args=[world.contract().ref])
    told = world.client("helen").get(review).content.decode()
    assert "They are far apart on “Is it real?”" in told
    assert f"Go on without {world.people[late].first_name}’s review" in told
    ref = asked(world)[late].ref
    bad = post(world, "helen", "waiver", ref, reason=" ")
    assert bad.status_code == 422
    assert post(world, "helen", "waiver", ref, reason="Two are enough.").status_code == 302
    assert "Two are enough." in page(world, "nadine")
    assert "far apart" not in page(world, "nadine")


def test_facilitators_choose_a_sets_days(world: World) -> None:
    world.share()
    post(world, "helen", "pace", days="5")
    assert Pace.objects.get().days == 5
    for days in ("0", "16", "x", ""):
        post(world, "helen", "pace", days=days)
    assert Pace.objects.get().days == 5
    assert post(world, "priya", "pace", days="2").status_code == 404


def test_who_cannot_says_so(world: World, clock: Clock) -> None:
    world.share()
    ask_reviewers()
    who, review = sorted(asked(world).items())[0]
    address = reverse("reviews:decline", args=[review.ref])
    world.client("colin").post(address)
    assert asked(world)[who].over_at is None
    world.client(who).post(address, {"reason": "Night shifts."})
    assert asked(world)[who].over_why == "declined"
    rescue_reviews()
    assert len(asked(world)) == 4


@pytest.mark.parametrize("name", ["because_of_you", "suggestions", "reading"])
def test_as_many_queries_for_three_as_for_one(world: World, clock: Clock, name: str) -> None:
    world.share()
    who = "priya" if name == "because_of_you" else "nadine"
    suggest(world)
    one = _cost(world, who, name)
    for by in ("priya", "tomasz", "samir"):
        suggest(world, by, path="outside", quote="", wording=f"Nothing, says {by}.")
        give_review(world.contract(), by=world.actor(by), draft=1, verdicts=_verdicts())
    world.share("samir")
    comment(world.contract("samir"), by=world.actor("priya"), draft=1, section="stops", text="Oh")
    assert _cost(world, who, name) == one <= 9
    assert Comment.objects.count() == 5


def _verdicts() -> dict[str, Verdict]:
    return {q: Verdict(3, "So.") for q in QUESTIONS}


def _cost(world: World, who: str, name: str) -> int:
    args = [] if name == "because_of_you" else [world.contract().ref]
    client: Client = world.client(who)
    client.get(reverse(f"reviews:{name}", args=args))
    with CaptureQueriesContext(connection) as seen:
        assert client.get(reverse(f"reviews:{name}", args=args)).status_code == 200
    return len(seen)


def test_a_peer_sees_what_changed_since_they_read_it(world: World, clock: Clock) -> None:
    """Marked as read, or reviewed: either is a look; the difference holds key elements only."""
    world.share()
    world.client("priya").post(
        reverse("reviews:have_read", args=[world.contract().ref]), {"draft": "1"}
    )
    since = "What changed since you read draft 1"
    assert since not in page(world, "priya")
    world.share(stops={"inside": "My own calls on weekday mornings."})
    assert since in page(world, "priya")
    assert since not in page(world, "tomasz")  # who has not looked at draft 1
    address = reverse("contracts:compare", args=[world.contract().ref])
    shown = world.client("priya").get(address, {"from": "1", "to": "2"}).content.decode()
    assert "You have read draft 1." in shown
    assert "weekday mornings" in shown


def test_the_author_hears_of_a_review(world: World, clock: Clock) -> None:
    """At home, on the set's page, beside the work; and whoever gave one has read the draft."""
    world.share()
    ask_reviewers()
    first = min(asked(world))
    name = world.people[first].first_name
    assert "No comments yet." in page(world, "nadine", "set")
    give(world, first)
    said = "1 review of your draft 1"
    assert said in world.client("nadine").get("/").content.decode()
    assert f"{said}, from {name}" in page(world, "nadine", "set")
    assert "No comments yet." not in page(world, "nadine", "set")
    step = reverse("contracts:step", args=[world.contract().ref, "stops"])
    beside = world.client("nadine").get(step).content.decode()
    assert f"{world.people[first].name}, has read this" in beside
    clock.forward(days=8)
    assert said not in world.client("nadine").get("/").content.decode()


def test_who_read_it_is_not_said_before_one_has_given(world: World, clock: Clock) -> None:
    world.share()
    ask_reviewers()
    first, second, _third = sorted(asked(world))
    give(world, first)
    assert "has not read this yet" not in page(world, second)
    give(world, second)
    assert "has not read this yet" in page(world, second)  # the third one
