"""Whether a contract template fits together: parties, yeses, conditions, readers. Pure."""

from collections.abc import Iterator, Mapping, Sequence

from pactwork.modules.rules.circles import in_circles
from pactwork.modules.rules.faults import Fault, Path, listed, repeated, unknown
from pactwork.modules.rules.kinds_of_answer import DECIDING, WRITTEN
from pactwork.modules.rules.section_faults import section_faults
from pactwork.modules.rules.specification import ROLES, Section, Template, When

OWN_NAMES = {
    "advocate": "link",
    **{r: r for r in ROLES if r not in ("student", "peer", "examiner")},
}


def template_faults(path: Path, template: Template, requirements: Sequence[str]) -> Iterator[Fault]:
    yield from _parties(path, template)
    yield from _order(path, template)
    yield from repeated((*path, "sections"), (s.key for s in template.sections))
    yield from _title(path, template)
    parties, sections = [p.key for p in template.parties], {s.key: s for s in template.sections}
    circled = in_circles({s.key: [s.when.section] for s in template.sections if s.when})
    for n, section in enumerate(template.sections):
        here = (*path, "sections", n)
        yield from section_faults(here, section, parties)
        yield from _needs(here, section, parties, sections)
        if section.when is not None:
            yield from _when((*here, "when"), section.when, sections)
        if section.key in circled:  # it waits, over whichever others, for its own answers
            yield Fault((*here, "when"), "when_circle", {"key": section.key})
        if section.requirement is not None and section.requirement not in requirements:
            yield unknown((*here, "requirement"), section.requirement, requirements, "requirement")
    yield from _yeses(path, template)


def _parties(path: Path, template: Template) -> Iterator[Fault]:
    yield from repeated((*path, "parties"), (p.key for p in template.parties))
    for n, party in enumerate(template.parties):
        here = (*path, "parties", n)
        if party.key in ROLES and OWN_NAMES.get(party.key) != party.by:
            yield Fault((*here, "key"), "party_is_role", {"key": party.key, "roles": listed(ROLES)})
        if party.by == "ethics_reviewer" and party.waivable:
            yield Fault(here, "ethics_waivable")


def _order(path: Path, template: Template) -> Iterator[Fault]:
    keys = [p.key for p in template.parties]
    circled = in_circles({p.key: p.after for p in template.parties})
    for n, party in enumerate(template.parties):
        for m, name in enumerate(party.after):
            if name not in keys:
                yield unknown((*path, "parties", n, "after", m), name, keys, "party")
        if party.key in circled:
            yield Fault((*path, "parties", n, "after"), "after_circle", {"key": party.key})


def _title(path: Path, template: Template) -> Iterator[Fault]:
    if template.title_prompt is None:
        return
    section_key, _, prompt_key = template.title_prompt.partition(".")
    section = template.section(section_key)
    fits = section is not None and section.kind in ("prose", "card")
    prompts = section.prompts if section is not None and fits else []
    if not any(p.key == prompt_key and p.type in WRITTEN for p in prompts):
        yield Fault((*path, "title_prompt"), "title_prompt", {"name": template.title_prompt})


def _needs(
    path: Path, section: Section, parties: Sequence[str], sections: Mapping[str, Section]
) -> Iterator[Fault]:
    for n, need in enumerate(section.yes):
        here = (*path, "yes", n)
        if need.party not in parties:
            yield unknown((*here, "party"), need.party, parties, "party")
        if need.when is not None:
            yield from _when((*here, "when"), need.when, sections)


def _when(path: Path, when: When, sections: Mapping[str, Section]) -> Iterator[Fault]:
    section = sections.get(when.section)
    if section is None:
        yield unknown((*path, "section"), when.section, [*sections], "section")
        return
    if when.raised:
        if section.kind != "ethics":
            yield Fault((*path, "section"), "not_ethics", {"name": when.section})
        return
    asked = [p for p in (*section.prompts, *section.questions) if p.type in DECIDING]
    prompt = next((p for p in asked if p.key == when.prompt), None)
    if prompt is None:
        yield unknown((*path, "prompt"), when.prompt, [p.key for p in asked], "condition")
        return
    options = dict.fromkeys(prompt.options or ["yes", "no"])
    for n, option in enumerate(when.one_of):
        if option not in options:
            yield unknown((*path, "one_of", n), option, options, "option")


def _yeses(path: Path, template: Template) -> Iterator[Fault]:
    needed = {need.party for section in template.sections for need in section.yes}
    if not needed:
        yield Fault((*path, "sections"), "nobodys_yes")
        return
    for n, party in enumerate(template.parties):
        if party.key not in needed:
            yield Fault((*path, "parties", n), "party_unused", {"key": party.key})
