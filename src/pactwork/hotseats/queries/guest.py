"""What the guest reads: the questions without names, their own answers, and how long it lasts."""

from dataclasses import dataclass

from pactwork.ground import clock
from pactwork.ground.canonical import digest
from pactwork.hotseats.models import Hotseat
from pactwork.hotseats.queries.queue import Asked, queue
from pactwork.hotseats.visibility import window


@dataclass(frozen=True)
class GuestPage:
    """``state``: planned, open, closed, cancelled, declined, or gone when the link has run out."""

    seat: Hotseat
    state: str
    waiting: list[Asked]
    answered: list[Asked]

    @property
    def answers(self) -> bool:
        """Whether there is something to answer with."""
        return self.state in ("planned", "open")

    def digest(self, asked: Asked) -> str:
        return digest([asked.answer.text]) if asked.answer else ""


def _state(seat: Hotseat) -> str:
    if seat.cancelled_at:
        return "cancelled"
    if seat.declined_at:
        return "declined"
    if seat.link and clock.now() >= seat.link.ends_at:
        return "gone"
    return window(seat).state


def guest_page(seat: Hotseat) -> GuestPage:
    """One query; none when there is nothing to read."""
    state = _state(seat)
    if state in ("cancelled", "declined", "gone"):
        return GuestPage(seat, state, [], [])
    found = queue(seat)
    return GuestPage(seat, state, found.waiting, found.answered)
