"""Pages of codes, outcomes, credits, hours, what is submitted, and what it weighs."""

from typing import Any

from django.utils.translation import gettext as _

from pactwork.modules.editing.fields import Field, Group, Part, Rows
from pactwork.modules.editing.from_model import fields_of
from pactwork.modules.editing.handing_in import owners_follow, weekly_fields, whose, whose_field
from pactwork.modules.rules.dated import STUDENT
from pactwork.modules.rules.specification import (
    Credit,
    Format,
    Grading,
    Hours,
    Specification,
    Variant,
)
from pactwork.modules.rules.specification import Group as GroupOf


def number_parts(spec: Specification) -> list[Part]:
    found = [_codes(spec), _hours(), _pieces(spec)]
    found += [_weights(spec), _groups()]
    found += [_outcomes(n, variant) for n, variant in enumerate(spec.variants)]
    return [*found, _formats(spec)]


def _codes(spec: Specification) -> Part:
    forms = [(key, f"{form.calls_it} ({key})") for key, form in spec.templates.items()]
    columns = fields_of(Variant, leave_out=("outcomes", "weights"), options={"template": forms})
    last = spec.variants[-1].model_dump(mode="json")
    fresh = {name: last[name] for name in ("outcomes", "weights")}
    hint = _(
        "A new code begins with the outcomes and weights of the last. To remove one, empty it."
    )
    rows = Rows(("variants",), _("Codes"), columns, hint, fresh=fresh, spare=1)
    return Part("codes", _("Codes and levels"), groups=(Group("", (rows,), hint),), of="module")


def _hours() -> Part:
    own = fields_of(Specification, leave_out=NOT_NUMBERS)
    columns = fields_of(Hours)
    hint = _(
        "What a student may plan lies between “at least” and “at most”. To remove one, empty it."
    )
    rows = Rows(("hours",), _("Kinds of hours"), columns, hint, keyed=True)
    each = _("Hours may go in halves. Where students choose, write from and to: 1–6.")
    credit = fields_of(Credit, ("credit",), labels={"hours": _("Hours of work for each")})
    grading = fields_of(Grading, ("grading",))
    groups = (
        Group("", own),
        Group(
            _("What a credit is"),
            credit,
            _("Leave it empty where there are no credits.") + " " + each,
        ),
        Group(rows.label, (rows,), hint),
        Group(_("Grades"), grading),
    )
    title = _("Credits, hours and grades")
    return Part("hours", title, groups=groups, of="module", follows=_empty_is_none)


def _empty_is_none(_before: Any, made: Any) -> None:
    """Nothing said of a credit, or of grades, is none at all."""
    for name in ("credit", "grading"):
        if made.get(name) and not any(made[name].values()):
            made[name] = None


# What other pages show of a whole module.
NOT_NUMBERS = ("format", "key", "title", "summary", "language", "run")


def _pieces(spec: Specification) -> Part:
    columns = (
        Field(("title",), _("Title")),
        whose_field(spec),
        Field(("week",), _("Teaching week"), "number"),
        *weekly_fields(),
    )
    hint = _(
        "A new piece weighs nothing until you say what on “Weights”. To remove one, empty its "
        "title, its weeks and how often; its weight goes with it."
    )
    rows = Rows(("assessment",), _("Pieces"), columns, hint, keyed=True, fresh={"formats": []})
    group = Group("", (rows,), hint)
    title = _("What is submitted")
    return Part("pieces", title, groups=(group,), of="module", follows=_pieces_follow)


def _pieces_follow(before: Any, made: Any) -> None:
    owners_follow(before, made)
    weights_follow(before, made)


def weights_follow(before: Any, made: Any) -> None:
    """What the student submits has a weight under each code that knew everything; what is gone, has none."""
    was = {entry["key"] for entry in before["assessment"]}
    was |= {entry["key"] for entry in made["assessment"] if whose(entry) != STUDENT}
    now = [entry["key"] for entry in made["assessment"]]
    for variant in made["variants"]:
        if not variant["weights"]:  # every piece is asked, and none has a share
            continue
        weights = {key: weight for key, weight in variant["weights"].items() if key in now}
        variant["weights"] = weights | {key: 0 for key in now if key not in was}


def _weights(spec: Specification) -> Part:
    groups = [
        Group(
            f"{variant.code} {variant.title or ''}".strip(),
            tuple(
                Field(("variants", n, "weights", piece.key), piece.title, "number")
                for piece in spec.assessment
            ),
        )
        for n, variant in enumerate(spec.variants)
    ]
    hint = _("Percent of the mark. Under each code they add up to 100.")
    whole = (Group("", (), hint), *groups)
    return Part("weights", _("Weights"), groups=whole, of="module", follows=_none_is_no_weight)


def _none_is_no_weight(_before: Any, made: Any) -> None:
    """An empty weight: under this code the piece is not submitted."""
    for variant in made["variants"]:
        weights = variant["weights"].items()
        variant["weights"] = {key: weight for key, weight in weights if weight is not None}


def _groups() -> Part:
    rows = Rows(("calendar", "groups"), _("Groups"), fields_of(GroupOf), keyed=True, spare=1)
    hint = _("Students with dates of their own. To remove one, empty it.")
    return Part("groups", _("Groups"), groups=(Group("", (rows,), hint),), of="module")


# A code may have a space or a slash, an address not; no code has one of these.
IN_ADDRESSES = str.maketrans(" /", "_~")


def _outcomes(n: int, variant: Variant) -> Part:
    here = ("variants", n)
    rows = Rows((*here, "outcomes"), _("Outcomes"), (Field(("text",), _("Outcome")),), keyed=True)
    title = _("Outcomes: %(code)s") % {"code": variant.code}
    key = f"outcomes-{variant.code.translate(IN_ADDRESSES)}"
    return Part(key, title, groups=(Group("", (rows,)),), of="module", here=here)


def _formats(spec: Specification) -> Part:
    groups = [
        Group(
            piece.title,
            (Rows(("assessment", n, "formats"), piece.title, fields_of(Format), keyed=True),),
        )
        for n, piece in enumerate(spec.assessment)
        if piece.of_student
    ]
    hint = _("With more than one format, the student chooses.")
    whole = (Group("", (), hint), *groups)
    return Part("formats", _("Formats"), groups=whole, of="module")
