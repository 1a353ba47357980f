"""What is posted, as typed values; nothing typed is ever thrown away."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import QueryDict

from pactwork.ground.typed import markdown_in
from pactwork.hotseats.typed import Plan


def _parts(post: QueryDict, before: str) -> dict[str, str]:
    return {
        name.removeprefix(before)[:20]: markdown_in(post, name)
        for name in post
        if name.startswith(before)
    }


def typed_answers(post: QueryDict) -> dict[str, str]:
    """By the ref of the question."""
    return _parts(post, "answer-")


def typed_digests(post: QueryDict) -> dict[str, str]:
    """Of each answer as the page showed it."""
    return _parts(post, "was-")


def moment_in(text: str, zone: str) -> datetime | None:
    """``2026-11-02T09:00``, or with a space, where the institution is."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    # A year that no calendar reaches when it is told in another zone.
    if not 1900 < found.year < 9000:
        return None
    if found.tzinfo is not None:  # no page sends one, and not every offset can be stored
        return None
    return found.replace(tzinfo=ZoneInfo(zone))


PLAN = ("title", "about", "guest_name", "guest_email", "guest_line", "opens", "closes", "held")


def typed_plan(post: QueryDict) -> dict[str, str]:
    return {name: markdown_in(post, name) for name in PLAN}


def plan_of(typed: dict[str, str], zone: str) -> Plan:
    said = {name: typed[name] for name in PLAN[:5]}
    return Plan(
        **said,
        opens_at=moment_in(typed["opens"], zone),
        closes_at=moment_in(typed["closes"], zone),
        held=typed["held"] != "no",
    )
