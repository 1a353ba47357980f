"""Questions: in which order they wait, and what may become of one of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from pactwork.ground.refusal import Refusal


class Waiting(Protocol):
    @property
    def votes(self) -> int: ...
    @property
    def at(self) -> datetime: ...


W = TypeVar("W", bound=Waiting)


def in_order(rows: Iterable[W]) -> list[W]:
    """Most wanted first; of those, whoever asked first."""
    return sorted(rows, key=lambda row: (-row.votes, row.at))


@dataclass(frozen=True)
class Standing:
    """What has become of a question by now."""

    answered: bool = False
    withdrawn: bool = False
    merged: bool = False
    aside: bool = False


def gone(standing: Standing) -> Refusal | None:
    """A question that is not in the queue any more takes no votes and no answer."""
    if standing.withdrawn:
        return Refusal("question_withdrawn")
    if standing.merged:
        return Refusal("question_merged")
    return Refusal("question_aside") if standing.aside else None


def why_not_take_out(standing: Standing) -> Refusal | None:
    """Withdrawn, merged or set aside only while nobody has answered."""
    return Refusal("question_answered") if standing.answered else gone(standing)


def taken_off(*, aside: bool, withdrawn: bool) -> Refusal | None:
    """A topic that is not on the list any more takes no votes, and no hotseat comes of it."""
    if withdrawn:
        return Refusal("topic_withdrawn")
    return Refusal("topic_aside") if aside else None
