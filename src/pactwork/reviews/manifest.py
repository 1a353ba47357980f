"""What reviews gives to the whole."""

from pactwork.ground.manifest import Job, Manifest, Panel
from pactwork.reviews.actions import ask_reviewers, rescue_reviews
from pactwork.reviews.letters import EMAILS
from pactwork.reviews.queries import apart
from pactwork.reviews.queries.alone import without_set
from pactwork.reviews.queries.panels import beside_review, beside_workspace, on_home
from pactwork.reviews.refusals import REFUSALS

MANIFEST = Manifest(
    app="reviews",
    refusals=REFUSALS,
    emails=EMAILS,
    panels=(
        Panel("home", on_home, "reviews/on_home.html"),
        Panel("home", without_set, "reviews/without_set.html"),
        Panel("home", apart.on_home, "reviews/apart_on_home.html"),
        Panel("set.none", without_set, "reviews/without_set.html"),
        Panel("workspace.right", beside_workspace, "reviews/beside_workspace.html"),
        Panel("review.right", beside_review, "reviews/beside_review.html"),
    ),
    jobs=(Job(ask_reviewers), Job(rescue_reviews)),
)
