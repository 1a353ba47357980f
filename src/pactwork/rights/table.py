"""What a pack about one person is made of."""

from dataclasses import dataclass, field
from typing import Any

from pactwork.ground.personal_data import DataSubject
from pactwork.modules.models import Blob


@dataclass(frozen=True)
class Table:
    """Rows of one kind; ``more``: there are more than are shown."""

    title: str
    name: str
    heads: list[str]
    rows: list[dict[str, Any]]
    more: bool = False


@dataclass(frozen=True)
class Pack:
    who: DataSubject
    tables: list[Table]
    files: list[Blob] = field(default_factory=list)
    too_large: list[Blob] = field(default_factory=list)
    lost: list[Blob] = field(default_factory=list)  # missing, or another by now

    @property
    def counts(self) -> dict[str, int]:
        return {table.name: len(table.rows) for table in self.tables}
