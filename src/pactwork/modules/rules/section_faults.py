"""Whether one section of a template has what its kind needs, and nothing that is not its kind's. Pure."""

from collections.abc import Iterator, Sequence

from pactwork.modules.rules.faults import Fault, Path, repeated, unknown
from pactwork.modules.rules.specification import ROLES, Section

NEEDS = {
    "prose": ("prompts",),
    "card": ("prompts",),
    "goals": ("each",),
    "people": ("each",),
    "ethics": ("questions",),
    "grid": ("rows", "columns"),
    "promise": ("items", "by"),
}
OTHERS = ("prompts", "each", "questions", "rows", "columns", "items", "by")
MAY_HAVE_PROMPTS = ("goals", "people", "ethics", "grid", "outcomes", "weeks", "choice")
RESERVED = ("rows", "weeks", "cells")  # names under which a section keeps answers of its own


def section_faults(path: Path, section: Section, parties: Sequence[str]) -> Iterator[Fault]:
    yield from _belongings(path, section)
    yield from _prompts(path, section)
    yield from _bounds(path, section)
    yield from _readers(path, section, parties)
    yield from _promises(path, section, parties)


def _belongings(path: Path, section: Section) -> Iterator[Fault]:
    needed = NEEDS.get(section.kind, ())
    allowed = (*needed, "prompts") if section.kind in MAY_HAVE_PROMPTS else needed
    for name in OTHERS:
        if name in needed and not getattr(section, name):
            yield Fault(path, f"kind_needs_{name}", {"kind": section.kind})
        if name not in allowed and getattr(section, name):
            yield Fault((*path, name), "kind_unwanted", {"kind": section.kind, "name": name})


def _prompts(path: Path, section: Section) -> Iterator[Fault]:
    seen: set[str] = set()
    for name in ("prompts", "each", "questions"):
        for n, prompt in enumerate(getattr(section, name)):
            here = (*path, name, n)
            if prompt.key in seen:
                yield Fault((*here, "key"), "repeated", {"key": prompt.key})
            if prompt.key in RESERVED:
                yield Fault((*here, "key"), "reserved", {"key": prompt.key})
            if prompt.type == "credits" and (section.kind, name) != ("weeks", "prompts"):
                yield Fault((*here, "type"), "credits_place")
            if name == "questions" and prompt.type != "yesno":
                yield Fault((*here, "type"), "question_type", {"type": prompt.type})
            seen.add(prompt.key)
    yield from repeated((*path, "columns"), (c.key for c in section.columns))


def _bounds(path: Path, section: Section) -> Iterator[Fault]:
    if section.minutes[0] > section.minutes[1] or section.minutes[0] < 1:
        low, high = section.minutes
        yield Fault((*path, "minutes"), "pair_backwards", {"low": low, "high": high})
    if section.kind in ("goals", "people") and section.least > section.most:
        params: dict[str, object] = {"least": section.least, "most": section.most}
        yield Fault((*path, "least"), "rows_backwards", params)
    for name in ("prompts", "each", "questions"):
        for n, prompt in enumerate(getattr(section, name)):
            for m, check in enumerate(prompt.checks):
                low, high = check.words or (0, 0)
                if low > high or low < 0:
                    here = (*path, name, n, "checks", m, "words")
                    yield Fault(here, "pair_backwards", {"low": low, "high": high})


def _readers(path: Path, section: Section, parties: Sequence[str]) -> Iterator[Fault]:
    if section.readers is None:
        return
    known = list(dict.fromkeys((*ROLES, *parties)))
    for n, name in enumerate(section.readers):
        if name not in known:
            yield unknown((*path, "readers", n), name, known, "reader")
        if name == "peer" and not section.key_element:
            yield Fault((*path, "readers", n), "peer_not_key")
    if section.key_element and "peer" not in section.readers:
        yield Fault((*path, "key_element"), "key_not_peer")


def _promises(path: Path, section: Section, parties: Sequence[str]) -> Iterator[Fault]:
    if section.by is not None and section.by not in parties:
        yield unknown((*path, "by"), section.by, parties, "party")
    yield from repeated((*path, "items"), (i.key for i in section.items))
    for n, item in enumerate(section.items):
        here = (*path, "items", n)
        if item.party is not None and item.party not in parties:
            yield unknown((*here, "party"), item.party, parties, "party")
        if item.days is None and item.starts is not None:
            yield Fault((*here, "starts"), "clock_days")
        if item.days is not None and item.starts is None:
            yield Fault((*here, "days"), "clock_starts", {"days": item.days})
        if item.starts == "asked" and item.party is None:
            yield Fault((*here, "starts"), "clock_party")
