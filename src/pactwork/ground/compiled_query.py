"""A queryset whose SQL is worked out once for each connection, for reads that all acts repeat."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any, Generic, TypeVar, cast

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet
from django.db.models.query import ModelIterable

M = TypeVar("M", bound=Model)
Given = int | str | date | tuple[int, ...] | tuple[str, ...]


class Slots:
    """What is given for stand-ins while the SQL is worked out, and finds its places afterwards."""

    def __init__(self, like: tuple[Given, ...], adapt: Callable[[date], Any]) -> None:
        self._adapt, self._used = adapt, 0
        self._keys: dict[Any, tuple[int, int | None]] = {}
        self.stand_ins = tuple(self._stand_in(place, given) for place, given in enumerate(like))

    def _stand_in(self, place: int, like: Any) -> Any:
        if isinstance(like, tuple):
            return [self._new(item, place, n) for n, item in enumerate(like)]
        return self._new(like, place, None)

    def _new(self, like: Given, place: int, n: int | None) -> Any:
        self._used += 1
        made: Any = -(2**31) + 47 + self._used
        if isinstance(like, date):
            made = date(3, 1, 1) + timedelta(days=self._used)
        elif isinstance(like, str):
            made = f"stand-in {made}"
        self._keys[self._adapt(made) if isinstance(made, date) else made] = (place, n)
        return made

    def places(self, params: Iterable[Any]) -> list[tuple[Any, tuple[int, int | None] | None]]:
        return [(p, self._keys.get(p) if isinstance(p, int | str | date) else None) for p in params]

    def insist(self, sql: str, params: Iterable[Any]) -> None:
        """Nothing given may hide where it cannot be put in again: in the SQL, or inside a pattern."""
        for made in self._keys:
            within = [p for p in params if isinstance(p, str) and p != made and str(made) in p]
            if within or str(made) in sql:
                raise ValueError(f"this query cannot be prepared: {within or sql}")

    def filled(
        self, params: list[tuple[Any, tuple[int, int | None] | None]], given: tuple[Given, ...]
    ) -> tuple[Any, ...]:
        values: list[Any] = [self._adapt(g) if isinstance(g, date) else g for g in given]
        return tuple(
            param if key is None else values[key[0]] if key[1] is None else values[key[0]][key[1]]
            for param, key in params
        )


class Compiled:
    """A compiler that gives the same SQL each time, with other parameters."""

    def __init__(self, queryset: Callable[..., QuerySet[Any]], like: tuple[Given, ...]) -> None:
        ops = connections[DEFAULT_DB_ALIAS].ops
        self.slots = Slots(like, ops.adapt_datefield_value)
        made = queryset(*self.slots.stand_ins)
        self.compiler: Any = made.query.get_compiler(using=made.db)
        self.sql, params = self.compiler.as_sql()
        self.params = self.slots.places(params)
        self.slots.insist(self.sql, params)
        compiler = self.compiler
        converters = compiler.get_converters([s[0] for s in compiler.select[: compiler.col_count]])
        compiler.get_converters = lambda _: converters
        self.reads = SimpleNamespace(
            db=made.db,
            model=made.model,
            query=SimpleNamespace(get_compiler=lambda using: compiler),
            _known_related_objects={},
        )

    def _fill(self, given: tuple[Given, ...]) -> None:
        params = self.slots.filled(self.params, given)
        self.compiler.as_sql = lambda *_, **__: (self.sql, params)

    def rows(self, given: tuple[Given, ...]) -> list[Any]:
        self._fill(given)
        return list(ModelIterable(cast(Any, self.reads)))

    def values(self, given: tuple[Given, ...]) -> list[tuple[Any, ...]]:
        self._fill(given)
        return list(self.compiler.results_iter(tuple_expected=True))


def compiled(
    key: object, queryset: Callable[..., QuerySet[Any]], like: tuple[Any, ...]
) -> Compiled:
    # One connection is one thread's, and its compilers go when it goes.
    kept = connections[DEFAULT_DB_ALIAS].__dict__.setdefault("prepared", {})
    lengths = tuple(len(given) for given in like if isinstance(given, tuple))
    found: Compiled | None = kept.get((key, lengths))
    if found is None:
        found = kept[key, lengths] = Compiled(queryset, like)
    return found


def padded(numbers: Iterable[int], step: int = 8) -> tuple[int, ...]:
    """A tuple of one of few lengths, so that few forms of a query are kept; no row has number 0."""
    found = tuple(numbers)
    return found + (0,) * (-len(found) % step or step * (not found))


def padded_texts(texts: Iterable[str], step: int = 8) -> tuple[str, ...]:
    """The same for texts that are never empty."""
    found = tuple(texts)
    return found + ("",) * (-len(found) % step or step * (not found))


class Prepared(Generic[M]):
    """Called, it is ``list(queryset(number))`` at a third of the cost: most of that is composing SQL.

    It may be given several numbers, texts, dates, and tuples of numbers (``padded``).
    What the queryset would prefetch is not read; see ``hang``.
    """

    def __init__(self, queryset: Callable[..., QuerySet[M]]) -> None:
        self._queryset = queryset

    def __call__(self, *given: Given) -> list[M]:
        return cast("list[M]", compiled(self, self._queryset, given).rows(given))


class PreparedValues:
    """The same for ``values_list``: rows of plain values."""

    def __init__(self, queryset: Callable[..., QuerySet[Any, Any]]) -> None:
        self._queryset = queryset

    def __call__(self, *given: Given) -> list[tuple[Any, ...]]:
        return compiled(self, self._queryset, given).values(given)


def hang(parents: Iterable[Model], children: Iterable[Model], *, on: str, name: str) -> None:
    """Children as if prefetched: each parent's ``name`` holds them, each child's ``on`` its parent."""
    groups: dict[Any, list[Model]] = defaultdict(list)
    for child in children:
        groups[getattr(child, f"{on}_id")].append(child)
    for parent in parents:
        rows = getattr(parent, name).get_queryset()
        rows._result_cache, rows._prefetch_done = groups[parent.pk], True
        for child in rows._result_cache:
            setattr(child, on, parent)
        cache: dict[str, Any] = parent.__dict__.setdefault("_prefetched_objects_cache", {})
        cache[name] = rows
