"""What an answer says, and how a draft is named, spelt as the history seals it."""

from collections.abc import Iterable
from typing import Any

from pactwork.contracts.models import Draft, Point
from pactwork.contracts.rules.drafts import FIRST

FIELDS = ("kind", "section", "prompt", "text", "wording", "owner", "blocks")


def words_of(note: str, points: Iterable[Point]) -> dict[str, Any]:
    """The note and every point as given; what the student makes of them later is another act."""
    given = [
        {name: getattr(p, name) for name in FIELDS}
        | {"due_on": p.due_on.isoformat() if p.due_on else ""}
        for p in points
    ]
    return {"note": note, "points": given}


def form_named(form: int) -> dict[str, int]:
    """The form of digests, which older entries have no word for."""
    return {} if form == FIRST else {"digest_form": form}


def named_digest(draft: Draft) -> dict[str, Any]:
    """A draft's digest, with its form."""
    return {"digest": draft.digest, **form_named(draft.digest_form)}
