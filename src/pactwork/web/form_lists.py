"""Lists that pages with forms are made of: what is wrong, for the summary on top; what can be chosen."""

from collections.abc import Iterable, Mapping
from operator import attrgetter
from typing import Protocol

from pactwork.ground.refusal import Refusal
from pactwork.ground.sentences import sentence
from pactwork.web.roles import role_name


def error_list(
    problems: Mapping[str, Refusal],
    refusal: Refusal | None = None,
    *,
    at: str = "",
    places: Mapping[str, str] | None = None,
    before: str = "",
) -> list[tuple[str, str]]:
    """The id of a field, and what is wrong there; ``refusal`` is about the whole, or about ``at``.

    ``places`` says where a problem is shown whose field has another id, or none; ``before`` is what
    every other id begins with.
    """
    known = {"": "", **(places or {})}
    found = [
        (known.get(name, f"{before}{name}"), sentence(problem))
        for name, problem in problems.items()
    ]
    return [*found, *([(at, sentence(refusal))] if refusal else [])]


def options(
    rows: Iterable[object], value: str, label: str, first: str | None = None
) -> list[tuple[str, str]]:
    """Rows as choices, by the names of two attributes; ``first`` is what it says when none is chosen."""
    valued, labelled = attrgetter(value), attrgetter(label)
    choices = [(str(valued(row)), str(labelled(row))) for row in rows]
    return choices if first is None else [("", first), *choices]


def role_options(kinds: Iterable[str], first: str | None = None) -> list[tuple[str, str]]:
    choices = [(kind, role_name(kind)) for kind in kinds]
    return choices if first is None else [("", first), *choices]


class Reader(Protocol):
    ref: str
    name: str
    role: str


def people_options(readers: Iterable[Reader]) -> list[tuple[str, str, str]]:
    """People to tick, each with what they are."""
    return [(one.ref, one.name, role_name(one.role) if one.role else "") for one in readers]
