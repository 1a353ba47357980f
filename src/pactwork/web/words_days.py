"""Refusals of a day that was typed."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

_NO_DAY = {
    "no_such_day": _("There is no such day as %(given)s."),
    "year": _("Write the year in full, with four figures. “%(given)s” leaves it open."),
    "time": _("Write the day without a time. “%(given)s” has one."),
    "number": _("“%(given)s” is a number, and not a date. Write the day, such as 28/11/2026."),
    "": _("Write a date, such as 28/11/2026, 28.11.2026 or 2026-11-28. “%(given)s” is none."),
}


def _not_a_date(params: Mapping[str, Any]) -> str:
    return str(_NO_DAY[params.get("why", "")]) % params


DAYS: dict[str, Any] = {
    "not_a_date": _not_a_date,
    "date_past": _("Choose a date that is still to come."),
}
