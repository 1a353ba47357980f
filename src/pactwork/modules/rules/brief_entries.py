"""What a module file may say of the brief: its parts, what is required, and what use of AI is allowed.
Pure: pydantic only."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from pactwork.modules.rules.entries import PATH, URL, Entry, Key, Line, Text, Whole


class Link(Entry):
    title: Line
    """What it is called."""
    url: Annotated[str, StringConstraints(pattern=URL, max_length=500)]
    """Where it leads."""


class File(Entry):
    title: Line
    """What it is called."""
    path: Annotated[str, StringConstraints(pattern=PATH, max_length=200)]
    """Where it is, beside this file."""


class BriefPart(Entry):
    """One bite of the brief: two minutes of reading at most."""

    key: Key
    """Its names."""
    title: Line
    """Its names."""
    minutes: Whole = Field(default=2, ge=1, le=15)
    """To read it, as for a film behind a link; where it says 2, pages count its words. Two is best."""
    status: Literal["fixed", "yours"]
    """`yours` to negotiate, or not."""
    text: Text
    """The words."""
    links: list[Link] = []
    """Where to read on."""
    files: list[File] = []
    """What comes with it."""


class Requirement(Entry):
    key: Key
    """Its short name."""
    text: Line
    """What must be so."""
    status: Literal["fixed", "yours"]
    """`yours` to negotiate, or not."""


class AiUse(Entry):
    summary: Line
    """What holds, in short."""
    allowed: list[Line] = []
    """What AI may be used for."""
    not_allowed: list[Line] = []
    """What it may not."""
