"""Sections of a draft as they are printed: words, tables of answers, the plan of weeks."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from pactwork.contracts.queries.reading import read_lines
from pactwork.contracts.rules.kinds import Context, Line
from pactwork.contracts.rules.kinds.base import in_words as said_words
from pactwork.contracts.rules.kinds.weeks import hours_of, totals
from pactwork.documents.paper.document import Block, Bullets, Heading, Labelled, Table, Words
from pactwork.ground.words import gettext as _
from pactwork.modules.rules.specification import Section
from pactwork.modules.rules.workload import whole

Value = Mapping[str, Any]
ASKED_AND_ANSWERED = frozenset({"card", "choice", "ethics"})


def _weeks(value: Value, context: Context) -> list[Block]:
    """Every week with its hours of each kind, and what they come to."""
    weeks = value.get("weeks") or {}
    rows = []
    for week in context.weeks:
        row = weeks.get(str(week.number)) or {}
        hours = [hours_of(row, kind.key) for kind in context.hours]
        doing = said_words(row.get("doing")).strip()
        rows.append((str(week.number), *(str(h) if h else "–" for h in hours), doing))
    planned = totals(value, context)
    if not any(planned.values()):
        return []
    in_all = _("%(hours)s hours in total") % {"hours": whole(sum(planned.values()))}
    sums = (_("Total"), *(str(planned[kind.key]) for kind in context.hours), in_all)
    columns = (_("Week"), *(kind.title for kind in context.hours), _("What I do"))
    return [Table(columns, (*rows, sums), total=True, widths="numbers")]


def _grid(section: Section, lines: list[Line]) -> list[Block]:
    """The table as it was filled in: a row for each of its rows."""
    said = {line.path: line.text for line in lines}
    columns = (section.short, *(column.title for column in section.columns))
    rows = tuple(
        (row, *(said.get(f"cell-{number}-{column.key}", "") for column in section.columns))
        for number, row in enumerate(section.rows)
    )
    return [Table(columns, rows)] if any(said.values()) else []


def _row_of(line: Line) -> str:
    return line.path.split("-")[1] if line.path.startswith("rows-") else ""


def _asked(lines: list[Line]) -> list[Block]:
    """Each answer under its question."""
    found: list[Block] = []
    for row, group in groupby(lines, key=_row_of):
        for place, line in enumerate(group):
            number = f"{int(row) + 1}. " if row and not place else ""
            title = number + line.label
            found += [*([Heading(title, 3)] if title else []), Words(line.text)]
    return found


def blocks_of(section: Section, content: Mapping[str, Any], context: Context) -> tuple[Block, ...]:
    """One section's words; nothing where nothing was said."""
    value = content.get(section.key) or {}
    lines = read_lines(section, content, context)
    said = [line for line in lines if line.text.strip() and line.type != "week"]
    if section.kind == "promise":
        return (Bullets(tuple(line.text for line in said)),) if said else ()
    if section.kind in ASKED_AND_ANSWERED and said:
        rows = tuple((line.label, line.text) for line in said)
        widths = "long" if section.kind == "ethics" else ""
        return (Table((_("Asked"), _("Answered")), rows, widths=widths),)
    if section.kind == "weeks":
        return (*_weeks(value, context), *_asked(said))
    if section.kind == "grid":
        cells = [line for line in lines if line.path.startswith("cell-")]
        rest = [line for line in said if not line.path.startswith("cell-")]
        return (*_grid(section, cells), *_asked(rest))
    return tuple(_asked(said))


def sections(
    form: list[Section], content: Mapping[str, Any], context: Context, reads: frozenset[str]
) -> list[Labelled]:
    """The sections among these that are read and say something, in the template's order."""
    found = [(s, blocks_of(s, content, context)) for s in form if s.key in reads]
    return [Labelled(s.short, blocks, wide=s.kind == "weeks") for s, blocks in found if blocks]
