"""With which earlier draft a review compares the newest one."""

from collections.abc import Sequence

from pactwork.ground.chips import Chip
from pactwork.ground.words import gettext as _


def comparisons(older: Sequence[int], looked: int | None, base: int | None) -> list[Chip]:
    """Plain, against what the reader looked at last, and against every other draft, the newest first."""
    found = [Chip(_("No comparison"), "?against=plain", not base)]
    if looked in older:
        found.append(_against(_("Since you last looked (draft %(number)s)"), looked, base))
    rest = [number for number in reversed(older) if number != looked]
    return found + [_against(_("With draft %(number)s"), number, base) for number in rest]


def _against(label: str, number: int | None, base: int | None) -> Chip:
    return Chip(label % {"number": number}, f"?against={number}", base == number)
