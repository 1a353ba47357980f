"""Pages of a contract's form: its parties, its sections, who reads each, and whose yes it needs."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from pactwork.modules.editing.asking import asked_part
from pactwork.modules.editing.conditions import conditions_of, conditions_of_needs
from pactwork.modules.editing.fields import PLACE, Field, Group, Part, Rows
from pactwork.modules.editing.from_model import fields_of
from pactwork.modules.rules.dated import STUDENT
from pactwork.modules.rules.faults import Path
from pactwork.modules.rules.kinds_of_answer import WRITTEN
from pactwork.modules.rules.specification import (
    ROLES,
    Party,
    Requirement,
    Section,
    Template,
)
from pactwork.modules.words_of_needs import moments_of_yes

YES_OF = ("yes_of",)  # of a new party: the section whose words it agrees to
READERS = {
    "student": _l("the student"),
    "peer": _l("the learning set"),
    "facilitator": _l("facilitators"),
    "advocate": _l("the person who answers by email"),
    "module_leader": _l("module leaders"),
    "ethics_reviewer": _l("ethics reviewers"),
    "placement_officer": _l("placement officers"),
    "examiner": _l("external examiners"),
}


def form_parts(key: str, template: Template, requirements: Sequence[Requirement]) -> list[Part]:
    found = [_named(key, template), _parties(key, template), _sections(key, template)]
    for n, section in enumerate(template.sections):
        found.append(_reading(key, n, section, template, requirements))
        found.append(asked_part(key, n, section, template))
    return found


def _of(key: str) -> str:
    return f"form-{key}"


def _named(key: str, template: Template) -> Part:
    here: Path = ("templates", key)
    titled = [
        (f"{section.key}.{prompt.key}", f"{section.short}: {prompt.ask}")
        for section in template.sections
        if section.kind in ("prose", "card")
        for prompt in section.prompts
        if prompt.type in WRITTEN
    ]
    labels = {"calls_it": _("What it is called"), "title_prompt": _("Answer that titles it")}
    own = fields_of(Template, here, options={"title_prompt": titled}, labels=labels)
    return Part(f"form-{key}", _("Name of the contract"), groups=(Group("", own),), of=_of(key))


def _parties(key: str, template: Template) -> Part:
    known = [(party.key, party.title) for party in template.parties]
    sections = [(section.key, section.short) for section in template.sections]
    labels = {"title": _("Name of the yes")}
    columns = (
        *fields_of(Party, leave_out=("key", "after"), labels=labels),
        Field(("after",), _("Asked only after the yes of"), "ticks", options=known),
        Field(
            YES_OF,
            _("Section that needs this yes"),
            "choice",
            options=(("", ""), *sections),
            new_only=True,
        ),
    )
    hint = _("To remove a party, clear all its fields. No section will then need its yes.")
    here: Path = ("templates", key, "parties")
    rows = Rows(here, _("Parties"), columns, hint, keyed=True, spare=1)
    follows = partial(_parties_follow, key)
    title = _("Who says yes")
    group = Group("", (rows,), hint)
    return Part(f"parties-{key}", title, groups=(group,), of=_of(key), pinned=True, follows=follows)


def _parties_follow(key: str, before: Any, made: Any) -> None:
    """Whoever is gone agrees to nothing, reads nothing and is waited for by nobody; whoever is new is
    asked for what was said."""
    form = made["templates"][key]
    for party in form["parties"]:
        wanted = party.pop(YES_OF[0], None)
        for section in form["sections"]:
            if wanted == section["key"]:
                section["yes"] = [*section["yes"], {"party": party.get("key"), "when": None}]
    now = [party.get("key") for party in form["parties"]]
    gone = {party["key"] for party in before["templates"][key]["parties"]} - set(now)
    for party in form["parties"]:
        if party.get("after"):
            party["after"] = [name for name in party["after"] if name not in gone]
    for section in form["sections"]:
        section["yes"] = [need for need in section["yes"] if need["party"] not in gone]
        if section["readers"] is not None:
            section["readers"] = [name for name in section["readers"] if name not in gone]


def _sections(key: str, template: Template) -> Part:
    here: Path = ("templates", key, "sections")
    columns = (
        Field(("title",), _("Main question")),
        Field(("short",), _("Short name")),
        Field(("group",), _("Heading it stands under")),
        Field(("kind",), _("Kind"), "choice", options=(("", ""), *_kinds()), new_only=True),
        Field(PLACE, _("Move to place"), "number"),
    )
    hint = _(
        "To remove one, empty all its fields. A new one gets its own pages, where you say what it asks."
    )
    fresh: dict[str, Any] = {
        "short": "",
        "group": "Work it out",
        "kind": "prose",
        "yes": [],
        "readers": None,
    }
    rows = Rows(here, _("Sections"), columns, hint, keyed=True, fresh=fresh)
    title = _("Sections and their order")
    group, follows = Group("", (rows,), hint), partial(_sections_follow, key)
    own = f"sections-{key}"
    return Part(own, title, groups=(group,), of=_of(key), pinned=True, follows=follows)


def _kinds() -> list[tuple[str, str]]:
    return [
        ("prose", _("text: questions answered in words")),
        ("card", _("card: short answers on one card")),
        ("goals", _("goals: rows of what to reach")),
        ("people", _("people: rows of who helps")),
        ("outcomes", _("outcomes: how each is met")),
        ("weeks", _("weeks: hours planned by week")),
        ("ethics", _("ethics: yes or no, a yes raises it")),
        ("grid", _("grid: a table to fill in")),
        ("choice", _("choice: the format of each submission")),
        ("promise", _("promise: what someone undertakes")),
        ("facts", _("facts: what the contract prints of the module and the student")),
    ]


def _sections_follow(key: str, _before: Any, made: Any) -> None:
    """A new section has what its kind cannot do without, to be changed on its own pages."""
    for section in made["templates"][key]["sections"]:
        if set(section) >= {"prompts", "each"}:
            continue
        ask = {"key": "answer", "ask": section.get("title"), "type": "text"}
        kind = section.get("kind")
        if kind in ("prose", "card"):
            section["prompts"] = [ask]
        elif kind in ("goals", "people"):
            section["each"] = [ask]
        elif kind == "ethics":
            section["questions"] = [{**ask, "type": "yesno"}]
        elif kind == "grid":
            section["rows"] = [section.get("title")]
            section["columns"] = [{"key": "answer", "title": section.get("short")}]
        elif kind == "promise":
            section["by"] = STUDENT
            section["items"] = [{"key": "promise", "text": section.get("title")}]
        elif kind == "facts":
            section["facts"] = ["module", "code", "run"]


def _reading(
    key: str, n: int, section: Section, template: Template, requirements: Sequence[Requirement]
) -> Part:
    """Who reads one section, whose yes it needs and when, and what it answers."""
    here: Path = ("templates", key, "sections", n)
    title = _("%(section)s: readers and yeses") % {"section": section.short}
    return Part(
        f"readers-{key}-{section.key}",
        title,
        groups_later=partial(_readers, here, section, template, requirements),
        of=_of(key),
        pinned=True,
        here=here,
        follows=partial(_usual_readers, here),
    )


def _readers(
    here: Path, section: Section, template: Template, requirements: Sequence[Requirement]
) -> tuple[Group, ...]:
    parties = [(party.key, party.title) for party in template.parties]
    readers = {**{role: str(READERS[role]) for role in ROLES}, **dict(parties)}
    answers = [(one.key, one.text) for one in requirements]
    usual = _("None ticked: the usual readers, and those whose yes it needs.")
    own = (
        *(f for f in fields_of(Section, here) if f.path[-1] in ("key_element", "group")),
        Field((*here, "readers"), _("Who reads it"), "ticks", usual, tuple(readers.items())),
        Field(
            (*here, "when"), _("When it is shown"), "data", options=conditions_of(section, template)
        ),
        Field((*here, "minutes", 0), _("Minutes, from"), "number"),
        Field((*here, "minutes", 1), _("Minutes, to"), "number"),
        Field(
            (*here, "requirement"),
            _("Requirement it answers"),
            "choice",
            options=(("", ""), *answers),
        ),
    )
    columns = (
        Field(("party",), _("Party"), "choice", options=(("", ""), *parties)),
        Field(("when",), _("When"), "data", options=conditions_of_needs(section, template)),
        Field(("at",), _("Needed for"), "choice", options=tuple(moments_of_yes().items())),
    )
    rows = Rows((*here, "yes"), _("Whose yes it needs"), columns)
    return Group("", own), Group(rows.label, (rows,), _("To remove one, choose no party."))


def _usual_readers(here: Path, _before: Any, made: Any) -> None:
    """Nobody ticked is not nobody, but whoever usually reads."""
    section = made["templates"][here[1]]["sections"][here[3]]
    section["readers"] = section["readers"] or None
    section["yes"] = [need for need in section["yes"] if need.get("party")]
