"""Getting past the history's lock, as somebody with the database's own password could."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from pactwork.history import sealed


@contextmanager
def past_the_lock() -> Iterator[None]:
    sealed.unlock(connection)
    try:
        yield
    finally:
        sealed.lock(connection)
