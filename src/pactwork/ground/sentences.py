"""Refusals as sentences: what is the matter, and what would change it."""

from collections.abc import Mapping

from pactwork.ground.installed import refusals
from pactwork.ground.refusal import Refusal


def sentence(refusal: Refusal) -> str:
    """One plain, translated sentence. A code without one is a fault of ours, and raises KeyError."""
    words = refusals()[refusal.code]
    if callable(words):
        return words(refusal.params)
    return str(words % refusal.params) if refusal.params else str(words)


def sentences(problems: Mapping[str, Refusal]) -> dict[str, str]:
    """Field problems as sentences, by field."""
    return {field: sentence(refusal) for field, refusal in problems.items()}
