"""The facts that a contract may print: of a module, for one code and calendar, and of its student. Pure."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pactwork.modules.rules.calendar import Week
from pactwork.modules.rules.specification import Specification, Variant
from pactwork.modules.rules.workload import span, workload


class Said(NamedTuple):
    text: str
    type: str = "text"


def facts_of(
    spec: Specification, own: Variant | None, weeks: Sequence[Week], title: str
) -> Mapping[str, Said]:
    """By the name that a template calls them; what the module does not have is an empty text."""
    fixed = [r.text for r in spec.requirements if r.status == "fixed"]
    weights = own.weights if own else {}
    pieces = [
        f"{one.title}: {weights[one.key]} %" if weights.get(one.key) else one.title
        for one in spec.pieces(own)
        if one.of_student or weights.get(one.key)
    ]
    kinds = [f"{kind.title}: {span(kind.bounds)} h" for kind in spec.hours]
    return {
        "module": Said((own.title if own else None) or title, "line"),
        "code": Said(own.code if own else "", "line"),
        "level": Said(str(own.level) if own and own.level is not None else "", "line"),
        "run": Said(spec.run, "line"),
        "start": Said(weeks[0].first.isoformat() if weeks else "", "date"),
        "end": Said(weeks[-1].last.isoformat() if weeks else "", "date"),
        "credits": Said(workload(spec, own).size, "line"),
        "hours": Said("\n".join(kinds)),
        "outcomes": Said("\n".join(one.text for one in own.outcomes) if own else ""),
        "requirements": Said("\n".join(fixed)),
        "assessment": Said("\n".join(pieces)),
    }


OF_STUDENT = ("student_number", "employer")


def facts_of_student(number: str, employer: str) -> Mapping[str, Said]:
    """What the roster says of them: their key in it, and the organisation they work for."""
    return {"student_number": Said(number, "line"), "employer": Said(employer, "line")}
