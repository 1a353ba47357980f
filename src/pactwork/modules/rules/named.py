"""Columns of a roster that a module's contracts ask for: who somebody's own mentor or tutor is."""

from pactwork.modules.rules.specification import Specification


def named_columns(specification: Specification) -> list[str]:
    """As the parties of its templates call them, each once; a party that is a team asks for none."""
    parties = [party for t in specification.templates.values() for party in t.parties]
    return list(dict.fromkeys(c for party in parties if (c := getattr(party, "column", "") or "")))
