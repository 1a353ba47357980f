"""Lines that need what another line may bring, by what each waits for: a person, an address, a role. Pure."""

from collections.abc import Iterable, Iterator

Awaited = tuple[str, ...]


class Waiting:
    """Lines by their place. Each is given out once when something comes that it waits for."""

    def __init__(self) -> None:
        self._places: set[int] = set()
        self._by: dict[Awaited, list[int]] = {}

    def __iter__(self) -> Iterator[int]:
        return iter(sorted(self._places))

    def add(self, place: int, awaited: Iterable[Awaited]) -> None:
        self._places.add(place)
        for one in awaited:
            self._by.setdefault(one, []).append(place)

    def woken(self, brought: Iterable[Awaited]) -> set[int]:
        found = {place for one in brought for place in self._by.pop(one, ())} & self._places
        self._places -= found
        return found
