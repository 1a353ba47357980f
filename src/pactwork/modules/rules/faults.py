"""What does not fit together in a module file: where, and a code with parameters. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

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


def unknown(path: Path, name: object, known: Iterable[object], what: str) -> Fault:
    """A name that stands for nothing, with the names that do."""
    return Fault(path, f"unknown_{what}", {"name": name, "known": listed(known)})
