"""Places by the names that people know them by."""

from pactwork.conversations.rules.places import CLARIFIED, place, places
from pactwork.ground.typed_numbers import number_in
from pactwork.ground.words import gettext as _
from pactwork.modules.rules.specification import Specification

SHORT = 90


def _kind(kind: str) -> str:
    return {
        "part": _("Brief: %(title)s"),
        "requirement": _("Requirement: %(title)s"),
        "section": _("Step: %(title)s"),
    }.get(kind, "%(title)s")


def _cut(title: str) -> str:
    return title if len(title) <= SHORT else title[: SHORT - 1].rstrip() + "…"


def _gone(kind: str, key: str) -> str:
    """What was talked about stays, though the module has changed since."""
    if kind == "week" and number_in(key) is not None:
        return _("Week %(number)s") % {"number": key}
    return {
        "part": _("A part of the brief that is no longer there"),
        "requirement": _("A requirement that is no longer there"),
        "section": _("A step that is no longer there"),
    }.get(kind, _("A place that is no longer there"))


def named(spec: Specification, kind: str, key: str) -> str:
    """What a thread or a clarification is about, in words."""
    own = {
        "module": _("The module"),
        "set": _("Your learning set"),
        "student": _("Notes on a student"),
        "thread": _("Notes on a thread"),
    }
    if kind in own:
        return own[kind]
    found = place(spec, kind, key)
    if found is None:
        return _gone(kind, key)
    title = found.title
    if kind == "week":
        week = _("Week %(number)s") % {"number": key}
        return f"{week}: {_cut(title)}" if title else week
    return _kind(kind) % {"title": _cut(title)}


def choices(spec: Specification, *, clarified: bool = False) -> list[tuple[str, str]]:
    """For a select: every place, or those that a clarification may be of."""
    return [
        (p.value, named(spec, p.kind, p.key))
        for p in places(spec)
        if not clarified or p.kind in CLARIFIED
    ]
