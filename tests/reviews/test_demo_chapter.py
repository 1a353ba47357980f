"""The demo's chapter of reviews shows them in every state, by real moves."""

from pactwork.contracts.queries.keys import keys_of_all
from pactwork.history.queries import broken_chains
from pactwork.people.models import Person
from pactwork.reviews.actions import comment, rescue_reviews
from pactwork.reviews.demo.interviews import ASKED, TYPED, interviews
from pactwork.reviews.demo.no_shows import LATE, STUCK, no_shows
from pactwork.reviews.demo.reviewing import reviews
from pactwork.reviews.models import Comment, Interview, Review
from pactwork.reviews.queries.trend import trend_of
from tests.conftest import Clock
from tests.stories import World


def test_reviews_in_every_state(world: World, clock: Clock) -> None:
    for name in ("nadine", "tomasz", "priya"):
        world.share(name)
    clock.forward(days=9)
    reviews(world.institution, {})
    assert Review.objects.filter(given_at__isnull=False).count() == 5
    assert Review.objects.filter(reminded_at__isnull=False).exists()
    assert Review.objects.filter(substitute_for__isnull=False).exists()
    fates = set(Comment.objects.filter(kind="suggestion").values_list("fate", flat=True))
    assert fates == {"", "declined", "adapted"}
    rated = Review.objects.filter(helpful__isnull=False)
    assert {r.contract.student.name for r in rated} == {"Tomasz Zielinski", "Priya Raman"}
    assert list(broken_chains(keys_of_all())) == []


def test_the_newcomer_sees_how_helpful_their_reviews_were(world: World, clock: Clock) -> None:
    for name in ("samir", "jane", "tomasz"):
        world.share(name)
        known = {"by": world.actor("nadine"), "draft": 1, "section": "stops", "text": "Which?"}
        comment(world.contract(name), **known)
    clock.forward(days=20)
    reviews(world.institution, {})
    found = trend_of(world.actor("nadine"))
    assert found
    assert [(batch.first, batch.last) for batch in found.batches] == [(1, 3)]


def test_two_no_shows_for_the_worker_to_find(world: World, clock: Clock) -> None:
    for name, known in (("tomasz", LATE), ("priya", STUCK)):
        world.share(name)
        Person.objects.filter(pk=world.people[name].pk).update(name=known)
    clock.forward(days=9)
    no_shows(world.institution, {})
    missing = Review.objects.filter(Review.OPEN)
    assert missing.filter(contract__student__name=LATE, reminded_at__isnull=False).count() == 1
    assert Review.objects.filter(contract__student__name=LATE, given_at=None).count() == 1
    assert not Review.objects.filter(stuck_at__isnull=False, contract__student__name=LATE).exists()
    rescue_reviews()
    late = missing.filter(contract__student__name=LATE)
    assert [review.substitute_for_id is not None for review in late] == [False, True]
    declined = Review.objects.filter(over_why="declined", contract__student__name=STUCK)
    assert declined.filter(substitute_for__isnull=False).exists()
    assert missing.get(contract__student__name=STUCK).stuck_at
    assert list(broken_chains(keys_of_all())) == []


def test_an_interview_is_asked_for_and_another_was_typed(world: World, clock: Clock) -> None:
    for name, known in (("tomasz", ASKED), ("priya", TYPED)):
        world.contract(name)
        Person.objects.filter(pk=world.people[name].pk).update(name=known)
    clock.forward(days=9)
    interviews(world.institution, {})
    found = Interview.objects.order_by("contract__student__name")
    assert [(i.contract.student.name, i.typed_at is not None) for i in found] == [
        (TYPED, True),
        (ASKED, False),
    ]
    assert list(broken_chains(keys_of_all())) == []
