"""For which moment an email about a contract is worded, where that is not the moment of the act.

What is due at once or after the undo has one date, however often it is tried.
"""

from datetime import datetime

from pactwork.contracts.rules.moves import UNDO_FOR
from pactwork.history.models import Delivery


def when_due(delivery: Delivery) -> datetime:
    """A reminder is of the day it goes out."""
    return delivery.due_at


def after_undo(delivery: Delivery) -> datetime:
    return delivery.entry.at + UNDO_FOR


def answered_at(delivery: Delivery) -> datetime:
    """What staff answer can be undone, and is told once it no longer can."""
    entry = delivery.entry
    by_staff = entry.act == "answered" and not entry.by.startswith("holder:")
    return after_undo(delivery) if by_staff else entry.at
