"""Pieces of a run's page: its hours in words, heads of a table, whose dates are shown."""

from typing import Any

from pactwork.ground.chips import Chip
from pactwork.ground.words import gettext as _
from pactwork.modules.queries.brief import Brief
from pactwork.modules.rules.named import persons_by_column
from pactwork.modules.words_of_dates import day_in_words
from pactwork.modules.words_of_size import code_and_level, graded, hours_each, hours_in_words, sizes


def page_of(brief: Brief) -> dict[str, Any]:
    return {
        "brief": brief,
        "hours_said": hours_said(brief),
        "persons": persons_by_column(brief.spec),
        "worth_heads": worth_heads(brief),
        "groups": groups(brief),
        "dates_said": dates_said(brief),
        "codes": [code_and_level(variant) for variant in brief.variants],
        "size": sizes(brief.spec, brief.variants),
        "graded": graded(brief.spec),
        "each": hours_each(brief.spec),
        "to_do": hours_in_words(brief.wanted) if brief.wanted else "",
    }


def hours_said(brief: Brief) -> str:
    """What the bar of hours shows, for those who do not see it."""
    said = _("%(title)s %(hours)s")
    kinds = [share.entry for share in brief.hours]
    return ", ".join(said % {"title": kind.title, "hours": kind.hours} for kind in kinds)


def worth_heads(brief: Brief) -> list[str | tuple[str, str]]:
    """What each piece is worth, a column for each code."""
    return [_("Worth"), *((code_and_level(one), "num") for one in brief.variants)]


def dates_said(brief: Brief) -> list[str]:
    """The contract's own dates: by when it is agreed, until it is, and when it is looked at again."""
    calendar, lines = brief.spec.calendar, []
    if calendar.contract_by and not brief.dates.agreed_on:
        known = {"when": day_in_words(brief.dates, calendar.contract_by)}
        lines.append(_("Contract agreed by: %(when)s.") % known)
    if calendar.review_at:
        known = {"when": day_in_words(brief.dates, calendar.review_at)}
        lines.append(_("Mid-point review of the plan: %(when)s.") % known)
    return lines


def groups(brief: Brief) -> list[Chip]:
    """Whose dates staff may look at, where there is more than one group."""
    all_of_them = brief.spec.calendar.groups
    if brief.enrolment or len(all_of_them) < 2:
        return []
    return [
        Chip(group.title, f"?group={group.key}#weeks", brief.group == group)
        for group in all_of_them
    ]
