"""The page of the contract's own dates: by when it is agreed, when it is looked at again, and between
which days students may start and end."""

from typing import Any

from django.utils.translation import gettext as _

from pactwork.modules.editing.fields import Field, Group, Part
from pactwork.modules.editing.handing_in import date_fields
from pactwork.modules.rules.specification import Specification

HERE = ("calendar",)
DATES = ("contract_by", "review_at")
WAYS = ("week", "on", "after", "before")
LENGTHS = ("days", "weeks", "months")
OWN = ("start", "end")


def agreeing_part(spec: Specification) -> Part:
    def date(name: str) -> tuple[Field, ...]:
        return date_fields((*HERE, name), spec.assessment, optional=True)

    none = _("For none, leave the week, the date and what it is counted from empty.")
    groups = (
        Group(_("Contracts are agreed by"), date("contract_by"), none),
        Group(_("The plan is reviewed"), date("review_at"), none),
        Group(
            _("Students’ own dates"),
            _own_days(),
            _(
                "Between which days each student may start and end, if they have dates of their own."
            ),
        ),
    )
    title = _("Dates of the contract")
    return Part("agreeing", title, groups=groups, of="module", follows=_empty_is_none)


def _own_days() -> tuple[Field, ...]:
    here = (*HERE, "own_dates")
    return (
        Field((*here, "start", 0), _("Earliest start"), "day"),
        Field((*here, "start", 1), _("Latest start"), "day"),
        Field((*here, "end", 0), _("Earliest end"), "day"),
        Field((*here, "end", 1), _("Latest end"), "day"),
    )


def _empty_is_none(before: Any, made: Any) -> None:
    calendar = made["calendar"]
    for name in DATES:
        known = before["calendar"].get(name) is not None
        calendar[name] = _date(calendar.get(name) or {}, known=known)
    own = calendar.get("own_dates") or {}
    pairs = {name: _pair(own.get(name)) for name in OWN}
    calendar["own_dates"] = pairs if any(pairs.values()) else None


def _date(said: dict[str, Any], *, known: bool) -> dict[str, Any] | None:
    """A date that was emptied is gone, with its weekday and time; a new one that is none is told so."""
    said = {name: value for name, value in said.items() if value is not None}
    if known and not any(name in said for name in (*WAYS, *LENGTHS)):
        return None
    if known and "week" not in said:
        said.pop("weekday", None)
    return said or None


def _pair(said: Any) -> list[Any] | None:
    """Two days as they were typed: those of a new pair come by their places."""
    if said is None:
        return None
    pair = [said.get(0), said.get(1)] if isinstance(said, dict) else said
    return pair if any(pair) else None
