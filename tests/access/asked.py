"""Reviews of the draft in the story: who gave one, who owes one, who declined, and who stands in."""

from pactwork.modules.models import Enrolment
from pactwork.reviews import actions as reviews
from pactwork.reviews.models import Review
from pactwork.reviews.rules.verdicts import QUESTIONS, Verdict
from pactwork.sets import actions as sets
from tests.planted import Planted


def keep_apart(it: Planted) -> None:
    """Nobody of these two is ever asked to read Nadine's draft."""
    world, ruth = it.world, it.world.actor("ruth")
    why = it.mark("why two are kept apart", {"module leader", "administrator"})
    places = Enrolment.objects.filter(run=world.run, person__key__in=("colin", "yara"))
    for place in places:
        known = {"reason": f"They fell out. {why}", "by": ruth}
        sets.pair_up(world.run, world.enrolments["nadine"].ref, place.ref, "apart", **known)


def ask_for_reviews(it: Planted) -> None:
    """Three are asked: one gives, one owes, one declines as their substitute does; Sven is lent the draft."""
    world, contract = it.world, it.world.contract()
    reviews.ask_about(contract.pk)
    lines = {
        q: it.mark(f"review, {q}", {"student", "peer", "facilitator", "module leader"})
        for q in QUESTIONS
    }
    verdicts = {q: Verdict(3, f"So. {lines[q]}") for q in QUESTIONS}
    reviews.give_review(contract, by=world.actor("tomasz"), draft=1, verdicts=verdicts)
    for key in ("priya", "jane"):
        asked = Review.objects.get(Review.OPEN, contract=contract, reviewer=world.people[key])
        why = f"Away. {it.mark('why a review was declined', {'nobody'})}"
        reviews.decline_review(contract, asked.ref, by=world.actor(key), reason=why)
        reviews.rescue_reviews()
    assert Review.objects.filter(Review.OPEN, reviewer=world.people["sven"]).exists()
