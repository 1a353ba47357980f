"""Whether a whole module file fits together: what no single entry can know. Pure."""

from collections.abc import Iterator

from pactwork.modules.rules.faults import Fault, repeated, unknown
from pactwork.modules.rules.specification import Specification
from pactwork.modules.rules.template_faults import template_faults

LONGEST_VACATION = 26 * 7  # days


def faults(spec: Specification) -> list[Fault]:
    """Everything that does not fit, in the order of the file's own parts; empty when it does."""
    return [
        *_hours(spec),
        *_variants(spec),
        *_keys(spec),
        *_calendar(spec),
        *_assessment(spec),
        *_templates(spec),
    ]


def _hours(spec: Specification) -> Iterator[Fault]:
    total, needed = sum(h.hours for h in spec.hours), spec.credits * 10
    if total != needed:
        params: dict[str, object] = {"sum": total, "credits": spec.credits, "needed": needed}
        yield Fault(("hours",), "hours_sum", params)
    for n, kind in enumerate(spec.hours):
        least, most = kind.bounds
        if least > kind.hours:
            yield Fault(("hours", n, "least"), "hours_least", {"least": least, "hours": kind.hours})
        if most < kind.hours:
            yield Fault(("hours", n, "most"), "hours_most", {"most": most, "hours": kind.hours})


def _variants(spec: Specification) -> Iterator[Fault]:
    pieces = [c.key for c in spec.assessment]
    for n, variant in enumerate(spec.variants):
        path = ("variants", n)
        for name in variant.weights:
            if name not in pieces:
                yield unknown((*path, "weights", name), name, pieces, "component")
        total = sum(variant.weights.values())
        if total != 100:
            yield Fault((*path, "weights"), "weights_sum", {"sum": total})
        if variant.template not in spec.templates:
            yield unknown((*path, "template"), variant.template, spec.templates, "template")
        yield from repeated((*path, "outcomes"), (o.key for o in variant.outcomes))


def _keys(spec: Specification) -> Iterator[Fault]:
    yield from repeated(("variants",), (v.code for v in spec.variants), "code")
    yield from repeated(("hours",), (h.key for h in spec.hours))
    yield from repeated(("brief",), (b.key for b in spec.brief))
    yield from repeated(("requirements",), (r.key for r in spec.requirements))
    yield from repeated(("assessment",), (c.key for c in spec.assessment))
    yield from repeated(("weeks",), (t.week for t in spec.weeks), "week")


def _calendar(spec: Specification) -> Iterator[Fault]:
    last_week = spec.calendar.weeks
    for n, theme in enumerate(spec.weeks):
        if theme.week > last_week:
            params: dict[str, object] = {"week": theme.week, "weeks": last_week}
            yield Fault(("weeks", n, "week"), "week_beyond", params)
    for n, span in enumerate(spec.calendar.vacations):
        path = ("calendar", "vacations", n, "last")
        if span.last < span.first:
            yield Fault(path, "vacation_backwards", {"first": span.first, "last": span.last})
        elif (span.last - span.first).days > LONGEST_VACATION:
            yield Fault(path, "vacation_long", {"first": span.first, "last": span.last})
    yield from repeated(("calendar", "groups"), (g.key for g in spec.calendar.groups))


def _assessment(spec: Specification) -> Iterator[Fault]:
    last_week = spec.calendar.weeks
    weighed = {name for variant in spec.variants for name in variant.weights}
    for n, component in enumerate(spec.assessment):
        if component.week > last_week:
            params: dict[str, object] = {"week": component.week, "weeks": last_week}
            yield Fault(("assessment", n, "week"), "week_beyond", params)
        if component.key not in weighed:
            yield Fault(("assessment", n, "key"), "component_unused", {"key": component.key})
        yield from repeated(("assessment", n, "formats"), (f.key for f in component.formats))


def _templates(spec: Specification) -> Iterator[Fault]:
    used = {v.template for v in spec.variants}
    for key, template in spec.templates.items():
        path = ("templates", key)
        if key not in used:
            yield Fault(path, "template_unused", {"key": key})
        yield from template_faults(path, template, [r.key for r in spec.requirements])
        yield from _clashes(spec, key)


def _clashes(spec: Specification, key: str) -> Iterator[Fault]:
    """Prompts whose answers would lie under the same name as a component's or an outcome's."""
    taken = {
        "choice": {c.key for c in spec.assessment},
        "outcomes": {o.key for v in spec.variants if v.template == key for o in v.outcomes},
    }
    for s, section in enumerate(spec.templates[key].sections):
        for n, prompt in enumerate(section.prompts):
            if prompt.key in taken.get(section.kind, ()):
                path = ("templates", key, "sections", s, "prompts", n, "key")
                yield Fault(path, "repeated", {"key": prompt.key})
