"""What does not fit together in a module file: where, and a code with parameters. Pure."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import islice

MOST_FAULTS = 100  # that anybody is told of at once
MOST_KNOWN = 20  # names in a sentence
LETTERS = 40  # of a name, by which it is compared
Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Fault:
    """``path`` leads to the value as pydantic does: names, and positions from 0."""

    path: Path
    code: str
    params: dict[str, object] = field(default_factory=dict)


def listed(names: Iterable[object]) -> str:
    """Names in a row, as a sentence shows them."""
    return ", ".join(str(n) for n in names)


def repeated(path: Path, keys: Iterable[object], named: str = "key") -> Iterator[Fault]:
    """One fault for each entry of a list whose key an earlier entry has."""
    seen: set[object] = set()
    for position, key in enumerate(keys):
        if key in seen:
            yield Fault((*path, position, named), "repeated", {"key": key})
        seen.add(key)


def unknown(path: Path, name: object, known: Collection[object], what: str) -> Fault:
    """A name that stands for nothing, with the names that do: of very many, the nearest and the first."""
    if len(known) <= MOST_KNOWN:
        return Fault(path, f"unknown_{what}", {"name": name, "known": listed(known)})
    names = {str(one)[:LETTERS]: one for one in known}
    near = [names[one] for one in get_close_matches(str(name)[:LETTERS], names)]
    rest = (one for one in known if one not in near)
    shown = [*near, *islice(rest, MOST_KNOWN - len(near))]
    return Fault(path, f"unknown_{what}", {"name": name, "known": f"{listed(shown)}, …"})
