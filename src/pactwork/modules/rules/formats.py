"""Formats of the module file. Each is read for ever: an older one is carried over to the newest. Pure."""

from collections.abc import Mapping
from typing import Any

NEWEST = "pactwork-module/2"
FIRST = "pactwork-module/1"

# What format 1 meant and did not say: ten hours a credit, and marks out of a hundred.
UNSAID: Mapping[str, Any] = {
    "credit": {"one": "credit", "many": "credits", "hours": 10},
    "grading": {"scheme": "percent"},
}


def as_newest(value: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The same module in the newest format, and which entries it says now that went unsaid."""
    if value.get("format") != FIRST:
        return dict(value), {}
    said = {
        name: meant
        for name, meant in UNSAID.items()
        if name not in value and (name != "credit" or "credits" in value)
    }
    return {**value, "format": NEWEST, **said}, said
