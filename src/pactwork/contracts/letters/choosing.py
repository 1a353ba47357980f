"""Emails that their reader may stop say how: in the last line, and in a header for mail programs.

Which these are stands beside each kind (``Email.follows``); what is chosen is kept by ``digests``.
"""

from django.urls import reverse_lazy
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pactwork.ground.installed import emails

SUMMARY = "digest"  # follows how often it is wanted, and says so itself
PAGE = reverse_lazy("digests:wishes")

STOP: dict[str, Promise] = {
    "talk": _("To hear less, or nothing, of talk: %(page)s"),
    "set": _("To hear less, or nothing, of your learning set: %(page)s"),
    "hotseats": _("To hear less, or nothing, of hotseats: %(page)s"),
}


def stop_line(kind: str, page: str) -> list[str]:
    """How to stop letters like this one, where that can be chosen."""
    follows = emails()[kind].follows
    return [str(STOP[follows]) % {"page": page}] if follows else []


def stoppable(kind: str) -> bool:
    return bool(emails()[kind].follows) or kind == SUMMARY
