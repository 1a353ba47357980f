"""What reviews hold about people, and what of it they are given."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pactwork.ground.personal_data import Given, PersonalData
from pactwork.reviews.models import Comment, Idea, Interview, Pace, Review, Round

OWN = ("contract__student",)

PERSONAL_DATA = PersonalData(
    given=(
        Given(_("Comments on your drafts"), Comment, person=OWN),
        Given(_("Reviews asked for on your drafts"), Round, person=("draft__contract__student",)),
        Given(
            _("Reviews of your drafts"),
            Review,
            person=OWN,
            only=Q(given_at__isnull=False),
            without=("stuck_at", "over_reason", "over_by", "substitute_for"),
        ),
        Given(_("Ideas you noted for your contract"), Idea, person=OWN, without=("words", "draft")),
        Given(
            _("Interviews about your first try"),
            Interview,
            person=OWN,
            only=Q(taken_at__isnull=False),
        ),
        # What it quotes, and what its author made of it, are the author's words.
        Given(
            _("Comments you made"),
            Comment,
            person=("person",),
            without=("quote", "fate_why", "fate_words", "reply_to", "resolved_by"),
        ),
        Given(
            _("Comments you resolved"),
            Comment,
            person=("resolved_by",),
            show=("ref", "resolved_at"),
        ),
        Given(
            _("Reviews you were asked for"),
            Review,
            person=("reviewer",),
            without=("helpful", "helpful_at", "over_reason", "over_by", "substitute_for"),
        ),
        Given(
            _("Reviews you waived"),
            Review,
            person=("over_by",),
            show=("ref", "over_at", "over_why", "over_reason"),
        ),
        # The words typed are those of whoever was interviewed.
        Given(_("Interviews you held"), Interview, person=("interviewer",), without=("words",)),
    ),
    not_given={Pace: _("How many days a learning set allows for a review; not about anyone.")},
)
