"""The only writers of comments and reviews: one use case, one transaction, one entry in the history."""

from pactwork.reviews.actions.asking import ask_about, ask_reviewers
from pactwork.reviews.actions.comments import comment, reopen, reply, resolve
from pactwork.reviews.actions.ideas import drop_idea, take_home
from pactwork.reviews.actions.interviewing import (
    ask_interview,
    end_interview,
    take_interview,
    type_interview,
)
from pactwork.reviews.actions.rating import rate_review
from pactwork.reviews.actions.rescue import rescue_reviews
from pactwork.reviews.actions.reviewing import decline_review, give_review, set_pace, waive_review
from pactwork.reviews.actions.suggestions import adapt, adopt, decline

__all__ = [
    "adapt",
    "adopt",
    "ask_about",
    "ask_interview",
    "ask_reviewers",
    "comment",
    "decline",
    "decline_review",
    "drop_idea",
    "end_interview",
    "give_review",
    "rate_review",
    "reopen",
    "reply",
    "rescue_reviews",
    "resolve",
    "set_pace",
    "take_home",
    "take_interview",
    "type_interview",
    "waive_review",
]
