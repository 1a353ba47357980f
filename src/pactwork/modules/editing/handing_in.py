"""The page on which it is changed what is handed in, by whom and when."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from pactwork.modules.editing.fields import Field, Group, Part
from pactwork.modules.rules.dated import FRIDAY, STUDENT
from pactwork.modules.rules.faults import Path
from pactwork.modules.rules.roles import ROLE_KINDS
from pactwork.modules.rules.specification import Component, Specification

Options = tuple[tuple[str, str], ...]

ROLES = {
    "facilitator": _l("a facilitator"),
    "module_leader": _l("the module leader"),
    "ethics_reviewer": _l("an ethics reviewer"),
    "placement_officer": _l("a placement officer"),
    "careers": _l("a careers colleague"),
    "student_partner": _l("a student partner"),
    "examiner": _l("an external examiner"),
}
FRESH_FORMAT = {"key": "written", "title": "Written", "length": None}


def hand_ins_part(spec: Specification) -> Part:
    owed = (whose_field(spec), *weekly_fields())
    groups = [_hand_in(n, entry, spec.assessment, owed) for n, entry in enumerate(spec.assessment)]
    title = _("Submissions and deadlines")
    return Part("hand-ins", title, groups=tuple(groups), of="module", follows=_dates_follow)


def whose_field(spec: Specification) -> Field:
    """Who owes a piece: the student, a party of any form of the contract, or somebody of a role."""
    parties: dict[str, list[str]] = {}
    for template in spec.templates.values():
        for party in template.parties:
            said = f"{party.title} ({party.person})"
            if said not in parties.setdefault(party.key, []):
                parties[party.key].append(said)
    known = [(key, ", ".join(said)) for key, said in parties.items()]
    known += [(role, str(ROLES[role])) for role in ROLE_KINDS]
    options = ((STUDENT, _("the student")), *known)
    return Field(("from",), _("Who owes it"), "choice", options=options)


def weekly_fields() -> tuple[Field, ...]:
    often, line = (("", _("once")), ("week", _("every week"))), _("Once, or every week")
    first = _("Every week begins with its teaching week, or the first.")
    return (
        Field(("every",), _("How often"), "choice", first, often, line=line),
        Field(("until",), _("Until teaching week"), "number", line=line),
    )


def points(pieces: Sequence[Component]) -> Options:
    """What a date can be counted from."""
    named = (
        ("start", _("Start of teaching")),
        ("end", _("End of teaching")),
        ("agreed", _("The contract is agreed")),
    )
    return (("", ""), *named, *((piece.key, piece.title) for piece in pieces))


def date_fields(
    here: Path, pieces: Sequence[Component], *, optional: bool = False
) -> tuple[Field, ...]:
    """The fields of one date: a line for each way to say it, of which one is filled in, and its time."""
    days = [_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday")]
    days += [_("Saturday"), _("Sunday")]
    week = [("", "")] if optional else []
    week += [(str(number), name) for number, name in enumerate(days, 1)]
    known = points(pieces)
    in_week, counted = _("In a teaching week"), _("Or counted from another date")
    return (
        Field((*here, "week"), _("Teaching week"), "number", line=in_week),
        Field((*here, "weekday"), _("Day"), "number", options=week, line=in_week),
        Field((*here, "on"), _("Or on a date"), "day", _("Then leave the week empty.")),
        Field((*here, "months"), _("Months"), "number", line=counted),
        Field((*here, "weeks"), _("Weeks"), "number", line=counted),
        Field((*here, "days"), _("Days"), "number", line=counted),
        Field((*here, "after"), _("After"), "choice", options=known, line=counted),
        Field((*here, "before"), _("Or before"), "choice", options=known, line=counted),
        Field((*here, "at"), _("Time"), "time"),
    )


def _hand_in(n: int, entry: Component, pieces: Sequence[Component], owed: Sequence[Field]) -> Group:
    here = ("assessment", n)
    others = [piece for piece in pieces if piece.key != entry.key]
    whose, *weekly = (replace(one, path=(*here, *one.path)) for one in owed)
    fields = (
        Field((*here, "title"), _("Title")),
        whose,
        *date_fields(here, others),
        *weekly,
        Field((*here, "about"), _("Short description"), "line"),
    )
    return Group(entry.title, fields)


def _dates_follow(before: Any, made: Any) -> None:
    """What is no longer due in a week has no weekday either."""
    owners_follow(before, made)
    for piece in made["assessment"]:
        if not piece.get("week") and not piece.get("every"):
            piece["weekday"] = FRIDAY


def owners_follow(before: Any, made: Any) -> None:
    """Only what the student owes has formats: they come and go with whose it is."""
    was = {piece["key"]: whose(piece) for piece in before["assessment"]}
    for piece in made["assessment"]:
        if was.get(piece["key"]) == whose(piece):
            continue
        formats = piece.get("formats") or [dict(FRESH_FORMAT)]
        piece["formats"] = formats if whose(piece) == STUDENT else []


def whose(piece: Any) -> str:
    """A piece that does not say is the student's."""
    return str(piece.get("from") or STUDENT)
