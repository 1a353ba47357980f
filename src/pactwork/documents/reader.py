"""Who reads a document: their roles, and whose seats they speak for."""

from dataclasses import dataclass

from pactwork.contracts.rules.readers import WHOLE


@dataclass(frozen=True)
class Reader:
    """Who reads: their roles, and the parties they answer for."""

    roles: frozenset[str]
    parties: frozenset[str]

    @property
    def full(self) -> bool:
        return bool(self.roles & WHOLE)
