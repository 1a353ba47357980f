"""What a module has, so that nothing is said of what it lacks. Pure."""

from collections.abc import Iterable
from dataclasses import astuple, dataclass

from pactwork.modules.rules.specification import Specification, Template


@dataclass(frozen=True)
class Has:
    """``links``: somebody outside the university is asked by mail; ``sets``: peers read key parts."""

    links: bool = False
    sets: bool = False
    hours: bool = False
    ethics: bool = False

    def __or__(self, other: "Has") -> "Has":
        return Has(*(a or b for a, b in zip(astuple(self), astuple(other), strict=True)))


ALL = Has(links=True, sets=True, hours=True, ethics=True)


def in_template(template: Template, hours: bool) -> Has:
    """``hours``: whether the module names any; they are planned where a section plans them."""
    kinds = {section.kind for section in template.sections}
    return Has(
        links=any(party.by == "link" for party in template.parties),
        sets=any(section.key_element for section in template.sections),
        hours=hours and "weeks" in kinds,
        ethics="ethics" in kinds,
    )


def in_module(spec: Specification) -> Has:
    """What any of its contracts has."""
    used = {variant.template for variant in spec.variants}
    forms = (form for key, form in spec.templates.items() if key in used)
    return in_any(in_template(form, bool(spec.hours)) for form in forms)


def in_any(found: Iterable[Has]) -> Has:
    whole = Has()
    for one in found:
        whole |= one
    return whole
