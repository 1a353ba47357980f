"""Emails that their reader may stop say how: in the last line, and in a header for mail programs.

Which these are stands beside each kind (``Email.follows``); what is chosen is kept by ``digests``.
"""

from django.urls import reverse_lazy

from pactwork.ground.installed import emails, ticks

SUMMARY = "digest"  # follows how often it is wanted, and says so itself
PAGE = reverse_lazy("digests:wishes")


def stop_line(kind: str, page: str) -> list[str]:
    """How to stop letters like this one, where that can be chosen."""
    follows = emails()[kind].follows
    return [str(ticks()[follows].stop) % {"page": page}] if follows else []


def stoppable(kind: str) -> bool:
    return bool(emails()[kind].follows) or kind == SUMMARY
