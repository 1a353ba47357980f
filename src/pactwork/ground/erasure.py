"""What an app holds of somebody's contract, and goes with it."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet


@dataclass(frozen=True)
class Erased:
    """The rows of one table that belong to a contract, found by the way from them to it."""

    model: type[Model]
    way: str
    only: dict[str, Any] = field(default_factory=dict)

    def of(self, contract: Any) -> QuerySet[Model]:
        known = {self.way: contract.pk, **self.only}
        return self.model._default_manager.filter(**known)

    @property
    def name(self) -> str:
        return str(self.model._meta.verbose_name_plural)
