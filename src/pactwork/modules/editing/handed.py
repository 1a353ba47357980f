"""A file that a leader adds to a part of the brief: harmless by name and inside, and not too large."""

import re
from collections.abc import Container
from dataclasses import dataclass
from pathlib import PurePosixPath

from pactwork.modules.reading.files import ALLOWED, MOST_MEGABYTES, is_what_it_says
from pactwork.modules.reading.problem import Flaw

MOST_BYTES = MOST_MEGABYTES * 1_000_000


@dataclass(frozen=True)
class Handed:
    """``content`` is cut one byte after the most that is allowed."""

    name: str
    content: bytes
    title: str = ""

    @property
    def problem(self) -> str:
        """What is the matter with it, in the words of a module file's reader; nothing, usually."""
        params = {"name": self.name, "allowed": ", ".join(ALLOWED), "most": MOST_MEGABYTES}
        if PurePosixPath(self.name).suffix.lower() not in ALLOWED:
            return Flaw("file_sort", params=params).problem("").words
        if len(self.content) > MOST_BYTES:
            return Flaw("file_big", params=params).problem("").words
        if not is_what_it_says(self.name, self.content):
            return Flaw("file_other", params=params).problem("").words
        return ""

    def entry(self, taken: Container[str]) -> dict[str, str]:
        """What the brief says of it, under a path of its own."""
        plain = re.sub(r"[^\w.-]+", "-", self.name).lstrip(".-") or "file"
        own = PurePosixPath("files", plain[-100:])
        path, number = own, 1
        while str(path) in taken:
            number += 1
            path = own.with_name(f"{own.stem}-{number}{own.suffix}")
        return {"title": self.title or own.stem, "path": str(path)}
