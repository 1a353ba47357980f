"""One table: what the worker does about once a minute besides sending letters: rules with a clock."""

from collections.abc import Callable

ROUNDS: tuple[Callable[[], object], ...] = ()
