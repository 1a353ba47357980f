"""The same form sent twice: *back* and sent again, or a second press while the first is on its way."""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet

from pactwork.ground.time_windows import lately
from pactwork.ground.validation import Duplicate

A_WHILE = timedelta(hours=1)  # later, whoever says the very same may well mean it


def insist_new(same: QuerySet[Any], at: str) -> None:
    """Raise ``Duplicate`` if the very same was written a while ago. ``at``: the field that says when.

    The caller holds a lock, so that two presses come one after the other.
    """
    first = same.filter(lately(at, A_WHILE)).order_by("pk").first()
    if first is not None:
        raise Duplicate(first.ref)
