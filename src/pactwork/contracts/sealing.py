"""What somebody said with an answer, spelt as the history seals it."""

from collections.abc import Iterable
from typing import Any

from pactwork.contracts.models import Point

FIELDS = ("kind", "section", "prompt", "text", "wording", "owner", "blocks")


def words_of(note: str, points: Iterable[Point]) -> dict[str, Any]:
    """The note and every point as given; what the student makes of them later is another act."""
    given = [
        {name: getattr(p, name) for name in FIELDS}
        | {"due_on": p.due_on.isoformat() if p.due_on else ""}
        for p in points
    ]
    return {"note": note, "points": given}
