"""What erasing a contract takes away: every row of it. What stays is said here too, with the reason."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet

from pactwork.contracts.models import (
    Agreement,
    Answer,
    Ask,
    Contract,
    Draft,
    Ending,
    Holder,
    Objection,
    Pause,
    Point,
    Reading,
    Recording,
    Sampled,
    SavedNote,
    Seat,
    Talk,
    Text,
    Turn,
    Voiding,
    Waiver,
)


@dataclass(frozen=True)
class Rows:
    """The rows of one table that belong to a contract, found by the way from them to it."""

    model: type[Model]
    way: str
    only: dict[str, Any] = field(default_factory=dict)

    def of(self, contract: Contract) -> QuerySet[Model]:
        known = {self.way: contract.pk, **self.only}
        return self.model._default_manager.filter(**known)

    @property
    def name(self) -> str:
        return str(self.model._meta.verbose_name_plural)


# In the order in which they can go: nothing goes before what points to it.
ERASED = (
    Rows(Turn, "contract"),
    Rows(Reading, "contract"),
    Rows(Talk, "ask__seat__contract"),
    Rows(Point, "answer__seat__contract"),
    Rows(Recording, "answer__seat__contract"),
    Rows(Answer, "seat__contract"),
    Rows(Objection, "seat__contract"),
    Rows(Waiver, "seat__contract"),
    Rows(Ask, "seat__contract"),
    Rows(Holder, "seat__contract"),
    Rows(Seat, "contract"),
    Rows(Agreement, "contract"),
    Rows(Pause, "contract"),
    Rows(Voiding, "contract"),
    Rows(Sampled, "contract"),
    Rows(Ending, "contract"),
    Rows(Text, "contract"),
    Rows(Draft, "contract"),
    Rows(Contract, "pk"),
)
KEPT = {SavedNote: "a facilitator's own words, kept for other contracts"}


def counted(contract: Contract, rows: Iterable[Rows]) -> dict[str, int]:
    """How many rows of each kind there are to erase."""
    found: Counter[str] = Counter()
    for one in rows:
        found[one.name] += one.of(contract).count()
    return {name: count for name, count in found.items() if count}
