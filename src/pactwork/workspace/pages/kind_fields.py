"""What the form parts of some kinds need besides questions: a table of weeks, a grid, formats, promises."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pactwork.contracts.dossier import Dossier
from pactwork.contracts.queries.reading import read_lines
from pactwork.ground.refusal import Refusal
from pactwork.ground.words import gettext as _
from pactwork.modules.queries.handing_in import dates_for
from pactwork.modules.rules.specification import Component, Section
from pactwork.modules.words_of_dates import submit_by
from pactwork.workspace.forms.sections import Said
from pactwork.workspace.pages.promises import undertaken
from pactwork.workspace.pages.weeks import sums, week_rows, whole_sum

Option = tuple[str, str, str]  # value, label, hint


@dataclass(frozen=True)
class GridCell:
    name: str
    title: str
    value: str
    options: list[tuple[str, str]]  # none: free words
    error: Refusal | None
    lines: int = 1
    most: int = 0


@dataclass(frozen=True)
class GridRow:
    title: str
    cells: list[GridCell]


@dataclass(frozen=True)
class Choosing:
    """One piece of assessment: its formats to choose from, or the only one there is."""

    component: Component
    when: str
    options: list[Option]
    value: str
    error: Refusal | None


def grid_rows(
    section: Section, value: Mapping[str, Any], problems: Mapping[str, Refusal]
) -> list[GridRow]:
    rows = []
    for number, title in enumerate(section.rows):
        kept = (value.get("cells") or {}).get(str(number)) or {}
        cells = []
        for column in section.columns:
            name = f"cell-{number}-{column.key}"
            options = [("", _("Choose")), *((o, o) for o in column.options)]
            cells.append(
                GridCell(
                    name,
                    column.title,
                    str(kept.get(column.key) or ""),
                    options if column.options else [],
                    problems.get(name),
                    column.lines,
                    column.most,
                )
            )
        rows.append(GridRow(title, cells))
    return rows


def choosings(
    dossier: Dossier, value: Mapping[str, Any], problems: Mapping[str, Refusal]
) -> list[Choosing]:
    dates = dates_for(dossier.contract.enrolment, dossier.agreed_on)
    return [
        Choosing(
            component,
            submit_by(dates.hand_in(component)),
            [(f.key, f.title, f.length or "") for f in component.formats],
            str(value.get(component.key) or ""),
            problems.get(component.key),
        )
        for component in dossier.context.components
    ]


def pieces(dossier: Dossier, section: Section, said: Said | None) -> dict[str, Any]:
    """The context that this kind of section adds to its page."""
    value = said.value if said else dossier.working.get(section.key) or {}
    problems = said.problems if said else {}
    if section.kind == "weeks":
        rows = week_rows(dossier, value, problems)
        return {
            "weeks": rows,
            "sums": sums(dossier, value),
            "sum": whole_sum(dossier, section, value),
        }
    if section.kind == "grid":
        return {"grid": grid_rows(section, value, problems)}
    if section.kind == "choice":
        return {"choosings": choosings(dossier, value, problems)}
    if section.kind == "promise":
        by = dossier.writing.party(section.by or "")
        who = by.title if by else ""
        return {"promises": undertaken(dossier, section), "promised_by": who}
    if section.kind == "facts":
        return {"facts": read_lines(section, {}, dossier.context)}
    return {}
