"""Why something may not be done: a code with parameters, turned into a sentence by the web."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Refusal:
    """A reason in code; its app's ``refusals.py`` holds the translatable sentence."""

    code: str
    params: dict[str, Any] = field(default_factory=dict)


class Refused(Exception):
    """Raised by an action when a rule refuses; nothing has been written."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


def insist(refusal: Refusal | None) -> None:
    """Raise the refusal, if there is one."""
    if refusal is not None:
        raise Refused(refusal)
