"""What reviews gives to the whole."""

from django.utils.translation import gettext_lazy as _

from pactwork.contracts.having import helped_on_sets, in_sets
from pactwork.ground.manifest import Chapter, Digest, Job, Manifest, Panel, Tick
from pactwork.reviews.actions import ask_reviewers, rescue_reviews
from pactwork.reviews.demo.interviews import interviews
from pactwork.reviews.demo.no_shows import no_shows
from pactwork.reviews.demo.reviewing import reviews
from pactwork.reviews.digest import set_lines
from pactwork.reviews.erasure import ERASED
from pactwork.reviews.letters import EMAILS
from pactwork.reviews.navigation import navigation
from pactwork.reviews.news import NEWS
from pactwork.reviews.owed import owed, owed_rows
from pactwork.reviews.personal_data import PERSONAL_DATA
from pactwork.reviews.queries import apart
from pactwork.reviews.queries.alone import without_set
from pactwork.reviews.queries.panels import beside_review, beside_workspace, on_home
from pactwork.reviews.refusals import REFUSALS
from pactwork.reviews.timeline import ACTS, UNTOLD

MANIFEST = Manifest(
    app="reviews",
    urls="pactwork.reviews.urls",
    refusals=REFUSALS,
    emails=EMAILS,
    news=NEWS,
    panels=(
        Panel("help", helped_on_sets, "reviews/on_help.html", order=30),
        Panel("home", on_home, "reviews/on_home.html"),
        Panel("home", without_set, "reviews/without_set.html"),
        Panel("home", apart.on_home, "reviews/apart_on_home.html"),
        Panel("set.none", without_set, "reviews/without_set.html"),
        Panel("workspace.right", beside_workspace, "reviews/beside_workspace.html"),
        Panel("review.right", beside_review, "reviews/beside_review.html"),
    ),
    jobs=(Job(ask_reviewers), Job(rescue_reviews)),
    acts=ACTS,
    untold=UNTOLD,
    navigation=navigation,
    owed=owed,
    owed_rows=owed_rows,
    digest=(Digest(("set",), set_lines, order=20),),
    ticks=(
        Tick(
            "set",
            _("My learning set"),
            in_sets,
            order=30,
            at_once=_(
                "Emailed straight away: a review or an interview you are asked for, "
                "including in someone else’s place; what was typed in your interview; what "
                "was done with your suggestions."
            ),
            stop=_("To get fewer emails about your learning set, or none: %(page)s"),
        ),
    ),
    chapters=(
        Chapter(reviews, order=40),
        Chapter(no_shows, order=50),
        Chapter(interviews, order=60),
    ),
    personal_data=PERSONAL_DATA,
    erased=ERASED,
)
