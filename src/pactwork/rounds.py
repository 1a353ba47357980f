"""One table: what the worker does about once a minute besides sending letters: rules with a clock."""

from collections.abc import Callable

from pactwork.digests.actions import send_due_digests
from pactwork.reviews.actions import ask_reviewers, rescue_reviews
from pactwork.sets.actions import work_out_proposals
from pactwork.web.keeping import drop_ended

# The last may take a minute.
ROUNDS: tuple[Callable[[], object], ...] = (
    ask_reviewers,
    rescue_reviews,
    send_due_digests,
    drop_ended,
    work_out_proposals,
)
