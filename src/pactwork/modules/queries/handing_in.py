"""What is handed in by whom and when: one answer for the home page, the contract and its pace."""

from pactwork.modules.models import Run
from pactwork.modules.queries import group, specification, variant
from pactwork.modules.rules.calendar import Due, due
from pactwork.modules.rules.specification import Component


def hand_ins_on(run: Run, code: str, group_key: str) -> list[tuple[Component, Due]]:
    """Every piece that counts under a code, the soonest first. What carries no mark is needed too."""
    spec, own = specification(run), variant(run, code)
    theirs = group(run, group_key)
    needed = [c for c in spec.assessment if own is None or own.takes(c.key)]
    return sorted(((c, due(c, spec.calendar, theirs)) for c in needed), key=lambda row: row[1])
