"""What is printed, as frozen data: one source for the PDF, the Word file and the plain text."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

from pactwork.files.kept_logos import KeptLogo
from pactwork.ground.redline import Run

OPS = ("=", "+", "-")
Change = Callable[[str], str]
Cell = str | tuple[Run, ...]  # words, or words with what was taken out and put in


@dataclass(frozen=True)
class Heading:
    """``level`` 2 begins a part, 3 a paragraph of it; 1 is the document's own title."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Words:
    """Lines, and paragraphs parted by an empty line. ``small`` is the tool's voice, else somebody's own."""

    text: str
    small: bool = False


@dataclass(frozen=True)
class Bullets:
    items: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Rows under a header; the first cell of a row says what the row is about."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: bool = False  # the last row adds up
    widths: str = ""  # numbers: narrow in the middle; long, short: what stands in the first column


@dataclass(frozen=True)
class Labelled:
    """A section: its name beside its words."""

    label: str
    blocks: tuple["Block", ...]
    wide: bool = False  # too wide to stand beside its name


@dataclass(frozen=True)
class Sign:
    """One yes: who, in what capacity, when and how."""

    name: str
    capacity: str
    line: str


@dataclass(frozen=True)
class Signs:
    signs: tuple[Sign, ...]


@dataclass(frozen=True)
class Blanks:
    """Boxes to tick and lines to write on, by hand."""

    boxes: tuple[str, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True)
class NewPage:
    pass


Block = Heading | Words | Bullets | Table | Labelled | Signs | Blanks | NewPage


@dataclass(frozen=True)
class Document:
    """A whole document. ``dated`` is the newest moment it tells of, never that of printing."""

    kind: str  # Learning contract
    place: str  # Midshire University, Action inquiry, 15 credits
    state: str  # Agreed Tuesday 2 February 2027
    title: str
    sub: str
    foot: str
    author: str
    dated: datetime
    blocks: tuple[Block, ...]
    name: str  # of the file, without its ending
    language: str = "en-GB"
    paged: str = "Page %(page)s of %(pages)s"
    one_page: bool = False
    rest: str = ""  # where the rest of an answer is that one page has no room for
    paper: str = "a4"  # or letter
    brand: str = "#0b5470"  # of headings; the institution's, if it has one
    logo: KeptLogo | None = None  # at the head of the first page

    @property
    def heading(self) -> str:
        """The title that readers of files see."""
        return f"{self.kind}: {self.title}"


_Said = TypeVar("_Said")


def texts(said: Any) -> Iterator[str]:
    """Every text in it, in order."""
    if isinstance(said, str):
        yield said
    elif isinstance(said, tuple):
        for one in said:
            yield from texts(one)
    elif is_dataclass(said):
        for field in fields(said):
            yield from texts(getattr(said, field.name))


def _inside(text: str, change: Change) -> str:
    """Part of a sentence: the blanks at its ends belong to the sentence."""
    core = text.strip(" \n\t")
    before, _core, after = text.partition(core) if core else (text, "", "")
    return f"{before}{change(core)}{after}"


def with_texts(said: _Said, change: Change) -> _Said:
    """The same with each text changed."""
    found: Any = said
    if isinstance(said, str):
        found = change(said)
    elif isinstance(said, tuple) and len(said) == 2 and said[0] in OPS:
        found = (said[0], _inside(said[1], change))
    elif isinstance(said, tuple):
        found = tuple(with_texts(one, change) for one in said)
    elif is_dataclass(said) and not isinstance(said, type):
        kept = {f.name: with_texts(getattr(said, f.name), change) for f in fields(said)}
        found = replace(said, **kept)
    return found


def paragraphs(text: str) -> list[list[str]]:
    """Somebody's words: paragraphs, parted by empty lines as on a page, each with its lines."""
    parts = re.split(r"\n(?:[^\S\n]*\n)+", text)
    lines = [[line for line in part.split("\n") if line.strip()] for part in parts]
    return [part for part in lines if part]
