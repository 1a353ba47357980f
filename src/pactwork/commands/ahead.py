"""Moments in the database that the clock has not come to, and that say when something was done."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.apps import apps
from django.db.models import Count, DateTimeField, Field, Max, Model, Q

from pactwork.digests.models import Wishes
from pactwork.ground import clock
from pactwork.ground.time_windows import SKEW, ahead
from pactwork.history.models import Delivery
from pactwork.history.outbox import LEASE
from pactwork.web.models import Session
from pactwork.web.staying import LONGEST

BOUNDED = frozenset({"leased_until", "expire_date"})  # ahead, but never further than so long
# Set for later by whoever wrote them: no word against the clock. Any other moment says what was.
PLANNED = frozenset({"due_at", "ends_at", "opens_at", "closes_at", "dispute_until"})


@dataclass(frozen=True)
class Ahead:
    """One column, how many of its rows lie ahead, and the last."""

    column: str
    rows: int
    last: datetime

    def __str__(self) -> str:
        return f"{self.column}: {self.rows}, the last {self.last:%Y-%m-%d %H:%M}"


def all_ahead() -> Iterator[Ahead]:
    for model in _ours():
        yield from _found(model, [f for f in model._meta.concrete_fields if _says_when(f)])
    yield from _one(Delivery, "leased_until", LEASE)
    yield from _one(Session, "expire_date", LONGEST)
    # A day, not a moment: somewhere on earth it is tomorrow.
    tomorrow = (clock.now() + timedelta(days=1)).date()
    looked = Wishes.objects.filter(looked_on__gt=tomorrow)
    if last := looked.aggregate(last=Max("looked_on"))["last"]:
        moment = datetime.combine(last, time(0), UTC)
        yield Ahead("digests_wishes.looked_on", looked.count(), moment)


def _ours() -> Iterator[type[Model]]:
    for app in apps.get_app_configs():
        if app.name.startswith("pactwork."):
            yield from app.models.values()


def _says_when(field: "Field[Any, Any]") -> bool:
    return isinstance(field, DateTimeField) and field.name not in {*PLANNED, *BOUNDED}


def _found(model: Any, fields: "list[Field[Any, Any]]") -> Iterator[Ahead]:
    """Of all columns of a table, in one question."""
    if not fields:
        return
    asked: dict[str, Any] = {f"last_{f.name}": Max(f.name) for f in fields}
    asked |= {f"rows_{f.name}": Count("pk", Q(ahead(f.name))) for f in fields}
    said = model._base_manager.aggregate(**asked)
    for field in fields:
        if rows := said[f"rows_{field.name}"]:
            yield Ahead(f"{model._meta.db_table}.{field.name}", rows, said[f"last_{field.name}"])


def _one(model: Any, field: str, span: timedelta) -> Iterator[Ahead]:
    """Rows that lie further ahead than they are ever put."""
    rows = model._base_manager.filter(**{f"{field}__gt": clock.now() + span + SKEW})
    if last := rows.aggregate(last=Max(field))["last"]:
        yield Ahead(f"{model._meta.db_table}.{field}", rows.count(), last)
