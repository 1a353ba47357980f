"""The team of one run as a form, read as lines of a roster: one law for both."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pactwork.ground.canonical import digest
from pactwork.modules.models import Role, Run
from pactwork.modules.roster.lines import CLEARED
from pactwork.modules.roster.problem import Problem
from pactwork.modules.roster.reading import Row, Sheet
from pactwork.people.models import Person

COLUMNS = ("weeks", "starts_on", "ends_on", "deputy_for")
NEW = "new"


@dataclass(frozen=True)
class Held:
    """One role in the form: its fields begin with ``name``."""

    name: str
    role: Role


def held(roles: Iterable[Role]) -> list[Held]:
    return [Held(f"{role.kind}.{role.person.ref}", role) for role in roles]


def values(rows: Iterable[Held]) -> dict[str, str]:
    """What stands in the fields."""
    found: dict[str, str] = {}
    for row in rows:
        role = row.role
        found |= {
            f"{row.name}.weeks": " ".join(str(week) for week in role.weeks),
            f"{row.name}.starts_on": role.starts_on.isoformat() if role.starts_on else "",
            f"{row.name}.ends_on": role.ends_on.isoformat() if role.ends_on else "",
            f"{row.name}.deputy_for": role.deputy_for.ref if role.deputy_for else "",
        }
    return found


def stands_on(rows: Iterable[Held]) -> str:
    return digest(sorted(values(rows).items()))[:20]


def lines(
    run: Run, rows: Iterable[Held], typed: Mapping[str, str], people: Iterable[Person]
) -> Sheet:
    """Each role as a line, in the order of the form, and last whoever is new."""
    keys = {person.ref: person.key for person in people}
    found = []
    for row in rows:
        cells = {"key": row.role.person.key, "role": row.role.kind, "run": run.ref}
        if typed.get(f"{row.name}.remove") == "yes":
            found.append({**cells, "remove": "yes"})
        else:
            found.append(cells | _cells(row.name, typed, keys))
    new = keys.get(typed.get("new.person", ""))
    if new:
        kind = typed.get("new.kind", "")  # staff only: neither students nor administrators
        cells = {"key": new, "role": kind if kind in Role.KINDS else "", "run": run.ref}
        found.append(cells | {c: v for c, v in _cells(NEW, typed, keys).items() if v != CLEARED})
    return Sheet(rows=[Row(n, {k: v for k, v in c.items() if v}) for n, c in enumerate(found, 1)])


def _cells(name: str, typed: Mapping[str, str], keys: Mapping[str, str]) -> dict[str, str]:
    """An empty field empties what was there: in a form, unlike in a file, all of it is seen."""
    found = {c: typed.get(f"{name}.{c}", "").strip() or CLEARED for c in COLUMNS}
    found["deputy_for"] = keys.get(found["deputy_for"], CLEARED)
    return found


def beside(problems: Iterable[Problem], rows: list[Held]) -> dict[str, str]:
    """Each problem at its field."""
    names = {"key": "person", "role": "kind"}
    found: dict[str, str] = {}
    for problem in problems:
        name = rows[problem.line - 1].name if problem.line <= len(rows) else NEW
        column = names.get(problem.column, problem.column) if name == NEW else problem.column
        found.setdefault(f"{name}.{column}", problem.words)
    return found
