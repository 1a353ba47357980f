"""What in a module file can be meant and seldom is: pointed out, never refused. Pure."""

from collections.abc import Iterator

from pactwork.modules.rules.damage import at_risk
from pactwork.modules.rules.date_warnings import date_warnings
from pactwork.modules.rules.faults import Fault, Path
from pactwork.modules.rules.previewing import reads
from pactwork.modules.rules.specification import Section, Specification, Template
from pactwork.modules.rules.workload import workload


def warnings(spec: Specification) -> list[Fault]:
    """Dates for every group, in the order of the file, then a language that pages do not have, then codes
    that a spreadsheet would take for something else, then what contracts are asked in vain."""
    found = list(date_warnings(spec))
    if not spec.language.lower().startswith("en"):
        found.append(
            Fault(("language",), "language_ours", {"group": "", "language": spec.language})
        )
    for n, variant in enumerate(spec.variants):
        if at_risk(variant.code):
            path = ("variants", n, "code")
            found.append(Fault(path, "code_at_risk", {"group": "", "code": variant.code}))
    for key, template in spec.templates.items():
        found += _in_vain(spec, key, template)
    return found


def _in_vain(spec: Specification, key: str, template: Template) -> Iterator[Fault]:
    """What a contract asks and nobody acts on, or would need and never asks."""
    path = ("templates", key, "sections")
    params: dict[str, object] = {"group": "", "template": key}
    planned = any(section.kind == "weeks" for section in template.sections)
    if spec.hours and not planned:
        yield Fault(path, "hours_unplanned", params)
    if planned and not spec.hours:
        yield Fault(path, "weeks_without_hours", params)
    if any(section.kind == "choice" for section in template.sections) and not spec.assessment:
        yield Fault(path, "choice_without_pieces", params)
    if _names_sets(spec) and not any(s.key_element for s in template.sections):
        yield Fault(path, "set_reads_nothing", params)
    raised = {n.when.section for s in template.sections for n in s.yes if n.when and n.when.raised}
    for n, section in enumerate(template.sections):
        if section.yes and all(need.at == "first" for need in section.yes):
            yield Fault((*path, n), "changed_alone", {**params, "title": section.short})
        if any(one.fact == "student_number" for one in section.facts):
            yield from _number_shown((*path, n), template, section, params)
        if section.kind == "ethics" and section.key not in raised:
            yield Fault((*path, n), "ethics_unread", {**params, "title": section.short})
    sizes = [workload(spec, v).credits for v in spec.variants if v.template == key]
    asked = any(p.type == "credits" for s in template.sections for p in s.prompts)
    if any(size and size[0] != size[1] for size in sizes) and not asked:
        yield Fault(path, "credits_unasked", params)


def _names_sets(spec: Specification) -> bool:
    """Whether the file says anything of learning sets: how they review, or what they are called."""
    named = spec.words and (spec.words.learning_set or spec.words.peer)
    return "reviews" in spec.model_fields_set or bool(named)


def _number_shown(
    path: Path, template: Template, section: Section, params: dict[str, object]
) -> Iterator[Fault]:
    """To whoever looks after no student: the learning set, and each party that is asked by link."""
    params = {**params, "title": section.short}
    if section.key_element:
        yield Fault(path, "number_shown", params)
    for party in template.parties:
        if party.by == "link" and reads(section, party):
            yield Fault(path, "number_by_link", {**params, "party": party.person})
