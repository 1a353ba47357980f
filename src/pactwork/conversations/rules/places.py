"""The places of a run that talk may hang on, by the names people know them by."""

from collections.abc import Iterator
from dataclasses import dataclass

from pactwork.modules.rules.specification import Section, Specification

CLARIFIED = frozenset({"part", "requirement", "section"})  # what a clarification may be of


@dataclass(frozen=True)
class Place:
    kind: str  # module, part, requirement, section, week, set, student, thread
    key: str
    title: str

    @property
    def value(self) -> str:
        return f"{self.kind}.{self.key}"


def places(spec: Specification) -> Iterator[Place]:
    """Every place of a run's file, once each, in its order."""
    yield Place("module", "", spec.title)
    yield from (Place("part", p.key, p.title) for p in spec.brief)
    yield from (Place("requirement", r.key, r.text) for r in spec.requirements)
    seen: set[str] = set()
    for template in spec.templates.values():
        for section in template.sections:
            if section.key not in seen:
                seen.add(section.key)
                yield Place("section", section.key, section.short)
    titles = {theme.week: theme.title for theme in spec.weeks}
    for number in range(1, spec.calendar.weeks + 1):
        yield Place("week", str(number), titles.get(number, ""))


def place(spec: Specification, kind: str, key: str) -> Place | None:
    return next((p for p in places(spec) if (p.kind, p.key) == (kind, key)), None)


def stands_beside(kind: str, key: str, section: Section | None) -> bool:
    """Whether what is said of a place is shown beside this section of a contract."""
    if section is None:
        return False
    return (kind, key) in {("section", section.key), ("requirement", section.requirement or "")}
