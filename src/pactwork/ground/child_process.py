"""Work whose cost other people's words decide, in a process of its own: it is bounded and given back.

A module that works so has ``if __name__ == "__main__": work_apart(...)``; its process is asked by ``apart``.
"""

import resource
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from threading import Lock

_one_at_a_time = Lock()


def apart(module: str, given: bytes, *, memory: int, seconds: int) -> bytes | None:
    """What the module made of ``given``; None where it died, or took too much ``memory`` or time.

    One at a time for each web process: who sends much at once waits, and nobody else pays.
    ``memory`` is bytes of address space, ``seconds`` are the processor's; four times as long is waited.
    """
    with _one_at_a_time, suppress(subprocess.TimeoutExpired):
        done = subprocess.run(  # noqa: S603 - our own interpreter and file
            [sys.executable, "-m", module, str(memory), str(seconds)],
            input=given,
            capture_output=True,
            timeout=4 * seconds,
            check=False,
        )
        return done.stdout if done.returncode == 0 else None
    return None


def work_apart(work: Callable[[bytes], bytes]) -> None:
    """The other end: what was given goes in, what was made goes out."""
    memory, seconds = map(int, sys.argv[1:])
    for what, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds)):
        with suppress(ValueError, OSError):  # a system without this limit
            resource.setrlimit(what, (most, most))
    sys.stdout.buffer.write(work(sys.stdin.buffer.read()))
