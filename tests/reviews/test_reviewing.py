"""Giving a review, suggesting words, and what the author makes of them: result, history, refusals."""

from typing import Any

import pytest

from pactwork.contracts.actions import save_text
from pactwork.contracts.models import Text
from pactwork.contracts.queries.keys import keys_of_all
from pactwork.ground.validation import Invalid
from pactwork.history.models import Delivery, Entry
from pactwork.history.queries import broken_chains
from pactwork.reviews.actions import (
    adapt,
    adopt,
    comment,
    decline,
    drop_idea,
    give_review,
    take_home,
)
from pactwork.reviews.models import Comment, Idea, Review
from pactwork.reviews.rules.verdicts import QUESTIONS, Verdict
from tests.reviews.test_actions import refused
from tests.stories import WORDS, World

GOOD = {q: Verdict(4, "It could be.") for q in QUESTIONS}
INSIDE = WORDS["stops"]["inside"]
QUOTE = "complaint calls I take myself"


def suggest(world: World, who: str = "priya", **about: Any) -> Comment:
    said = {"draft": 1, "section": "stops", "path": "inside", "quote": QUOTE, "text": "Narrower."}
    said |= {"kind": "suggestion", "wording": "six calls I take in week 3", **about}
    return comment(world.contract(), by=world.actor(who), **said)


def inside(world: World) -> str:
    return str(Text.objects.get(contract=world.contract(), section="stops").value["inside"])


def test_three_answers_once(world: World) -> None:
    world.share()
    contract, priya = world.contract(), world.actor("priya")
    given = give_review(contract, by=priya, draft=1, verdicts=GOOD)
    assert (given.real, given.cut_line) == (4, "It could be.")
    entry = Entry.objects.filter(act="review_given").get()
    assert "could" not in str(entry.payload)
    refused("review_given", give_review, contract, by=priya, draft=1, verdicts=GOOD)
    assert list(broken_chains(keys_of_all())) == []


@pytest.mark.parametrize("who", ["nadine", "colin", "helen", "ruth", "anil", "moira"])
def test_only_the_set_reviews(world: World, who: str) -> None:
    world.share()
    known = {"by": world.actor(who), "draft": 1, "verdicts": GOOD}
    refused("not_your_move", give_review, world.contract(), **known)


def test_a_missing_answer_is_said_beside_its_field(world: World) -> None:
    world.share()
    wrong = {"real": Verdict(6, "Yes"), "doable": Verdict(3, " "), "cut": Verdict(1, "x" * 301)}
    with pytest.raises(Invalid) as caught:
        give_review(world.contract(), by=world.actor("priya"), draft=1, verdicts=wrong)
    found = {field: refusal.code for field, refusal in caught.value.problems.items()}
    assert found == {
        "real": "rating_missing",
        "doable_line": "comment_empty",
        "cut_line": "too_long",
    }
    assert not Review.objects.exists()


def test_unasked_one_reviews_the_newest_draft(world: World) -> None:
    world.share()
    world.share(stops={"inside": "Only my own calls."})
    known = {"by": world.actor("priya"), "verdicts": GOOD}
    refused("review_not_newest", give_review, world.contract(), draft=1, **known)
    refused("no_draft", give_review, world.contract(), draft=9, **known)
    assert give_review(world.contract(), draft=2, **known).draft.number == 2


@pytest.mark.parametrize(
    ("about", "field", "code"),
    [
        ({"wording": " "}, "wording", "wording_missing"),
        ({"kind": "question"}, "kind", "wording_is_suggestion"),
        ({"kind": "praise!", "wording": ""}, "kind", "choose_kind"),
        ({"path": "", "quote": ""}, "about", "wording_nowhere"),
        ({"wording": "x" * 3001}, "wording", "too_long"),
    ],
)
def test_a_suggestion_is_words_for_a_line(
    world: World, about: dict[str, str], field: str, code: str
) -> None:
    world.share()
    with pytest.raises(Invalid) as caught:
        suggest(world, **about)
    assert caught.value.problems[field].code == code


def test_two_answers_may_be_asked_for_a_review(world: World) -> None:
    world.share()
    for text in ("Narrower.", "Or so."):
        suggest(world, text=text, please_answer=True)
    with pytest.raises(Invalid) as caught:
        suggest(world, text="Or else.", please_answer=True)
    assert caught.value.problems["please_answer"].code == "two_pleas"
    assert suggest(world, "tomasz", please_answer=True)


def test_adopting_puts_the_words_in_place_of_the_quoted_ones(world: World) -> None:
    world.share()
    made = suggest(world)
    (settled,) = adopt(world.contract(), [made.ref], by=world.actor("nadine"))
    assert settled.fate == "adopted"
    assert inside(world) == INSIDE.replace(QUOTE, "six calls I take in week 3")
    entry = Entry.objects.filter(act="suggestions_settled").get()
    assert "six calls" not in str(entry.payload)
    refused("adopted_already", adopt, world.contract(), [made.ref], by=world.actor("nadine"))
    assert list(broken_chains(keys_of_all())) == []


def test_without_a_quote_the_words_are_the_line(world: World) -> None:
    world.share()
    made = suggest(world, path="outside", quote="", wording="I will not touch the policy.")
    adopt(world.contract(), [made.ref], by=world.actor("nadine"))
    text = Text.objects.get(contract=world.contract(), section="stops")
    assert text.value["outside"] == "I will not touch the policy."


def test_several_at_once_are_all_or_none(world: World) -> None:
    world.share()
    one = suggest(world)
    row = {"section": "signs", "path": "rows-0-evidence", "quote": ""}
    two = suggest(world, "tomasz", **row, wording="My call log")
    lost = suggest(world, "samir", quote="The complaint calls I take", wording="The calls")
    nadine = world.actor("nadine")
    refused("suggestion_moved", adopt, world.contract(), [one.ref, lost.ref, two.ref], by=nadine)
    assert inside(world) == INSIDE
    assert not Comment.objects.exclude(fate="").exists()
    adopt(world.contract(), [one.ref, two.ref], by=nadine)
    text = Text.objects.get(contract=world.contract(), section="signs")
    assert text.value["rows"][0]["evidence"] == "My call log"
    assert Entry.objects.filter(act="suggestions_settled").count() == 1


def test_words_that_moved_on_are_not_overwritten(world: World) -> None:
    world.share()
    whole_line = suggest(world, quote="", wording="Only six calls.")
    quoted = suggest(world)
    world.write(stops={"inside": "Only what I say in my own calls."})
    for made in (whole_line, quoted):
        refused("suggestion_moved", adopt, world.contract(), [made.ref], by=world.actor("nadine"))
    assert inside(world) == "Only what I say in my own calls."
    done = adapt(world.contract(), quoted.ref, by=world.actor("nadine"), why="Said more shortly.")
    assert (done.fate, done.fate_why) == ("adapted", "Said more shortly.")


def test_what_the_text_says_already_is_simply_adopted(world: World) -> None:
    world.share()
    made = suggest(world, quote="", wording="Only six calls.")
    world.write(stops={"inside": "Only six calls."})
    before = Text.objects.get(contract=world.contract(), section="stops").version
    adopt(world.contract(), [made.ref], by=world.actor("nadine"))
    assert Text.objects.get(contract=world.contract(), section="stops").version == before


def test_adapting_puts_ones_own_words_there(world: World) -> None:
    world.share()
    made = suggest(world)
    refused("adapt_missing", adapt, world.contract(), made.ref, by=world.actor("nadine"))
    adapt(world.contract(), made.ref, by=world.actor("nadine"), words="ten of my own calls")
    assert "ten of my own calls" in inside(world)


def test_declining_says_why(world: World) -> None:
    world.share()
    made, nadine = suggest(world), world.actor("nadine")
    refused("reason_missing", decline, world.contract(), made.ref, by=nadine, why=" ")
    decline(world.contract(), made.ref, by=nadine, why="Six would be too few to see anything.")
    made.refresh_from_db()
    assert made.fate == "declined"
    adopt(world.contract(), [made.ref], by=nadine)  # a mind may change
    made.refresh_from_db()
    assert (made.fate, made.fate_why) == ("adopted", "")


@pytest.mark.parametrize("who", ["priya", "helen", "colin", "moira"])
def test_only_the_author_settles(world: World, who: str) -> None:
    world.share()
    made = suggest(world)
    refused("not_your_move", adopt, world.contract(), [made.ref], by=world.actor(who))
    refused("not_your_move", decline, world.contract(), made.ref, by=world.actor(who), why="No")


def test_one_letter_for_each_round_of_decisions(world: World) -> None:
    world.share()
    one, two = suggest(world), suggest(world, path="outside", quote="", wording="Nothing else.")
    other = suggest(world, "tomasz", path="touches", quote="", wording="My own team.")
    nadine = world.actor("nadine")
    adopt(world.contract(), [one.ref, other.ref], by=nadine)
    decline(world.contract(), two.ref, by=nadine, why="It is something else.")
    sent = Delivery.objects.filter(kind="suggestions_settled").values_list("to", flat=True)
    assert sorted(sent) == ["priya@student.midshire.example", "tomasz@student.midshire.example"]


def test_a_suggestion_of_another_contract_is_not_there(world: World) -> None:
    world.share()
    world.share("tomasz")
    made = suggest(world)
    refused("no_comment", adopt, world.contract("tomasz"), [made.ref], by=world.actor("tomasz"))
    refused("no_comment", adopt, world.contract(), [], by=world.actor("nadine"))


def test_choices_take_no_words_of_others(world: World) -> None:
    world.share()
    with pytest.raises(Invalid) as caught:
        suggest(world, section="weeks", path="", quote="", wording="Less")
    assert caught.value.problems["about"].code == "wording_nowhere"


def test_an_idea_is_taken_home_with_credit_and_dropped(world: World) -> None:
    world.share()
    mine, theirs, by = world.contract("priya"), world.contract(), world.actor("priya")
    known: dict[str, Any] = {"by": by, "draft": 1, "section": "stops", "to": "question"}
    made = take_home(mine, theirs, **known, words=QUOTE, text="For my handovers too.")
    assert (made.contract, made.draft.contract_id, made.section) == (mine, theirs.pk, "question")
    refused("words_not_there", take_home, mine, theirs, **known, words="never written")
    known["section"] = "triage"
    refused("no_section", take_home, mine, theirs, **known, words="no")
    refused("no_idea", drop_idea, made.ref, by=world.actor("tomasz"))
    drop_idea(made.ref, by=by)
    assert not Idea.objects.exists()
    assert list(broken_chains(keys_of_all())) == []


@pytest.mark.parametrize("who", ["colin", "nadine"])
def test_ideas_come_from_ones_own_set(world: World, who: str) -> None:
    world.share()
    mine, theirs = world.contract(who), world.contract()
    known: dict[str, Any] = {"draft": 1, "section": "stops", "to": "stops", "words": QUOTE}
    refused("not_your_move", take_home, mine, theirs, by=world.actor(who), **known)


def test_another_tab_saved_in_between(world: World) -> None:
    """Words typed elsewhere since are built on, not overwritten."""
    world.share()
    made = suggest(world)
    text = Text.objects.get(contract=world.contract(), section="stops")
    value = {**text.value, "outside": "Not the policy."}
    save_text(world.contract(), "stops", value, version=text.version, by=world.actor("nadine"))
    adopt(world.contract(), [made.ref], by=world.actor("nadine"))
    after = Text.objects.get(contract=world.contract(), section="stops").value
    assert after["outside"] == "Not the policy."
    assert "six calls" in after["inside"]
