"""The demo's chapter of reviews shows them in every state, by real moves."""

from pactwork.contracts.queries.keys import keys_of_all
from pactwork.demo.reviewing import reviews
from pactwork.history.queries import broken_chains
from pactwork.reviews.models import Comment, Review
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
    assert list(broken_chains(keys_of_all())) == []
