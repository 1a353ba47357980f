"""The plan of weeks. Its promise (totals) is what yeses cover; its route (which week) is nobody's yes."""

from typing import Any

from pactwork.contracts.rules.kinds.base import (
    Context,
    Form,
    Line,
    Typed,
    Value,
    first,
    in_words,
    prompt_lines,
    typed_prompts,
    unanswered,
)
from pactwork.ground.refusal import Refusal
from pactwork.ground.typed_numbers import half_in
from pactwork.modules.rules.specification import Section
from pactwork.modules.rules.workload import Number, plural, span, whole

MOST = 300  # characters in a week's line
A_WEEK = 168  # hours


def _week(value: Value, number: int) -> dict[str, Any]:
    return dict((value.get("weeks") or {}).get(str(number)) or {})


def hours_of(week: Value, kind: str) -> Number:
    """Hours planned, whole or half; anything else counts as none."""
    given = week.get(kind)
    return given if isinstance(given, int | float) else 0


def totals(value: Value, context: Context) -> dict[str, Number]:
    """Planned hours by kind, over all weeks."""
    return {
        kind.key: whole(
            sum(hours_of(_week(value, week.number), kind.key) for week in context.weeks)
        )
        for kind in context.hours
    }


def credits_in(section: Section, value: Value) -> Number | None:
    """How many credits the student has chosen, where the section asks."""
    prompt = next((p for p in section.prompts if p.type == "credits"), None)
    return half_in(str(value.get(prompt.key) or "")) if prompt else None


def _credits_amiss(section: Section, value: Value, context: Context) -> dict[str, Refusal]:
    """A number of credits that the module does not leave to be chosen."""
    prompt = next((p for p in section.prompts if p.type == "credits"), None)
    given = str(value.get(prompt.key) or "") if prompt else ""
    chosen, bounds = half_in(given), context.size.credits
    if (
        not prompt
        or not given
        or (chosen is not None and bounds and bounds[0] <= chosen <= bounds[1])
    ):
        return {}
    return {prompt.key: Refusal("not_credits", {"given": given[:40], "size": context.size.size})}


def wanted(section: Section, value: Value, context: Context) -> tuple[Number, Number]:
    """The hours that the whole plan has to come to, from and to."""
    return context.size.hours_of(credits_in(section, value)) or (0, A_WEEK * len(context.weeks))


def balance(section: Section, value: Value, context: Context) -> list[Refusal]:
    """What does not add up: the sum against what the credits come to, and each kind against its bounds."""
    planned, found = totals(value, context), []
    least, most = wanted(section, value, context)
    if not least <= (planned_hours := whole(sum(planned.values()))) <= most:
        params = {"planned": planned_hours, "wanted": span((least, most))}
        params |= {"count": plural(planned_hours)}
        found.append(Refusal("hours_sum", params))
    for kind in context.hours:
        least, most = kind.bounds
        if not least <= planned[kind.key] <= most:
            params = {"title": kind.title, "least": least, "most": most}
            params |= {"planned": planned[kind.key], "count": plural(planned[kind.key])}
            found.append(Refusal("hours_kind", params))
    return found


class Weeks:
    """Fields are named ``week-<n>-<kind>`` and ``week-<n>-doing``."""

    def typed(self, section: Section, form: Form, context: Context) -> Typed:
        value, problems = typed_prompts(section.prompts, form)
        problems |= _credits_amiss(section, value, context)
        weeks: dict[str, dict[str, Any]] = {}
        for week in context.weeks:
            row: dict[str, Any] = {"doing": first(form, f"week-{week.number}-doing")}
            if len(row["doing"]) > MOST:
                params = {"most": MOST, "length": len(row["doing"])}
                problems[f"week-{week.number}-doing"] = Refusal("too_long", params)
            for kind in context.hours:
                name = f"week-{week.number}-{kind.key}"
                given = first(form, name).strip()
                figures = given.rstrip("½").replace(",", ".").partition(".")[0]
                hours = half_in(given, 0, A_WEEK) if len(figures) < 4 else None  # 0006 is a slip
                row[kind.key] = given if hours is None else hours
                if given and hours is None:
                    problems[name] = Refusal("not_hours", {"given": given[:40]})
            weeks[str(week.number)] = row
        return Typed({**value, "weeks": weeks}, problems)

    def material(self, section: Section, value: Value, context: Context) -> Any:
        at_work = [
            week.number
            for week in context.weeks
            if any(hours_of(_week(value, week.number), k.key) for k in context.hours if k.at_work)
        ]
        planned = totals(value, context)
        return {
            # A kind of hours that joins the module later, and is none of this plan, changes nothing.
            "hours": {kind: hours for kind, hours in planned.items() if hours},
            "at_work": [at_work[0], at_work[-1]] if at_work else [],
            "said": {p.key: value.get(p.key) or "" for p in section.prompts},
        }

    def lines(self, section: Section, value: Value, context: Context) -> list[Line]:
        found = []
        for week in context.weeks:
            row = _week(value, week.number)
            parts = [
                f"{kind.title} {hours_of(row, kind.key)} h"
                for kind in context.hours
                if hours_of(row, kind.key)
            ]
            doing = in_words(row.get("doing"))
            text = "; ".join([*parts, *([doing] if doing else [])])
            found.append(Line(f"week-{week.number}-doing", str(week.number), text, "week"))
        return found + list(prompt_lines(section.prompts, value))

    def missing(self, section: Section, value: Value, context: Context) -> list[str]:
        wrong = ["weeks"] if balance(section, value, context) else []
        return wrong + unanswered(section.prompts, value)
