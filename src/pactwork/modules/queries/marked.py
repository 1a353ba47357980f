"""Pieces that a change takes out of a module although some are marked as received for students."""

from dataclasses import dataclass

from pactwork.ground.installed import manifests
from pactwork.modules.models import Run
from pactwork.modules.rules.specification import Specification


@dataclass(frozen=True)
class Marked:
    title: str
    students: int


def marked_and_gone(run: Run, was: Specification, now: Specification) -> list[Marked]:
    """In the order of the module; what nobody else owes any more has gone too. At most one query."""
    stay = {piece.key for piece in now.assessment if not piece.of_student}
    gone = {p.key: p.title for p in was.assessment if not p.of_student and p.key not in stay}
    asked = [app.received for app in manifests() if app.received] if gone else []
    counts = {key: count for ask in asked for key, count in ask(run, gone).items()}
    return [Marked(title, counts[key]) for key, title in gone.items() if key in counts]
