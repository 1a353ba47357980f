"""What somebody typed, as the acts take it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pactwork.contracts.rules.answers import PointSaid
from pactwork.ground.refusal import Refusal
from pactwork.modules.models import Blob


@dataclass(frozen=True)
class Told:
    """A yes as somebody else heard it: how, when, from whom, and why not by link."""

    how: str
    said_on: date
    name: str
    email: str = ""  # only staff may leave it empty: then nobody can be sent a receipt
    job: str = ""
    reason: str = ""
    file: Blob | None = None


@dataclass(frozen=True)
class Reply:
    """What was typed into the answer, as it was typed; ``wrong`` is what its reading found."""

    decision: str = ""
    name: str = ""
    code: str = ""
    note: str = ""
    draft: int | None = None
    changes: Mapping[str, str] = field(default_factory=dict)  # field -> words, for showing again
    points: tuple[PointSaid, ...] = ()
    right_name: str = ""
    right_email: str = ""
    right_once: bool = False  # they only stand in, this once
    unknown: bool = False  # does not know who would be right
    wrong: Mapping[str, Refusal] = field(default_factory=dict)
