"""The page on which it is changed what is handed in, by whom and when."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from pactwork.modules.editing.fields import Field, Group, Part
from pactwork.modules.rules.dated import FRIDAY
from pactwork.modules.rules.faults import Path
from pactwork.modules.rules.specification import Component, Specification

Options = tuple[tuple[str, str], ...]


def hand_ins_part(spec: Specification) -> Part:
    groups = [_hand_in(n, entry, spec.assessment) for n, entry in enumerate(spec.assessment)]
    title = _("Submissions and deadlines")
    return Part("hand-ins", title, groups=tuple(groups), of="module", follows=_weekdays_follow)


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


def _hand_in(n: int, entry: Component, pieces: Sequence[Component]) -> Group:
    here = ("assessment", n)
    others = [piece for piece in pieces if piece.key != entry.key]
    fields = (
        Field((*here, "title"), _("Title")),
        *date_fields(here, others),
        Field((*here, "about"), _("Short description"), "line"),
    )
    return Group(entry.title, fields)


def _weekdays_follow(_before: Any, made: Any) -> None:
    """What is no longer due in a week has no weekday either."""
    for piece in made["assessment"]:
        if not piece.get("week") and not piece.get("every"):
            piece["weekday"] = FRIDAY
