"""How long it takes to read a part of the brief, and to fill in a section: by what is in it. Pure."""

import math
from collections.abc import Iterable

from pactwork.modules.rules.brief_entries import BriefPart
from pactwork.modules.rules.specification import Prompt, Section

A_MINUTE = 240  # words that people read
USUAL = 2  # what a part says where its file says nothing
# Seconds for one answer, from and to; all kinds of answer not named here are chosen or short.
WRITTEN = {"text": (50, 120), "line": (12, 30)}
SHORT = (4, 12)
HOURS, A_WEEK = (2, 5), (4, 15)  # of a plan: a field for hours, and the line of a week

Pair = tuple[float, float]


def words_in(*texts: str | None) -> int:
    return sum(len(text.split()) for text in texts if text)


def part_minutes(part: BriefPart) -> float:
    """As its file says, for a film or a long text behind a link; else as long as its words take."""
    return part.minutes if part.minutes != USUAL else words_in(part.text) / A_MINUTE


def brief_minutes(parts: Iterable[BriefPart]) -> int:
    return max(1, math.ceil(round(sum(map(part_minutes, parts)), 2)))


def _times(pair: Pair, number: float) -> Pair:
    return pair[0] * number, pair[1] * number


def _answers(prompts: Iterable[Prompt]) -> Pair:
    seconds = [WRITTEN.get(prompt.type, SHORT) for prompt in prompts]
    return sum(low for low, _high in seconds), sum(high for _low, high in seconds)


def _plan(section: Section, weeks: int, kinds: int) -> Pair:
    if section.kind != "weeks":
        return 0, 0
    low, high = _times(HOURS, weeks * kinds)
    return low + A_WEEK[0] * weeks, high + A_WEEK[1] * weeks


def section_minutes(section: Section, weeks: int = 0, kinds: int = 0) -> tuple[int, int]:
    """From and to: as the file says, and never less than what is in the section takes.

    ``weeks`` and ``kinds``: of hours, which a plan has a field for in every week.
    """
    asked = [*section.prompts, *section.questions]
    read = words_in(section.lead, section.guide, *(p.hint for p in asked)) * 60 / A_MINUTE
    cells = len(section.rows) * len(section.columns)
    parts = (
        (read / 2, read),
        _answers(asked),
        _times(_answers(section.each), max(section.least, 1)),
        _times(WRITTEN["line"], cells),
        _plan(section, weeks, kinds),
    )
    low, high = (sum(part[side] for part in parts) / 60 for side in (0, 1))
    return max(section.minutes[0], round(low)), max(section.minutes[1], round(high))
