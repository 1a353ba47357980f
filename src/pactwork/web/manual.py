"""The guides of docs/how-to/ on the page of help: in parts, in a reader’s words, less what they lack."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.utils import translation
from markupsafe import Markup

from pactwork.ground.markdown import markdown
from pactwork.modules.rules.has import Has

FOLDER = Path(__file__).parent / "files" / "manual"
# For whom each guide is, in the order of a module's life.
GUIDES = {
    "student": ("student-researcher",),
    "set": ("learning-set",),
    "workplace": ("workplace-advocate",),
    "facilitator": ("facilitator",),
    "leader": ("module-leader",),
    "guest": ("hotseat-guest",),
    "administrator": ("administrator", "keeping-it-safe"),
}
# What only those read who have it: a sentence that says one of these is left out for all others.
ABOUT = {
    "links": re.compile(r"workplace|advocate", re.IGNORECASE),
    "sets": re.compile(r"learning set|\b(?:your|the|a|another) set\b|\bsets\b", re.IGNORECASE),
    "ethics": re.compile(r"ethic", re.IGNORECASE),
    "hotseats": re.compile(r"hotseat", re.IGNORECASE),
    "conversations": re.compile(r"\*Talk\*|clarif", re.IGNORECASE),
}
_PICTURE = re.compile(r"!\[(?P<words>[^\]]*)\]\(\.\./pictures/(?P<file>[\w-]+\.png)\)")
_LINK = re.compile(r"\[(?P<words>[^\]]+)\]\((?P<to>(?!https?:|mailto:)[^)]*)\)")
_OPENS = re.compile(r"\s*(?:[-*] |\d+\. )?")
_SENTENCE = re.compile(r"(?<=[.!?])(?:\*\*)?\s+(?=[A-Z*“`])")
_LAID_OUT = re.compile(r"\||^\s*(?:[-#]+|\d+\.)\s|^[\s|:-]+$", re.MULTILINE)


@dataclass(frozen=True)
class Part:
    """Under one heading. ``pieces``: words as HTML, or a picture with its file."""

    role: str
    guide: str
    title: str
    anchor: str
    pieces: tuple[tuple[Markup | str, str], ...]
    plain: str  # the words, as search reads them
    also: str = ""  # the same in our own words, where the reader's are others


@dataclass(frozen=True)
class Guide:
    role: str
    title: str
    readers: str
    parts: tuple[Part, ...]


def guides(lacks: frozenset[str] = frozenset()) -> tuple[Guide, ...]:
    """Every guide, in the words that are spoken now."""
    return _guides(translation.get_language() or "", lacks)


def lacked(has: Has, left_out: Iterable[str]) -> frozenset[str]:
    """What is not said to whoever has only this, at an institution that has switched these apps off."""
    off = {name for name in left_out if name in ABOUT}
    return frozenset(off | {name for name in ABOUT if not getattr(has, name, True)})


@lru_cache(maxsize=64)
def _guides(language: str, lacks: frozenset[str]) -> tuple[Guide, ...]:
    found = []
    for role, names in GUIDES.items():
        for name in names:
            guide = _guide(role, (FOLDER / f"{name}.md").read_text(), lacks)
            if guide is not None:
                found.append(guide)
    return tuple(found)


def _guide(role: str, text: str, lacks: frozenset[str]) -> Guide | None:
    head, *rest = _sections(text)
    title, _line, body = head.partition("\n")
    readers = re.search(r"^\*For ([^.]+)\..*\*$", body, re.MULTILINE)
    if readers is None or _says(f"{title} {readers[1]}", lacks):
        return None
    said = _said(title), _said(f"{readers[1][0].upper()}{readers[1][1:]}")
    intro = body.replace(readers[0], "")
    sections = [("", title, intro)]
    for section in rest:
        heading, _line, words = section.partition("\n")
        if not _says(heading, lacks):
            sections.append((_anchor(heading), heading, words))
    parts = [_part(role, said[0], *section, lacks) for section in sections]
    return Guide(role, *said, tuple(part for part in parts if part.pieces))


def _sections(text: str) -> list[str]:
    """What stands under each heading, which is its first line; what a fence holds has none."""
    found, fenced = [""], False
    for line in re.sub(r"<!--.*?-->\n?", "", text).splitlines():
        fenced ^= line.startswith("```")
        if not fenced and line.startswith(("# ", "## ")):
            found.append("")
        found[-1] += line.lstrip("#").strip() + "\n" if not found[-1] else line + "\n"
    return found[1:]


def _part(role: str, guide: str, anchor: str, title: str, text: str, lacks: frozenset[str]) -> Part:
    kept = _without(text, lacks)
    pieces: list[tuple[Markup | str, str]] = []
    at = 0
    for picture in _PICTURE.finditer(kept):
        pieces += _words(kept[at : picture.start()])
        pieces.append((_said(picture["words"]), picture["file"]))
        at = picture.end()
    pieces += _words(kept[at:])
    plain = _plain(_PICTURE.sub("", kept))
    said = _said(plain)
    also = f"{title} {plain}" if said != plain else ""
    return Part(role, guide, _said(title), anchor, tuple(pieces), said, also)


def _words(text: str) -> list[tuple[Markup | str, str]]:
    return [(markdown(_said(_LINK.sub(_link, text))), "")] if text.strip() else []


def _said(text: str) -> str:
    """In the reader's language, and in what their module calls things."""
    return translation.gettext(text) if text.strip() else text


def _link(found: re.Match[str]) -> str:
    """To another guide; what else is in docs/ is not here."""
    name, _hash, anchor = found["to"].partition("#")
    role = next((r for r, names in GUIDES.items() if name.removesuffix(".md") in names), None)
    if role is None:
        return found["words"]
    return f"[{found['words']}](?role={role}{'#' + anchor if anchor else ''})"


def _anchor(heading: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", heading.lower().replace("’", "")).strip("-")


def _plain(text: str) -> str:
    bare = re.sub("[*`]", "", _LINK.sub(r"\g<words>", text))
    return " ".join(_LAID_OUT.sub(" ", bare).split())


def _says(text: str, lacks: frozenset[str]) -> bool:
    return any(ABOUT[what].search(text) for what in lacks)


def _without(text: str, lacks: frozenset[str]) -> str:
    return "\n".join(_lines(text, lacks)) if lacks else text


def _lines(text: str, lacks: frozenset[str]) -> Iterator[str]:
    """A line whose first sentence goes, goes whole: it is what the others are about."""
    for line in text.splitlines():
        opens = _OPENS.match(line)
        begin = opens[0] if opens else ""
        first, *rest = _SENTENCE.split(line[len(begin) :])
        whole = line.startswith(("|", "!"))
        if not _says(line, lacks):
            yield line
        elif not whole and not _says(first, lacks) and "**" not in "".join(rest):
            yield begin + " ".join([first, *(one for one in rest if not _says(one, lacks))])
