"""What a process has worked out once, for all its threads; the least used goes first."""

from threading import Lock
from typing import Generic, TypeVar

from cachetools import LRUCache

Key = TypeVar("Key")
What = TypeVar("What")


class Known(Generic[Key, What]):
    def __init__(self, most: int) -> None:
        self._rows: LRUCache[Key, What] = LRUCache(most)
        self._lock = Lock()

    def get(self, key: Key) -> What | None:
        with self._lock:
            return self._rows.get(key)

    def keep(self, key: Key, what: What) -> None:
        with self._lock:
            self._rows[key] = what

    def __contains__(self, key: Key) -> bool:
        with self._lock:
            return key in self._rows
