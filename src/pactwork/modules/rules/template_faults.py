"""Whether a contract template fits together: parties, yeses, conditions, readers. Pure."""

from collections.abc import Iterator, Sequence

from pactwork.modules.rules.faults import Fault, Path, listed, repeated, unknown
from pactwork.modules.rules.section_faults import section_faults
from pactwork.modules.rules.specification import ROLES, Party, Section, Template, When

OWN_NAMES = {
    "advocate": "link",
    **{r: r for r in ROLES if r not in ("student", "peer", "examiner")},
}
CONDITIONAL = ("choice", "choices", "yesno")


def template_faults(path: Path, template: Template, requirements: Sequence[str]) -> Iterator[Fault]:
    yield from _parties(path, template)
    yield from _order(path, template)
    yield from repeated((*path, "sections"), (s.key for s in template.sections))
    yield from _title(path, template)
    for n, section in enumerate(template.sections):
        here = (*path, "sections", n)
        yield from section_faults(here, section, [p.key for p in template.parties])
        yield from _needs(here, template, n)
        yield from _shown_when(here, template, section)
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
    for n, party in enumerate(template.parties):
        for m, name in enumerate(party.after):
            if name not in keys:
                yield unknown((*path, "parties", n, "after", m), name, keys, "party")
        if _waits_for_itself(party, template):
            yield Fault((*path, "parties", n, "after"), "after_circle", {"key": party.key})


def _waits_for_itself(party: Party, template: Template) -> bool:
    reached: set[str] = set()
    waiting = list(party.after)
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            found = template.party(name)
            waiting += found.after if found else []
    return party.key in reached


def _title(path: Path, template: Template) -> Iterator[Fault]:
    if template.title_prompt is None:
        return
    section_key, _, prompt_key = template.title_prompt.partition(".")
    section = template.section(section_key)
    fits = section is not None and section.kind in ("prose", "card")
    prompts = section.prompts if section is not None and fits else []
    if not any(p.key == prompt_key and p.type in ("line", "text") for p in prompts):
        yield Fault((*path, "title_prompt"), "title_prompt", {"name": template.title_prompt})


def _needs(path: Path, template: Template, position: int) -> Iterator[Fault]:
    keys = [p.key for p in template.parties]
    for n, need in enumerate(template.sections[position].yes):
        here = (*path, "yes", n)
        if need.party not in keys:
            yield unknown((*here, "party"), need.party, keys, "party")
        if need.when is not None:
            yield from _when((*here, "when"), template, need.when)


def _shown_when(path: Path, template: Template, section: Section) -> Iterator[Fault]:
    """A section cannot wait, over whichever others, for its own answers."""
    if section.when is None:
        return
    yield from _when((*path, "when"), template, section.when)
    reached: set[str] = set()
    there: Section | None = section
    while there is not None and there.when is not None and there.key not in reached:
        reached.add(there.key)
        if there.when.section == section.key:
            yield Fault((*path, "when"), "when_circle", {"key": section.key})
            return
        there = template.section(there.when.section)


def _when(path: Path, template: Template, when: When) -> Iterator[Fault]:
    section = template.section(when.section)
    if section is None:
        known = [s.key for s in template.sections]
        yield unknown((*path, "section"), when.section, known, "section")
        return
    if when.raised:
        if section.kind != "ethics":
            yield Fault((*path, "section"), "not_ethics", {"name": when.section})
        return
    asked = [p for p in (*section.prompts, *section.questions) if p.type in CONDITIONAL]
    prompt = next((p for p in asked if p.key == when.prompt), None)
    if prompt is None:
        yield unknown((*path, "prompt"), when.prompt, [p.key for p in asked], "condition")
        return
    options = prompt.options or ["yes", "no"]
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
