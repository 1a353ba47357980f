"""What the page of one step needs, and what the overview needs when every step has been written."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pactwork.contracts.dossier import Dossier, text_of
from pactwork.contracts.models import Answer, Point, Text
from pactwork.contracts.queries.reading import read_lines, section_read
from pactwork.contracts.rules.kinds import Line
from pactwork.contracts.rules.merging import as_form, written
from pactwork.contracts.rules.section_words import fields
from pactwork.ground.addresses import address
from pactwork.ground.refusal import Refusal
from pactwork.modules.queries import specification
from pactwork.modules.rules.specification import Party, Requirement, Section
from pactwork.workspace.forms.sections import Said, marks_of, together, with_merged
from pactwork.workspace.pages.kind_fields import pieces
from pactwork.workspace.pages.pace import pace
from pactwork.workspace.pages.questions import Question, next_question, questions
from pactwork.workspace.pages.steps import (
    after,
    hill,
    left_in_short,
    left_in_words,
    rail,
    steps,
    to_share,
)


@dataclass(frozen=True)
class Look:
    """How somebody wants to see a step: where it opens, with one more row, with minutes or without."""

    at: str = ""
    more: bool = False
    timed: bool = True
    exemplars: bool = False  # asked for before an own attempt


@dataclass(frozen=True)
class OpenPoint:
    """A point of an answer that is about this section and not yet settled."""

    point: Point
    answer: Answer
    party: Party | None


@dataclass(frozen=True)
class Clash:
    """Two versions of one answer: what was typed here, and what was saved somewhere else."""

    name: str  # of its field, or of its line where it is not known what the page was opened over
    label: str
    mine: str
    theirs: str


def back_from(dossier: Dossier, section: Section, found: list[Question], at: str) -> str:
    """The address of the question before the open one, or of the step before; nothing at the start."""
    here = address("contracts:step", dossier.contract.ref, section.key)
    anchors = [q.anchor for q in found if not q.piece]
    if at in anchors[1:]:
        before = anchors[anchors.index(at) - 1]
        return f"{here}?q={before}#q-{before}"
    sections = dossier.writing.sections
    place = sections.index(section) if section in sections else 0
    if not place:
        return ""
    return address("contracts:step", dossier.contract.ref, sections[place - 1].key)


def open_points(dossier: Dossier, key: str) -> list[OpenPoint]:
    return [
        OpenPoint(point, answer, dossier.template.party(dossier.seat(answer.seat_id).party))
        for answer in dossier.answers
        for point in answer.points.all()
        if point.section == key and point.open
    ]


def requirement(dossier: Dossier, section: Section) -> Requirement | None:
    """What the module asks of this section, if the section names it: fixed, or the student's own."""
    spec = specification(dossier.contract.run)
    return next((r for r in spec.requirements if r.key == section.requirement), None)


def met(
    dossier: Dossier, section: Section, said: Said, text: Text | None
) -> tuple[Said, list[Clash]]:
    """What was typed, with what was saved elsewhere in fields left alone; and what both changed."""
    theirs = text.value if text else {}
    merged = together(said, theirs) if said.was is not None else None
    if merged is None:
        return said, clashes(dossier, section, said.value)
    both = with_merged(section, said, merged, dossier.context)
    rows = clashes(dossier, section, both.value)
    asked = {row.name: row for row in rows if row.name in merged.asked}
    own, other = as_form(fields(both.value)), as_form(fields(theirs))
    labels = {row.name.rpartition("-")[0]: row.label for row in rows}
    return both, [
        asked.get(name)
        or Clash(
            name,
            labels.get(name.rpartition("-")[0], ""),
            ", ".join(own.get(name, [])),
            ", ".join(other.get(name, [])),
        )
        for name in merged.asked
    ]


def clashes(dossier: Dossier, section: Section, mine: Mapping[str, Any]) -> list[Clash]:
    """Where the words typed here differ from the words saved somewhere else."""
    theirs = {
        line.path: line for line in _lines(dossier, section, dossier.working.get(section.key))
    }
    own = {line.path: line for line in _lines(dossier, section, mine)}
    paths = [*own, *(p for p in theirs if p not in own)]
    rows = [
        Clash(
            p,
            (own.get(p) or theirs[p]).label,
            own[p].text if p in own else "",
            theirs[p].text if p in theirs else "",
        )
        for p in paths
    ]
    return [row for row in rows if row.mine != row.theirs]


def _was(said: Said | None, text: Text | None) -> str:
    """Marks of the words that a form stands over; nothing where it came without."""
    if said is not None and said.was is not None:
        return written(said.was)
    return marks_of(text.value if text else {})


def _lines(dossier: Dossier, section: Section, value: Mapping[str, Any] | None) -> list[Line]:
    return read_lines(section, {section.key: value or {}}, dossier.context)


def step_questions(
    dossier: Dossier, section: Section, look: Look, said: Said | None = None
) -> list[Question]:
    value = said.value if said else dossier.working.get(section.key) or {}
    return questions(
        section,
        value,
        dossier.context,
        problems=said.problems if said else {},
        at=said.at if said else look.at,
        more=look.more or bool(said and said.then == "more"),
    )


def frame(dossier: Dossier, current: str, look: Look) -> dict[str, Any]:
    """The strip and the rail, beside any page of the workspace."""
    found = steps(dossier)
    return {
        "pace": pace(dossier),
        "rail": rail(dossier, current, look.timed),
        "hill": hill(dossier),
        "left": left_in_words(found, look.timed),
        "left_short": left_in_short(found),
        "timed": look.timed,
        "to_share": to_share(dossier),
        "steps": found,
    }


def step_page(
    dossier: Dossier,
    section: Section,
    look: Look,
    *,
    said: Said | None = None,
    refusal: Refusal | None = None,
) -> dict[str, Any]:
    """The context of a step. ``said`` are typed words that could not be kept, and why not."""
    text = text_of(dossier, section.key)
    clash = None
    if said and refusal is not None and refusal.code == "text_clash":
        said, clash = met(dossier, section, said, text)
    found = step_questions(dossier, section, look, said)
    opened = next((q for q in found if q.state == "open" and not q.piece), None)
    return frame(dossier, section.key, look) | {
        "section": section,
        "step": next(s for s in steps(dossier) if s.section is section),
        "questions": found,
        "opened": opened,
        "place": found.index(opened) + 1 if opened else 0,
        "following": next_question(found, opened.anchor) if opened else None,
        "back": back_from(dossier, section, found, opened.anchor if opened else ""),
        "next_step": after(dossier, section),
        "text": text,
        # What came back is still over the words it was typed over; but both are shown by now.
        "version": said.version if said and clash is None else text.version if text else 0,
        "was": _was(said if clash is None else None, text),
        "value": said.value if said else dossier.working.get(section.key) or {},
        "problems": said.problems if said else {},
        "requirement": requirement(dossier, section),
        "asked_now": look.exemplars,
        "revealed": look.exemplars or bool(text and text.attempted),
        "points": open_points(dossier, section.key),
        "written": section_read(section, dossier.working, dossier.context),
        "refusal": refusal,
        "clash": clash,
        **pieces(dossier, section, said),
    }
