"""The files that a brief names: beside the module file, of a harmless sort, and not too large."""

from collections.abc import Iterator
from pathlib import Path

from pactwork.modules.reading.problem import Flaw
from pactwork.modules.rules.faults import Path as Place
from pactwork.modules.rules.specification import File, Specification

ALLOWED = (".csv", ".docx", ".jpg", ".md", ".pdf", ".png", ".txt", ".xlsx")
MOST_MEGABYTES = 5


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
