"""Columns of a roster that a module's contracts ask for: who somebody's own mentor or tutor is."""

from dataclasses import dataclass

from pactwork.modules.rules.specification import Specification


def named_columns(specification: Specification) -> list[str]:
    """As the parties of its templates call them, each once; a party that is a team asks for none."""
    parties = [party for t in specification.templates.values() for party in t.parties]
    return list(dict.fromkeys(c for party in parties if (c := getattr(party, "column", "") or "")))


@dataclass(frozen=True)
class OwnColumn:
    """One of them as pages name it, and the roles that whoever is named needs."""

    name: str
    title: str
    kinds: frozenset[str]


def persons_by_column(specification: Specification) -> dict[str, str]:
    """What whoever a column names is called in a sentence, by the first template that asks for it."""
    parties = [party for t in specification.templates.values() for party in t.parties]
    return {party.column: party.person for party in reversed(parties) if party.column}


def own_columns(specification: Specification) -> list[OwnColumn]:
    """By the party's title in the first template that asks for it."""
    parties = [party for t in specification.templates.values() for party in t.parties]
    return [
        OwnColumn(
            name,
            next(party.title for party in parties if party.column == name),
            frozenset(party.by for party in parties if party.column == name),
        )
        for name in named_columns(specification)
    ]
