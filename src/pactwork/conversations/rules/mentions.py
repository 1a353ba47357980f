"""Names in posts: @Helen Marsh is somebody, if she may read it; anything else is a word."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pactwork.ground.names import plain_names
from pactwork.ground.refusal import Refusal

_AT = re.compile(r"(?<![\w@.])@(?=\w)")
_GOES_ON = re.compile(r"[\w-]")
MOST = 20  # in one post


@dataclass(frozen=True)
class Named:
    pk: int
    name: str
    known_as: str = ""

    @property
    def names(self) -> list[str]:
        """The longest first: the whole name, without its title, what others call them."""
        parts = plain_names(self.name)
        found = {self.name, " ".join(parts), self.known_as, parts[0] if parts else ""}
        return sorted((n.casefold() for n in found if n), key=len, reverse=True)


def _by_name(people: Iterable[Named]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for person in people:
        for name in person.names:
            found.setdefault(name, set()).add(person.pk)
    return found


def _at(rest: str, names: Mapping[str, set[int]]) -> set[int]:
    """Who is meant at this place: the longest name that stands here."""
    for name in sorted(names, key=len, reverse=True):
        if rest.startswith(name) and not _GOES_ON.match(rest, len(name)):
            return names[name]
    return set()


def mentioned(
    text: str, readers: Iterable[Named], others: Iterable[Named]
) -> tuple[list[int], Refusal | None]:
    """Who is named, or why that cannot be: somebody who may not read it, or a name of several."""
    may, may_not = _by_name(readers), _by_name(others)
    found: list[int] = []
    for place in list(_AT.finditer(text))[:MOST]:
        rest = text[place.end() : place.end() + 210].casefold()
        here = _at(rest, may)
        if len(here) > 1:
            return [], Refusal("mention_several", {"name": _shown(text, place.end())})
        if not here and _at(rest, may_not):
            return [], Refusal("mention_shut", {"name": _shown(text, place.end())})
        found += here
    return list(dict.fromkeys(found)), None


def _shown(text: str, begin: int) -> str:
    return " ".join(text[begin : begin + 60].split()[:2])
