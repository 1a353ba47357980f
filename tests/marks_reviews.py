"""Reviews, comments and suggestions on Nadine's two drafts, with marks in every word of them."""

from pactwork.contracts.models import Draft
from pactwork.reviews import actions as reviews
from pactwork.reviews.models import Review
from pactwork.reviews.rules.verdicts import QUESTIONS, Verdict
from tests.planted import Planted
from tests.readers import GAVE, HELD, OWES, SET, STUDENT, TEAM

ON_FIRST = (
    "comment on stops",
    "reply on stops",
    "review of draft 1",
    "why words",
    "words suggested",
)


def interview(it: Planted) -> None:
    """Before anything is written: Tomasz asks the questions of the try card, and types what he hears."""
    contract, nadine = it.world.contract(), it.world.actor("nadine")
    to = it.world.people["tomasz"]
    sitting = reviews.ask_interview(contract, by=nadine, interviewer=to)
    heard = {"will": it.mark("what was heard in an interview", STUDENT, {"tomasz"})}
    reviews.type_interview(sitting.ref, by=it.world.actor("tomasz"), words=heard, version=0)
    it.later()


def first_reviews(it: Planted) -> None:
    """Tomasz gives his, Samir owes one, Priya and her stand-in decline, Sven is lent the draft."""
    reviews.ask_about(it.world.contract().pk)
    _comments(it)
    _review(it, 1, HELD | SET)
    _suggestions(it)
    _declined(it, 1, "priya", "jane")
    it.shut_from(OWES, *ON_FIRST)
    it.later()


def second_reviews(it: Planted) -> None:
    """The same of draft 2. What was said of the first is Samir's to read; to Sven it is lent no more."""
    contract, world = it.world.contract(), it.world
    reviews.ask_about(contract.pk)
    it.open_to(OWES)
    word = it.mark("comment on draft 2", HELD, GAVE)
    said = {"draft": 2, "section": "stops", "text": f"And why? {word}"}
    reviews.comment(contract, by=world.actor("tomasz"), **said)
    _review(it, 2, HELD | GAVE)
    _declined(it, 2, "priya")
    it.shut_from({"sven"}, "draft 1")
    it.later()


def _comments(it: Planted) -> None:
    """Comments on a key element, on one that is not, and on the triage; a reply to each."""
    contract, world = it.world.contract(), it.world
    for section, by, who in (
        ("stops", "tomasz", HELD | SET),
        ("helps", "helen", HELD),
        ("triage", "helen", STUDENT | TEAM),
    ):
        said = {"draft": 1, "section": section}
        word = it.mark(f"comment on {section}", who)
        made = reviews.comment(contract, by=world.actor(by), text=f"Why? {word}", **said)
        answer = it.mark(f"reply on {section}", who)
        reviews.reply(contract, made.ref, by=world.actor("nadine"), text=f"Because. {answer}")


def _review(it: Planted, draft: int, who: set[str]) -> None:
    lines = {q: it.mark(f"review of draft {draft}, {q}", who) for q in QUESTIONS}
    verdicts = {q: Verdict(3, f"So. {lines[q]}") for q in QUESTIONS}
    by = it.world.actor("tomasz")
    reviews.give_review(it.world.contract(), by=by, draft=draft, verdicts=verdicts)


def _suggestions(it: Planted) -> None:
    """Words suggested, declined, adapted and waiting; and an idea taken home."""
    contract, world, by = it.world.contract(), it.world, it.world.actor("tomasz")
    for decide in ("decline", "adapt", ""):
        said = {"section": "stops", "path": "inside", "kind": "suggestion"}
        said["text"] = it.mark("why words are suggested", HELD, SET)
        said["wording"] = it.mark("words suggested", HELD, SET)
        made = reviews.comment(contract, by=by, draft=1, **said)
        if decide:
            why = it.mark(f"why they {decide}", STUDENT, {"tomasz"})
            getattr(reviews, decide)(contract, made.ref, by=world.actor("nadine"), why=why)
    words = str(contract.drafts.get(number=1).content["stops"]["inside"])
    text = it.mark("a note taken from another's plan", {"tomasz"})
    known = {"by": by, "draft": 1, "section": "stops", "to": "stops"}
    reviews.take_home(world.contract("tomasz"), contract, **known, words=words, text=text)


def _declined(it: Planted, draft: int, *keys: str) -> None:
    """One after the other says that they cannot; at last Sven of another set is asked."""
    contract, world = it.world.contract(), it.world
    for key in keys:
        of = {"draft__number": draft, "reviewer": world.people[key]}
        asked = Review.objects.get(Review.OPEN, contract=contract, **of)
        why = f"Away. {it.mark('why a review was declined', set())}"
        reviews.decline_review(contract, asked.ref, by=world.actor(key), reason=why)
        reviews.rescue_reviews()
    lent = Draft.objects.get(contract=contract, number=draft)
    assert Review.objects.filter(Review.OPEN, draft=lent, reviewer=world.people["sven"]).exists()
