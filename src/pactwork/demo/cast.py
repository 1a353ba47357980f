"""The demo's people and their words, read from the files beside this one."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from pactwork.contracts.rules.kinds import Context
from pactwork.ground.yaml_file import read_words
from pactwork.modules.rules.specification import Template

FOLDER = Path(__file__).parent / "words"
Sections = dict[str, dict[str, Any]]

# How much of the work falls into each quarter of the module, by the pattern somebody plans in.
PATTERNS = {
    "steady": (1, 1, 1, 1),
    "front": (3, 2, 1, 1),
    "late": (1, 1, 2, 3),
    "catch-up": (2, 1, 0, 3),
}


@dataclass(frozen=True)
class Part:
    """One student researcher as the files tell of them."""

    name: str
    known_as: str
    email: str
    variant: str
    job: str
    workplace: str
    advocate: dict[str, Any]
    sections: Sections
    redraft: Sections = field(default_factory=dict)
    comments: tuple[dict[str, Any], ...] = ()
    points: tuple[dict[str, str], ...] = ()
    composed: bool = False  # from the bank of words
    returns: bool = False  # for a second attempt, after deferring

    @property
    def begun_only(self) -> bool:
        return len(self.sections) < 8

    @property
    def raises_ethics(self) -> bool:
        return any(
            "yes" in value.values() for value in self.sections.values() if isinstance(value, dict)
        )


def parts(pattern: str) -> list[Part]:
    """Everybody in the files of this name, in order."""
    found: list[Part] = []
    for path in sorted(FOLDER.glob(pattern)):
        for entry in read_words(path):
            entry["comments"] = tuple(entry.get("comments") or ())
            entry["points"] = tuple(entry.get("points") or ())
            found.append(Part(**{"redraft": {}, "variant": "", **entry}))
    return found


def staff() -> dict[str, Any]:
    return dict(read_words(FOLDER / "staff.yaml"))


def _shares(total: float, weights: list[int]) -> list[int]:
    """Split hours by weight into whole ones, so that they sum to the total (rounded) exactly."""
    whole, given, so_far, passed = sum(weights), [], 0, 0
    for weight in weights:
        passed += weight
        upto = round(total * passed / whole) if whole else 0
        given.append(upto - so_far)
        so_far = upto
    return given


def plan_of_weeks(words: dict[str, Any], context: Context) -> dict[str, Any]:
    """A pattern and notes as the hours of each week, every kind summing to what the module gives."""
    quarters = PATTERNS[words.get("pattern", "steady")]
    count = len(context.weeks)
    weights = [quarters[min(3, number * 4 // count)] for number in range(count)]
    notes = {str(k): v for k, v in (words.get("notes") or {}).items()}
    weeks: dict[str, dict[str, Any]] = {
        str(week.number): {"doing": notes.get(str(week.number), "")} for week in context.weeks
    }
    for kind in context.hours:
        # Nobody is at the workplace for the inquiry before it is agreed.
        at = [w if n >= 3 or not kind.at_work else 0 for n, w in enumerate(weights)]
        for week, hours in zip(context.weeks, _shares(kind.hours, at), strict=True):
            weeks[str(week.number)][kind.key] = hours
    return {"weeks": weeks}


def _dated(value: Any, start: date) -> Any:
    if isinstance(value, str) and value.startswith("+") and value[1:].isdigit():
        return (start + timedelta(days=int(value[1:]))).isoformat()
    return value


def stored(sections: Sections, template: Template, context: Context, start: date) -> Sections:
    """The words as the contract stores them: dates from the start, hours from the pattern."""
    text: Sections = {}
    for section in template.sections:
        words = sections.get(section.key)
        if words is None:
            continue
        if section.kind == "weeks":
            text[section.key] = plan_of_weeks(words, context)
            continue
        text[section.key] = {key: _dated(value, start) for key, value in words.items()}
        for question in section.questions:
            text[section.key].setdefault(question.key, "no")
        if section.kind == "choice":
            for component in context.components:
                if len(component.formats) > 1:
                    text[section.key].setdefault(component.key, component.formats[0].key)
    return text
