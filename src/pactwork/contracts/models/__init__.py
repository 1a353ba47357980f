"""The contract: working text, frozen drafts, seats, asks, answers, agreements."""

from pactwork.contracts.models.asks import Answer, Ask, Point, Recording, Talk
from pactwork.contracts.models.desk import Reading, SavedNote, UnsentPoint
from pactwork.contracts.models.seats import Holder, Seat
from pactwork.contracts.models.standing import (
    Agreement,
    Ending,
    Objection,
    Pause,
    Received,
    Sampled,
    Turn,
    Voiding,
    Waiver,
)
from pactwork.contracts.models.words import Contract, Draft, Text

__all__ = [
    "Agreement",
    "Answer",
    "Ask",
    "Contract",
    "Draft",
    "Ending",
    "Holder",
    "Objection",
    "Pause",
    "Point",
    "Reading",
    "Received",
    "Recording",
    "Sampled",
    "SavedNote",
    "Seat",
    "Talk",
    "Text",
    "Turn",
    "UnsentPoint",
    "Voiding",
    "Waiver",
]
