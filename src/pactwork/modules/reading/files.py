"""The files that a brief names: beside the module file, of a harmless sort, and not too large."""

from collections.abc import Iterator
from pathlib import Path, PurePath

from pactwork.modules.reading.problem import Flaw
from pactwork.modules.rules.faults import Path as Place
from pactwork.modules.rules.specification import File, Specification

ALLOWED = (".csv", ".docx", ".jpg", ".md", ".pdf", ".png", ".txt", ".xlsx")
MOST_MEGABYTES = 5
# How bytes begin, and what else is in them; what has no row here is text.
SIGNS = {
    ".docx": (b"PK\x03\x04", b"word/"),
    ".jpg": (b"\xff\xd8\xff", b""),
    ".pdf": (b"%PDF-", b""),
    ".png": (b"\x89PNG\r\n\x1a\n", b""),
    ".xlsx": (b"PK\x03\x04", b"xl/"),
}
TWO_BYTES = (b"\xff\xfe", b"\xfe\xff")  # a spreadsheet's "Unicode text"


def is_what_it_says(name: str, content: bytes) -> bool:
    """Whether what is in a file is of the sort that its name says."""
    if signs := SIGNS.get(PurePath(name).suffix.lower()):
        return content.startswith(signs[0]) and signs[1] in content
    binary = content.startswith(tuple(sign for sign, _ in SIGNS.values()))
    return not binary and (b"\0" not in content or content.startswith(TWO_BYTES))


def brief_files(spec: Specification, folder: Path) -> dict[str, Path]:
    """Where each file that the brief names lies, by the path that names it."""
    return {file.path: folder / file.path for _, file in _named(spec)}


def file_flaws(spec: Specification, folder: Path) -> list[Flaw]:
    return [flaw for place, file in _named(spec) for flaw in _flaw(place, file, folder)]


def _named(spec: Specification) -> Iterator[tuple[Place, File]]:
    for n, part in enumerate(spec.brief):
        for m, file in enumerate(part.files):
            yield ("brief", n, "files", m, "path"), file


def _flaw(place: Place, file: File, folder: Path) -> Iterator[Flaw]:
    path = folder / file.path
    params = {"name": file.path, "allowed": ", ".join(ALLOWED), "most": MOST_MEGABYTES}
    if not path.resolve().is_relative_to(folder.resolve()):
        yield Flaw("file_outside", place, params)
    elif not path.is_file():
        yield Flaw("file_missing", place, params)
    elif path.suffix.lower() not in ALLOWED:
        yield Flaw("file_sort", place, params)
    elif path.stat().st_size > MOST_MEGABYTES * 1_000_000:
        yield Flaw("file_big", place, params)
    elif not is_what_it_says(path.name, path.read_bytes()):
        yield Flaw("file_other", place, params)
