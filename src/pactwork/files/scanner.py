"""A scanner of uploads: ClamAV's daemon, asked over its socket as clamd(8) says (INSTREAM, PING).

Switched on by PACTWORK_SCANNER. What it does not answer for in time is taken for dangerous.
"""

import socket
import struct
from contextlib import suppress
from time import monotonic
from typing import Any, cast

from django.conf import settings

CHUNK = 64 * 1024
PATIENCE = 15.0  # seconds for all of it; a proxy in front waits for twenty
SHORT = 1.0  # where a page waits for it
MOST_SAID = 4096
# The file that every scanner takes for a virus though it is none (eicar.org), in two parts: no
# scanner shall find it here.
HARMLESS = (r"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-" + "STANDARD-ANTIVIRUS-TEST-FILE!$H+H*").encode()


class NoAnswer(Exception):
    """The scanner cannot be asked, or does not say that it looked at all of the file."""


def is_on() -> bool:
    return bool(settings.PACTWORK_SCANNER)


def found_in(content: bytes) -> str:
    """What the scanner calls that which it found; nothing if it found nothing."""
    said = _asked(b"zINSTREAM\0", content)
    if said == "stream: OK":
        return ""
    if said.startswith("stream: ") and said.endswith(" FOUND"):
        return said.removeprefix("stream: ").removesuffix(" FOUND") or "?"
    raise NoAnswer(said or "it said nothing")


def ping(patience: float | None = None) -> None:
    if (said := _asked(b"zPING\0", patience=patience)) != "PONG":
        raise NoAnswer(said or "it said nothing")


def answers() -> bool:
    """For a page: somebody waits for it."""
    try:
        ping(SHORT)
    except NoAnswer:
        return False
    return True


def _asked(command: bytes, content: bytes | None = None, patience: float | None = None) -> str:
    """One command on a connection of its own, as the protocol has it, and the answer to it."""
    until = monotonic() + (patience or PATIENCE)
    try:
        with _connected(until) as line:
            # Whoever finds it too much answers and hangs up while we are still sending.
            with suppress(BrokenPipeError, ConnectionResetError):
                for part in (command, *(_chunks(content) if content is not None else ())):
                    _patient(line, until).sendall(part)
            return _heard(line, until)
    except OSError as error:
        raise NoAnswer(str(error) or type(error).__name__) from error


def _chunks(content: bytes) -> list[bytes]:
    """Each with its length before it, in four bytes; one of no length is the end."""
    parts = [content[at : at + CHUNK] for at in range(0, len(content), CHUNK)]
    return [struct.pack("!L", len(part)) + part for part in (*parts, b"")]


def _connected(until: float) -> socket.socket:
    kind, where = cast("tuple[str, Any]", settings.PACTWORK_SCANNER)
    if kind == "tcp":
        return socket.create_connection(where, _left(until))
    line = socket.socket(socket.AF_UNIX)
    try:
        _patient(line, until).connect(where)
    except OSError:
        line.close()
        raise
    return line


def _heard(line: socket.socket, until: float) -> str:
    """Up to the zero byte that ends an answer, or until it hangs up."""
    said = b""
    while b"\0" not in said and len(said) < MOST_SAID:
        if not (part := _patient(line, until).recv(MOST_SAID)):
            break
        said += part
    return said.partition(b"\0")[0].decode("utf-8", "replace").strip()


def _patient(line: socket.socket, until: float) -> socket.socket:
    """Every wait comes out of the same patience."""
    line.settimeout(_left(until))
    return line


def _left(until: float) -> float:
    if (left := until - monotonic()) <= 0:
        raise TimeoutError("it took too long")
    return left
