"""Whether a whole module file fits together: what no single entry can know. Pure."""

from collections.abc import Iterator

from pactwork.modules.rules.dated_faults import dated_faults, own_date_faults, waits_for_agreement
from pactwork.modules.rules.entries import Amount, bounds
from pactwork.modules.rules.faults import Fault, Path, repeated, unknown
from pactwork.modules.rules.specification import Specification
from pactwork.modules.rules.template_faults import template_faults
from pactwork.modules.rules.workload import Workload, span, workload

LONGEST_VACATION = 26 * 7  # days
MOST_CREDITS = 360  # and hours of one


def faults(spec: Specification) -> Iterator[Fault]:
    """Everything that does not fit, in the order of the file's own parts; nothing when it does."""
    yield from _credits(spec)
    yield from _hours(spec)
    yield from _grading(spec)
    yield from _variants(spec)
    yield from _keys(spec)
    yield from _calendar(spec)
    yield from _assessment(spec)
    yield from _templates(spec)


def _hours(spec: Specification) -> Iterator[Fault]:
    total = sum(h.hours for h in spec.hours)
    for variant in spec.variants:
        size = workload(spec, variant)
        if size.credit is None or size.hours is None:
            continue
        low, high = size.hours
        least, most = (sum(h.bounds[side] for h in spec.hours) for side in (0, 1))
        # Codes of different sizes share the kinds; what one may plan has to reach each.
        fits = low <= total <= high or (_sizes_differ(spec) and low <= most and least <= high)
        if not fits:
            params: dict[str, object] = {"sum": total, **_size_params(size)}
            yield Fault(("hours",), "hours_sum", params)
            break
    for n, kind in enumerate(spec.hours):
        least, most = kind.bounds
        if least > kind.hours:
            yield Fault(("hours", n, "least"), "hours_least", {"least": least, "hours": kind.hours})
        if most < kind.hours:
            yield Fault(("hours", n, "most"), "hours_most", {"most": most, "hours": kind.hours})


def _sizes_differ(spec: Specification) -> bool:
    return len({str(v.credits) for v in spec.variants}) > 1


def _size_params(size: Workload) -> dict[str, object]:
    """Credits and the hours they come to, as a sentence says them."""
    return {"size": size.size, "needed": span(size.hours or (0, 0))}


def _credits(spec: Specification) -> Iterator[Fault]:
    own = [n for n, variant in enumerate(spec.variants) if variant.credits is not None]
    if spec.credit is None and (spec.credits is not None or own):
        path: Path = ("credits",) if spec.credits is not None else ("variants", own[0], "credits")
        yield Fault(path, "credit_unsaid")
    if spec.credit and spec.credits is None and len(own) < len(spec.variants):
        yield Fault(("credit",), "credit_unused")
    amounts: list[tuple[Path, Amount | None]] = [
        (("credits",), spec.credits),
        (("credit", "hours"), spec.credit.hours if spec.credit else None),
        *((("variants", n, "credits"), spec.variants[n].credits) for n in own),
    ]
    for path, amount in amounts:
        if amount is not None and not 0 <= bounds(amount)[0] <= bounds(amount)[1] <= MOST_CREDITS:
            yield Fault(path, "credits_range", {"most": MOST_CREDITS})
    if spec.credit and bounds(spec.credit.hours)[0] <= 0:
        yield Fault(("credit", "hours"), "credits_range", {"most": MOST_CREDITS})


def _grading(spec: Specification) -> Iterator[Fault]:
    grading = spec.grading
    if grading and grading.scheme == "letters" and len(grading.marks) < 2:
        yield Fault(("grading", "marks"), "marks_missing", {"scheme": grading.scheme})
    if grading and grading.scheme in ("percent", "none") and grading.marks:
        yield Fault(("grading", "marks"), "marks_unwanted", {"scheme": grading.scheme})


def _variants(spec: Specification) -> Iterator[Fault]:
    pieces = dict.fromkeys(c.key for c in spec.assessment)
    for n, variant in enumerate(spec.variants):
        path = ("variants", n)
        for name in variant.weights:
            if name not in pieces:
                yield unknown((*path, "weights", name), name, pieces, "component")
        total = sum(variant.weights.values())
        if variant.weights and total != 100:
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
    for n, away in enumerate(spec.calendar.vacations):
        path = ("calendar", "vacations", n, "last")
        if away.last < away.first:
            yield Fault(path, "vacation_backwards", {"first": away.first, "last": away.last})
        elif (away.last - away.first).days > LONGEST_VACATION:
            yield Fault(path, "vacation_long", {"first": away.first, "last": away.last})
    by = spec.calendar.contract_by
    if by and waits_for_agreement(by, spec):
        yield Fault(("calendar", "contract_by", "after"), "agreed_itself")
    yield from own_date_faults(spec.calendar)
    yield from repeated(("calendar", "groups"), (g.key for g in spec.calendar.groups))


def _assessment(spec: Specification) -> Iterator[Fault]:
    yield from dated_faults(spec)
    every = any(not variant.weights for variant in spec.variants)  # is asked, under this code
    asked = {key for variant in spec.variants for key in variant.weights}
    for n, component in enumerate(spec.assessment):
        if component.of_student and not every and component.key not in asked:
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
