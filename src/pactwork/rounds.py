"""One table: what the worker does about once a minute besides sending letters: rules with a clock."""

from collections.abc import Callable

from pactwork.digests.actions import send_due_digests

ROUNDS: tuple[Callable[[], object], ...] = (send_due_digests,)
