"""What every action about sets ends with: one entry in the history of the institution."""

from collections.abc import Mapping
from typing import Any

from pactwork.history.record import record
from pactwork.modules.models import Run


def note(run: Run, act: str, by: str, payload: Mapping[str, Any]) -> None:
    """The history says that it was done and of what size; it holds nobody's words."""
    where = run.institution
    record(act, chain=where.ref, subject=run.ref, by=by, key=where.key, payload=payload)
