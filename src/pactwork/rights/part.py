"""One kind of row that is about a person: how it is found from them, and which of it is theirs to read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet

from pactwork.contracts.models import Draft
from pactwork.modules.models import Blob, Cohort, LearningSet, Run
from pactwork.people.models import Institution, Organisation, Person
from pactwork.rights.who import Who, at_any

MOST = 5_000  # rows of one kind; the newest
NAMED: dict[Any, str] = {Run: "title", Draft: "number"}
NAMED |= dict.fromkeys((Person, Organisation, Cohort, LearningSet, Institution, Blob), "name")


@dataclass(frozen=True)
class Part:
    """``person``, ``account``, ``email``: the ways from a row to somebody. ``at``: to the institution of
    a row found by its address. ``show``: these columns only; ``without``: all but these. ``of``: what
    says where a row belongs. ``where``: found in a way of its own."""

    title: Any
    model: type[Model]
    person: tuple[str, ...] = ()
    account: tuple[str, ...] = ()
    email: tuple[str, ...] = ()
    at: str = ""
    show: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    only: Q | None = None
    where: Callable[[Who], Q] | None = None

    @property
    def name(self) -> str:
        """What it is called in a file."""
        return f"{self.model._meta.label}: {self.title}"

    def rows_of(self, who: Who) -> QuerySet[Any]:
        found = self.where(who) if self.where else Q(pk__in=[])
        for way in self.person:
            found |= Q(**{f"{way}__in": who.persons})
        for way in self.account:
            found |= Q(**{f"{way}__in": who.accounts})
        for way in self.email:
            here = Q(**{self.at: who.house}) if self.at else Q()
            found |= here & at_any(way, who.emails)
        return self.model._default_manager.filter(found, self.only or Q()).distinct()

    def columns(self) -> list[str]:
        return [*self.of, *self._own()]

    def _own(self) -> Iterator[str]:
        for field in self.model._meta.concrete_fields:
            shown = field.name in self.show if self.show else field.name not in self.without
            if field.primary_key or not shown:
                continue
            to = field.remote_field.model if field.remote_field else None
            if to is None:
                yield field.name
            elif to in NAMED:
                yield f"{field.name}__{NAMED[to]}"
            elif any(f.name == "ref" for f in to._meta.concrete_fields):
                yield f"{field.name}__ref"

    def told(self, who: Who) -> list[dict[str, Any]]:
        """The newest of them, at most so many; one more says that there were more."""
        rows = self.rows_of(who).order_by("-pk").values("pk", *self.columns())[: MOST + 1]
        return [{k: v for k, v in row.items() if k != "pk"} for row in rows]
