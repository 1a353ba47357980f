"""One table: what the worker does about once a minute besides sending letters: rules with a clock."""

from collections.abc import Callable

from pactwork.contracts.actions import mail_fresh_codes, tell_of_attacks, tell_of_undelivered
from pactwork.digests.actions import send_due_digests
from pactwork.history.outbox import bring_back
from pactwork.hotseats.actions import (
    mail_guests_fresh_codes,
    tell_of_guest_attacks,
    tell_of_lost_invitations,
)
from pactwork.links.actions import forget_sign_in_codes, forget_tries
from pactwork.reviews.actions import ask_reviewers, rescue_reviews
from pactwork.rights.actions.retaining import retain_nightly
from pactwork.sets.actions import work_out_proposals
from pactwork.soundness import check_nightly
from pactwork.web.keeping import drop_ended

# The last three may take a minute.
ROUNDS: tuple[Callable[[], object], ...] = (
    mail_fresh_codes,  # somebody waits for them
    mail_guests_fresh_codes,
    tell_of_attacks,
    tell_of_guest_attacks,
    tell_of_undelivered,
    tell_of_lost_invitations,
    bring_back,
    ask_reviewers,
    rescue_reviews,
    send_due_digests,
    forget_sign_in_codes,
    forget_tries,
    drop_ended,
    work_out_proposals,
    retain_nightly,
    check_nightly,
)
