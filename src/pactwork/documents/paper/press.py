"""The typesetter in a process of its own: what it remembers of long papers goes with it."""

import json
from functools import cache
from pathlib import Path

import typst

from pactwork.ground.child_process import apart, work_apart

FILES = Path(__file__).parent / "files"
FONTS = FILES / "fonts"
LAYOUT = FILES / "contract.typ"
MEMORY = (
    4_000_000_000  # bytes of address space; a contract of a hundred pages takes a quarter of it
)
SECONDS = 60  # of the processor


class CannotPrint(Exception):
    """The typesetter's own words, or none where it died."""


def pressed(inputs: dict[str, str]) -> bytes:
    """The PDF of what the layout is told. Raises ``CannotPrint``."""
    made = apart(__name__, json.dumps(inputs).encode(), memory=MEMORY, seconds=SECONDS)
    if made is None or made.startswith(b"{"):
        raise CannotPrint(json.loads(made)["why"] if made else "")
    return made


@cache
def our_fonts() -> typst.Fonts:
    """Only our own: the same on every machine."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )


def press(given: bytes) -> bytes:
    """The work itself."""
    try:
        return typst.compile(
            LAYOUT.read_bytes(),
            sys_inputs=json.loads(given),
            font_paths=our_fonts(),
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
        )
    except typst.TypstError as error:
        return json.dumps({"why": error.message[:200]}).encode()


if __name__ == "__main__":
    work_apart(press)
