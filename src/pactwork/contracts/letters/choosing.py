"""One table: which letters come at once whatever their reader chose, and which follow a tick.

What is chosen on the page of letters is kept by ``digests``; every letter of the second kind says how to
stop it, in its last line and in a header for mail programs.
"""

from django.urls import reverse_lazy
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Whatever somebody chose: what happens to contracts they are part of, what is asked of staff as
# staff, what goes to whoever has no account, and what goes to a witness.
ALWAYS: dict[str, tuple[str, ...]] = {
    "contract": (
        *("answered", "passed_on", "talk", "waived", "yes_withdrawn", "left_alone", "agreed"),
        *("disputed", "carried", "left_workplace", "objected", "paused", "resumed"),
        *("void_proposed", "undelivered", "link_attacked", "confirmed", "not_confirmed"),
    ),
    "duty": (
        *("handed_over", "silence", "due_soon", "promise_missed"),
        *("nobody_to_review", "review_stuck", "guest_declined", "guest_undelivered"),
        "guest_attacked",
    ),
    "link": (
        *("asked", "reminder", "receipt", "withdrawn", "superseded", "fresh_code", "wording_kept"),
        *("ask_paused", "ask_left", "dispute_settled"),
        *("guest_invited", "guest_opening", "guest_extended", "guest_cancelled", "guest_thanked"),
        *("guest_corrected", "guest_fresh_code"),
    ),
    "account": ("signing_in_changed",),
    "witness": ("checkpoint",),
}
# Other people's things: only while the kind is ticked.
FOLLOWS: dict[str, str] = {
    "talk_reply": "talk",
    "talk_named": "talk",
    "clarification_changed": "talk",
    "clarification_withdrawn": "talk",
    "review_asked": "set",
    "review_reminder": "set",
    "substitute_asked": "set",
    "suggestions_settled": "set",
    "interview_asked": "set",
    "interview_typed": "set",
}
SUMMARY = "digest"  # follows how often it is wanted, and says so itself
PAGE = reverse_lazy("digests:wishes")

STOP: dict[str, Promise] = {
    "talk": _("To hear less, or nothing, of talk: %(page)s"),
    "set": _("To hear less, or nothing, of your learning set: %(page)s"),
    "hotseats": _("To hear less, or nothing, of hotseats: %(page)s"),
}


def stop_line(kind: str, page: str) -> list[str]:
    """How to stop letters like this one, where that can be chosen."""
    return [str(STOP[FOLLOWS[kind]]) % {"page": page}] if kind in FOLLOWS else []


def stoppable(kind: str) -> bool:
    return kind in FOLLOWS or kind == SUMMARY
