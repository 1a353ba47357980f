"""What an app holds about people: how their rows are found, and which of it is theirs to read.

What goes when somebody is erased is in ``rights/actions/forgetting.py``.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, Q, QuerySet

MOST = 5_000  # rows of one kind; the newest


@dataclass(frozen=True)
class DataSubject:
    """Somebody, as the tables of one institution know them: by person, by account, by address.

    ``refs`` is what the history calls them. Institutions are walls: of one at a time.
    """

    house: Any
    persons: tuple[int, ...] = ()
    accounts: tuple[int, ...] = ()
    emails: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()

    @property
    def known(self) -> bool:
        return bool(self.persons or self.refs)


def at_any(path: str, emails: tuple[str, ...]) -> Q:
    """One of these addresses, whatever its capitals; of none, nothing."""
    found = Q(pk__in=[])
    for email in emails:
        found |= Q(**{f"{path}__iexact": email})
    return found


@dataclass(frozen=True)
class Given:
    """One kind of row that somebody is given of what is held about them.

    ``person``, ``account``, ``email``: the ways from a row to somebody. ``at``: to the institution of
    a row found by its address. ``show``: these columns only; ``without``: all but these. ``of``: what
    says where a row belongs. ``where``: found in a way of its own.
    """

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
    where: Callable[[DataSubject], Q] | None = None

    @property
    def name(self) -> str:
        """What it is called in a file."""
        return f"{self.model._meta.label}: {self.title}"

    def rows_of(self, who: DataSubject) -> QuerySet[Any]:
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
        for column in self.model._meta.concrete_fields:
            shown = column.name in self.show if self.show else column.name not in self.without
            if column.primary_key or not shown:
                continue
            to = column.remote_field.model if column.remote_field else None
            if to is None:
                yield column.name
            elif named := _named_by(to):
                yield f"{column.name}__{named}"

    def told(self, who: DataSubject) -> list[dict[str, Any]]:
        """The newest of them, at most so many; one more says that there were more."""
        rows = self.rows_of(who).order_by("-pk").values("pk", *self.columns())[: MOST + 1]
        return [{k: v for k, v in row.items() if k != "pk"} for row in rows]


def _named_by(model: type[Model]) -> str | None:
    """What stands for a row that another points to: what its model says, or its name, or its ref."""
    columns = {column.name for column in model._meta.concrete_fields}
    choices = (getattr(model, "named_by", ""), "name", "ref")
    return next((choice for choice in choices if choice in columns), None)


def nothing(who: DataSubject) -> tuple[()]:
    return ()


@dataclass(frozen=True)
class PersonalData:
    """``not_given``: tables none of whose rows anybody is given. ``left_out``: columns that lead to a
    person who is not given the row for being named there. Each says why.

    ``refs``: what the history calls them here. ``files``: what was handed in by or for them.
    """

    given: tuple[Given, ...] = ()
    not_given: Mapping[type[Model], Any] = field(default_factory=dict)
    left_out: Mapping[tuple[type[Model], str], Any] = field(default_factory=dict)
    refs: Callable[[DataSubject], Iterable[str]] = nothing
    files: Callable[[DataSubject], Iterable[int]] = nothing  # keys of blobs
    order: int = 0  # among what the apps give
