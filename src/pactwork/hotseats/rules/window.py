"""When a hotseat is planned, open or closed, and what may be done at each of these times."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from pactwork.ground.refusal import Refusal

State = Literal["planned", "open", "closed", "cancelled"]
LONGEST = timedelta(days=366)


@dataclass(frozen=True)
class Window:
    """From when to when, as it is told at one moment."""

    opens_at: datetime
    closes_at: datetime
    now: datetime
    cancelled: bool = False

    @property
    def state(self) -> State:
        if self.cancelled:
            return "cancelled"
        if self.now >= self.closes_at:
            return "closed"
        return "open" if self.now >= self.opens_at else "planned"


def over(window: Window) -> Refusal | None:
    """Asking, voting and answering end with the window; questions gather before it opens."""
    if window.state == "cancelled":
        return Refusal("hotseat_cancelled")
    if window.state == "closed":
        return Refusal("hotseat_closed", {"at": window.closes_at})
    return None


def why_not_cancel(window: Window) -> Refusal | None:
    """What is closed was held; what is cancelled is cancelled."""
    return over(window)


def why_not_correct(window: Window, *, declined: bool) -> Refusal | None:
    """Only before it opens: afterwards people have asked and answered what stands there."""
    if window.state == "open":
        return Refusal("hotseat_open")
    return over(window) or (Refusal("guest_declined") if declined else None)


def why_not_invite(window: Window, *, invited: bool) -> Refusal | None:
    return over(window) or (Refusal("guest_already_invited") if invited else None)


def why_not_invite_again(window: Window, *, invited: bool, declined: bool) -> Refusal | None:
    """The guest's address is put right as long as answers are still waited for, open or not."""
    if refusal := over(window):
        return refusal
    if declined:
        return Refusal("guest_declined")
    return None if invited else Refusal("guest_not_invited")


def why_not_extend(window: Window, until: datetime | None) -> Refusal | None:
    """Later than it closes now, later than now, and not for ever."""
    if window.state == "cancelled":
        return Refusal("hotseat_cancelled")
    if until is None:
        return Refusal("time_missing")
    if until <= max(window.closes_at, window.now):
        return Refusal("extend_later", {"at": max(window.closes_at, window.now)})
    if until - window.opens_at > LONGEST:
        return Refusal("window_too_long")
    return None


def why_not_thank(window: Window, *, answers: int, thanked: bool) -> Refusal | None:
    if window.state != "closed":
        return Refusal("thank_when_closed")
    if thanked:
        return Refusal("already_thanked")
    return None if answers else Refusal("nothing_to_thank_for")


def shown(window: Window, *, held: bool) -> bool:
    """Whether the students see answers yet. What was held for a day that is cancelled stays so."""
    return not held or window.state in ("open", "closed")
