"""A queryset whose SQL is worked out once for each connection, for reads that all acts repeat."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from types import SimpleNamespace
from typing import Any, Generic, TypeVar, cast

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet
from django.db.models.query import ModelIterable

_STAND_IN = -(2**31) + 47  # in the compiled parameters, where the number asked about will go
M = TypeVar("M", bound=Model)


class _Compiled:
    """A compiler that gives the same SQL each time, with other parameters."""

    def __init__(self, queryset: QuerySet[Any]) -> None:
        self.compiler: Any = queryset.query.get_compiler(using=queryset.db)
        self.sql, self.params = self.compiler.as_sql()
        compiler = self.compiler
        converters = compiler.get_converters([s[0] for s in compiler.select[: compiler.col_count]])
        compiler.get_converters = lambda _: converters
        self.reads = SimpleNamespace(
            db=queryset.db,
            model=queryset.model,
            query=SimpleNamespace(get_compiler=lambda using: compiler),
            _known_related_objects={},
        )

    def rows(self, number: int) -> list[Any]:
        params = tuple(number if given == _STAND_IN else given for given in self.params)
        self.compiler.as_sql = lambda *_, **__: (self.sql, params)
        return list(ModelIterable(cast(Any, self.reads)))


class Prepared(Generic[M]):
    """Called, it is ``list(queryset(number))`` at a third of the cost: most of that is composing SQL.

    What the queryset would prefetch is not read; see ``hang``.
    """

    def __init__(self, queryset: Callable[[int], QuerySet[M]]) -> None:
        self._queryset = queryset

    def __call__(self, number: int) -> list[M]:
        # One connection is one thread's, and its compilers go when it goes.
        kept = connections[DEFAULT_DB_ALIAS].__dict__.setdefault("prepared", {})
        compiled = kept.get(self)
        if compiled is None:
            compiled = kept[self] = _Compiled(self._queryset(_STAND_IN))
        return cast("list[M]", compiled.rows(number))


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
