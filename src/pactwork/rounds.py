"""One table: what the worker does about once a minute besides sending letters: rules with a clock."""

from collections.abc import Callable

from pactwork.digests.actions import send_due_digests
from pactwork.history.outbox import bring_back
from pactwork.reviews.actions import ask_reviewers, rescue_reviews
from pactwork.sets.actions import work_out_proposals

# The last may take a minute.
ROUNDS: tuple[Callable[[], object], ...] = (
    bring_back,
    ask_reviewers,
    rescue_reviews,
    send_due_digests,
    work_out_proposals,
)
