"""The page of what one section asks: questions, rows of a table, promises, or facts that are printed."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from pactwork.modules.editing.fields import PLACE, Field, Group, Part, Rows
from pactwork.modules.editing.from_model import fields_of
from pactwork.modules.rules.dated import STUDENT
from pactwork.modules.rules.faults import Path
from pactwork.modules.rules.specification import Column, Promise, Prompt, Section, Template


def asked_part(key: str, n: int, section: Section, template: Template) -> Part:
    """What a section asks, as rows that come and go; and the parts that only its kind has."""
    here: Path = ("templates", key, "sections", n)
    title = _("%(section)s: what it asks") % {"section": section.short}
    own, groups = f"asks-{key}-{section.key}", partial(_questions, here, section, template)
    return Part(own, title, groups_later=groups, of=f"form-{key}", pinned=True, here=here)


def _questions(here: Path, section: Section, template: Template) -> tuple[Group, ...]:
    asked = *_prompts(here, section), *_grid(here, section), *_facts(here, section)
    return *asked, *_promises(here, section, template)


def _prompts(here: Path, section: Section) -> Iterator[Group]:
    sorts = {
        "prompts": section.kind not in ("promise", "facts"),
        "each": section.kind in ("goals", "people"),
        "questions": section.kind == "ethics",
    }
    labels = {"ask": _("Question"), "most": _("Most characters")}
    titles = {
        "prompts": _("Questions"),
        "each": _("What every row asks"),
        "questions": _("Questions to answer with yes or no"),
    }
    for name in (name for name, there in sorts.items() if there):
        yes_or_no = name == "questions"
        left_out = ("key", "type", "options") if yes_or_no else ("key",)
        columns = (*fields_of(Prompt, leave_out=left_out, labels=labels), _moved())
        fresh: dict[str, Any] = {"type": "yesno" if yes_or_no else "text"}
        fresh |= {"optional": False, "most": 6_000}
        rows = Rows((*here, name), titles[name], columns, keyed=True, fresh=fresh, spare=1)
        yield Group(rows.label, (rows,), _("To remove one, empty all its fields."))
    if section.kind in ("goals", "people"):
        yield Group(
            _("How many rows"),
            (
                Field((*here, "least"), _("At least"), "number"),
                Field((*here, "most"), _("At most"), "number"),
            ),
        )


def _moved() -> Field:
    return Field(PLACE, _("Move to place"), "number")


def _grid(here: Path, section: Section) -> Iterator[Group]:
    if section.kind != "grid":
        return
    yield Group(_("Rows"), (Field((*here, "rows"), _("Rows, one per line"), "lines"),))
    columns = Rows((*here, "columns"), _("Columns"), fields_of(Column), keyed=True)
    yield Group(columns.label, (columns,))


def _promises(here: Path, section: Section, template: Template) -> Iterator[Group]:
    if section.kind != "promise":
        return
    parties = [(party.key, party.title) for party in template.parties]
    promising = [(STUDENT, _("the student")), *parties]
    whose = Field((*here, "by"), _("Whose promises"), "choice", options=promising)
    labels = {"party": _("Whose answer the days are for")}
    columns = fields_of(Promise, options={"party": parties}, labels=labels)
    rows = Rows((*here, "items"), _("Promises"), columns, keyed=True)
    yield Group("", (whose,))
    yield Group(rows.label, (rows,))


def _facts(here: Path, section: Section) -> Iterator[Group]:
    if section.kind != "facts":
        return
    columns = (
        Field(("fact",), _("What is printed"), "choice", options=(("", ""), *_known().items())),
        Field(("title",), _("What the contract calls it")),
    )
    rows = Rows((*here, "facts"), _("Facts"), columns)
    yield Group(rows.label, (rows,), _("To remove one, empty both fields."))


def _known() -> dict[str, str]:
    return {
        "module": _("title of the module"),
        "code": _("code"),
        "level": _("level"),
        "run": _("name of the run"),
        "start": _("first day"),
        "end": _("last day"),
        "credits": _("credits"),
        "hours": _("hours"),
        "outcomes": _("learning outcomes"),
        "requirements": _("fixed requirements"),
        "assessment": _("what is submitted"),
        "student_number": _("the student’s number"),
        "employer": _("the student’s employer"),
    }
