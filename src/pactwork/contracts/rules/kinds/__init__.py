"""The kinds of section. To add one: a class here, its name in the format, a template for its form."""

from pactwork.contracts.rules.kinds.base import Context, Kind, Line, Typed
from pactwork.contracts.rules.kinds.choice import Choice
from pactwork.contracts.rules.kinds.facts import Facts
from pactwork.contracts.rules.kinds.grid import Grid
from pactwork.contracts.rules.kinds.outcomes import Outcomes
from pactwork.contracts.rules.kinds.promise import Undertaking
from pactwork.contracts.rules.kinds.prose import Ethics, Prose
from pactwork.contracts.rules.kinds.rows import Rows
from pactwork.contracts.rules.kinds.weeks import Weeks

KINDS: dict[str, Kind] = {
    "prose": Prose(),
    "card": Prose(),
    "ethics": Ethics(),
    "goals": Rows(),
    "people": Rows(),
    "outcomes": Outcomes(),
    "weeks": Weeks(),
    "grid": Grid(),
    "choice": Choice(),
    "promise": Undertaking(),
    "facts": Facts(),
}

__all__ = ["KINDS", "Context", "Kind", "Line", "Typed"]
