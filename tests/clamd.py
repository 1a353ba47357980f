"""A daemon that speaks as clamd(8) is documented to, on a socket of its own, and knows one signature.

Written from the manual, not from our client: nothing of the program is imported here.
"""

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

# EICAR's test file, assembled here so that no scanner finds it in the repository.
EICAR = b"".join(
    (b"X5O!P%@AP[4\\PZX54(P^)7CC)7}", b"$EICAR-STANDARD-", b"ANTIVIRUS-TEST-FILE!", b"$H+H*")
)
NAME = "Eicar-Test-Signature"


@dataclass
class Clamd:
    """What it was asked, and how it behaves: ``mood`` is well, deaf, mute, gone, mad, blind or slow."""

    address: str = ""
    mood: str = "well"
    most: int = 25_000_000  # StreamMaxLength
    asked: list[str] = field(default_factory=list)
    scanned: list[int] = field(default_factory=list)  # bytes of each stream that was whole
    over: threading.Event = field(default_factory=threading.Event)


class Handler(socketserver.StreamRequestHandler):
    daemon: Clamd

    def handle(self) -> None:
        mood = self.daemon.mood
        if mood == "gone":  # it hangs up without a word
            return
        command = self._command()
        self.daemon.asked.append(command)
        if mood == "deaf":  # it takes everything, and says nothing
            self.daemon.over.wait(10)
            return
        if command == "zPING":
            self._say("PONG")
        elif command == "zINSTREAM":
            self._instream()
        else:
            self._say("UNKNOWN COMMAND")

    def _command(self) -> str:
        said = b""
        while (one := self.rfile.read(1)) not in (b"", b"\0"):
            said += one
        return said.decode()

    def _instream(self) -> None:
        stream = b""
        while size := struct.unpack("!L", self.rfile.read(4))[0]:
            if len(stream) + size > self.daemon.most:
                self._say("INSTREAM size limit exceeded. ERROR")
                return
            stream += self.rfile.read(size)
        self.daemon.scanned.append(len(stream))
        mood = self.daemon.mood
        if mood == "mad":
            self._say("stream: lstat() failed: No such file or directory. ERROR")
        elif mood == "mute":
            return
        elif mood == "odd":
            self._say("stream: <script>alert('ü')</script>\r\nSet-Cookie: a=b FOUND")
        else:
            found = EICAR in stream and mood != "blind"
            self._say(f"stream: {NAME} FOUND" if found else "stream: OK", slowly=mood == "slow")

    def _say(self, words: str, slowly: bool = False) -> None:
        said = words.encode() + b"\0"
        for byte in (said[i : i + 1] for i in range(len(said))) if slowly else (said,):
            self.wfile.write(byte)
            self.wfile.flush()


class Unix(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True


class Tcp(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


@contextmanager
def clamd(folder: Path | None = None) -> Iterator[Clamd]:
    """On a Unix socket in this folder, or on a port of this machine."""
    daemon = Clamd()
    handler = type("Handler", (Handler,), {"daemon": daemon})
    server: socketserver.BaseServer
    if folder:
        daemon.address = f"unix:{folder / 'clamd.ctl'}"
        server = Unix(str(folder / "clamd.ctl"), handler)
    else:
        server = Tcp(("127.0.0.1", 0), handler)
        daemon.address = f"tcp://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield daemon
    finally:
        daemon.over.set()
        server.shutdown()
        server.server_close()
