"""How much work something does, counted: the same on every machine, which seconds are not."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def work(done: Callable[[], object]) -> int:
    """How many functions are called, ours and Python's, while it is done."""
    calls = 0

    def count(frame: FrameType, event: str, arg: Any) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        done()
    finally:
        sys.setprofile(None)
    return calls
