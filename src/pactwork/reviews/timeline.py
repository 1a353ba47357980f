"""The acts of a learning set in words, as the history of the contract tells them."""

from django.utils.translation import gettext_lazy as _

from pactwork.ground.manifest import Act, Heard

ACTS: dict[str, Act] = {
    "commented": Act("talk", _("%(name)s commented."), Heard.SET),
    "replied": Act("talk", _("%(name)s replied to a comment."), Heard.SET),
    "comment_resolved": Act("check", _("%(name)s resolved a comment."), Heard.SET),
    "reviews_asked": Act("people", _("The set was asked to review draft %(draft)s."), Heard.SET),
    "review_given": Act("check", _("%(name)s gave a review of draft %(draft)s."), Heard.SET),
    "review_waived": Act(
        "flag", _("%(name)s went on without a review of draft %(draft)s."), Heard.SET
    ),
    "suggestions_settled": Act("check", _("%(name)s decided on the suggestions."), Heard.SET),
    "comment_reopened": Act("talk", _("%(name)s opened a comment again."), Heard.SET),
}
# Private notes, what two people settle between themselves, and what pages of the set say better.
UNTOLD = frozenset(
    {
        *("idea_taken", "idea_dropped", "review_days_set", "review_declined", "review_let_go"),
        *("interview_asked", "interview_typed", "interview_taken", "interview_ended"),
        *("review_reminded", "review_stuck", "substitute_asked", "review_rated"),
    }
)
