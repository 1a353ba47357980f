"""With which earlier draft a review compares the newest one."""

from collections.abc import Sequence
from dataclasses import dataclass

from pactwork.ground.words import gettext as _


@dataclass(frozen=True)
class Comparison:
    """One of ``chips`` in web/macros/lists.html."""

    label: str
    href: str
    current: bool
    count: None = None


def comparisons(older: Sequence[int], looked: int | None, base: int | None) -> list[Comparison]:
    """Plain, against what the reader looked at last, and against every other draft, the newest first."""
    found = [Comparison(_("Plain"), "?against=plain", not base)]
    if looked in older:
        found.append(_against(_("Since you last looked (draft %(number)s)"), looked, base))
    rest = [number for number in reversed(older) if number != looked]
    return found + [_against(_("Against draft %(number)s"), number, base) for number in rest]


def _against(label: str, number: int | None, base: int | None) -> Comparison:
    return Comparison(label % {"number": number}, f"?against={number}", base == number)
