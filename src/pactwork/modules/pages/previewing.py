"""A draft as a student and as a workplace would meet it: nothing on these pages can be sent."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from pactwork.ground.chips import Chip
from pactwork.modules.pages.brief import page_of
from pactwork.modules.queries.brief import Brief
from pactwork.modules.rules.due import dates_of
from pactwork.modules.rules.previewing import needs_yes_of, read_by
from pactwork.modules.rules.specification import Party, Section, Specification, Template
from pactwork.modules.words_of_dates import due_at
from pactwork.modules.words_of_needs import needed_of


def as_student(brief: Brief) -> dict[str, Any]:
    """The brief, and the sections of the contract with whose yes each needs."""
    own, spec = brief.variants[0], brief.spec
    template = spec.templates[own.template]
    codes = [Chip(v.code, _asked(code=v.code), v == own) for v in spec.variants]
    groups = [
        Chip(g.title, _asked(code=own.code, group=g.key), g == brief.group)
        for g in spec.calendar.groups
    ]
    context = {**page_of(brief), "groups": groups, "under": codes if len(codes) > 1 else []}
    return {**context, "template": template, "sections": _sections(template)}


def _asked(**said: str) -> str:
    return f"?{urlencode(said)}"


def _sections(template: Template) -> list[tuple[Section, list[str]]]:
    """Each with the names of the yeses that its words need."""
    titles = {party.key: party.title for party in template.parties}
    return [
        (section, [needed_of(titles[need.party], need) for need in section.yes])
        for section in template.sections
    ]


@dataclass(frozen=True)
class Asked:
    """One party that is asked by link, in one template."""

    name: str  # of the chip's address
    party: Party
    template: Template


def asked(spec: Specification) -> list[Asked]:
    return [
        Asked(f"{key}.{party.key}", party, template)
        for key, template in spec.templates.items()
        for party in template.parties
        if party.by == "link"
    ]


def as_workplace(spec: Specification, chosen: str) -> dict[str, Any]:
    """What they would read, and which of it their yes is for; nobody, where nobody is asked by link."""
    known = asked(spec)
    one = next((a for a in known if a.name == chosen), known[0] if known else None)
    if one is None:
        return {"asked": None}
    chips = [
        Chip(f"{a.party.title}, {a.template.calls_it}", f"?party={a.name}", a == one) for a in known
    ]
    sections = [(s, needs_yes_of(s, one.party)) for s in read_by(one.template, one.party)]
    context = {"asked": one, "chips": chips if len(chips) > 1 else [], "sections": sections}
    return {**context, "owes": list(_owed_by(spec, one))}


def _owed_by(spec: Specification, one: Asked) -> Iterator[tuple[str, str, str]]:
    """What they are to send under any code with this form: its title, when, and what it is."""
    under = [v for v in spec.variants if spec.templates[v.template] == one.template]
    owed = {piece.key for variant in under for piece in spec.pieces(variant)}
    dates, plan = dates_of(spec), one.party.calls_it
    for piece in spec.assessment:
        if piece.key in owed and piece.whose == one.party.key:
            yield piece.title, due_at(dates.hand_in(piece), plan), piece.about or ""
