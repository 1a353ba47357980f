"""A module as it is dropped on a page: one file, or an archive of it with the files of its brief.

Nothing is unpacked: the paths in an archive are names by which the brief finds its files, and no more is
read of any of them than may be kept.
"""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from django.utils.translation import gettext_lazy as _

from pactwork.modules.reading import read_bytes
from pactwork.modules.reading.files import ALLOWED, MOST_MEGABYTES, is_what_it_says
from pactwork.modules.reading.problem import BadModule, Flaw, Problem
from pactwork.modules.reading.written import MOST_BYTES, written
from pactwork.modules.rules.dropped import (
    MOST_ARCHIVE,
    MOST_ENTRIES,
    MOST_LISTED,
    MOST_UNPACKED,
    fault_of_path,
)
from pactwork.modules.rules.specification import Specification

MOST_FILE = MOST_MEGABYTES * 1_000_000
UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError),
    *(OSError, ValueError, NotImplementedError, RuntimeError),
)
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
LISTED = b"PK\1\2"  # at each entry of an archive's list, all of which Python reads at once
ASIDE = ("__MACOSX", ".DS_Store", "Thumbs.db")  # what systems put beside the files that were meant
SENTENCES = {
    "archive_big": (_("this file is larger than %(most)s MB"), _("it can have at most that")),
    "archive_broken": (_("this archive cannot be read"), _("a zip file was expected")),
    "archive_many": (
        _("there are too many files in this archive"),
        _("it can hold at most %(most)s"),
    ),
    "archive_locked": (_("“%(path)s” has a password"), _("an archive without one is needed")),
    "archive_path": (
        _("“%(path)s” leads out of the archive"),
        _("every path should be a plain one inside it"),
    ),
    "archive_twice": (_("“%(path)s” is in this archive twice"), _("once is expected")),
    "archive_unpacked": (
        _("the files of the brief are larger than %(most)s MB together"),
        _("they can have at most that"),
    ),
    "archive_empty": (
        _("there is no module.yaml in this archive"),
        _("it should hold one, with the files of its brief beside it"),
    ),
    "archive_several": (
        _("there are several module.yaml in this archive: %(names)s"),
        _("one is expected"),
    ),
}


@dataclass(frozen=True)
class Dropped:
    """A module, how it was written, and the bytes of the files that its brief names, by path."""

    spec: Specification
    source: str
    contents: Mapping[str, bytes] = field(default_factory=dict)


def dropped(name: str, content: bytes, kept: Collection[str] = ()) -> Dropped:
    """Raises BadModule with every problem. ``kept``: paths of files that are there already."""
    if len(content) > MOST_ARCHIVE:
        raise _bad(name, "archive_big", most=MOST_ARCHIVE // 1_000_000)
    if not content.startswith(b"PK"):
        return _whole(name, content, {}, kept)
    if content.count(LISTED) > MOST_LISTED:  # whatever the archive says how many there are
        raise _bad(name, "archive_many", most=MOST_ENTRIES)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _archived(name, archive, kept)
    except UNREADABLE as error:
        raise _bad(name, "archive_broken") from error


def _archived(name: str, archive: zipfile.ZipFile, kept: Collection[str]) -> Dropped:
    entries = _entries(name, archive)
    heads = [path for path in entries if PurePosixPath(path).name == "module.yaml"]
    if not heads:
        raise _bad(name, "archive_empty")
    if len(heads) > 1:
        raise _bad(name, "archive_several", names=", ".join(heads)[:200])
    folder = PurePosixPath(heads[0]).parent
    source = _read(archive, entries[heads[0]], MOST_BYTES)
    spec = read_bytes(source, heads[0])
    contents, room = dict[str, bytes](), MOST_UNPACKED
    for path in {file.path for part in spec.brief for file in part.files}:
        if (entry := entries.get(str(folder / path))) is None:
            continue
        contents[path] = _read(archive, entry, MOST_FILE)
        room -= len(contents[path])
        if room < 0:
            raise _bad(name, "archive_unpacked", most=MOST_UNPACKED // 1_000_000)
    return _whole(heads[0], source, contents, kept)


def _entries(name: str, archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Every file by its path, when all of them are plain."""
    infos = [i for i in archive.infolist() if not i.is_dir() and not _aside(i.filename)]
    if len(infos) > MOST_ENTRIES:
        raise _bad(name, "archive_many", most=MOST_ENTRIES)
    found: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        path = info.filename.replace("\\", "/")
        linked = stat.S_ISLNK(info.external_attr >> 16)
        if linked or fault_of_path(path):
            raise _bad(name, "archive_path", path=path[:100])
        if info.flag_bits & 1:
            raise _bad(name, "archive_locked", path=path[:100])
        if info.compress_type not in PACKED:
            raise _bad(name, "archive_broken")
        if path in found:
            raise _bad(name, "archive_twice", path=path[:100])
        found[path] = info
    return found


def _aside(path: str) -> bool:
    return any(step in ASIDE for step in PurePosixPath(path).parts)


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    """One byte more than may be kept is enough to refuse it, whatever the archive says of its size."""
    with archive.open(entry) as file:
        return file.read(most + 1)


def _whole(
    name: str, content: bytes, contents: Mapping[str, bytes], kept: Collection[str]
) -> Dropped:
    spec = read_bytes(content, name)
    if flaws := list(_flaws(spec, contents, kept)):
        source = written(content)
        problems = [source.placed(flaw).problem(name) for flaw in flaws]
        raise BadModule(sorted(problems, key=lambda problem: problem.line))
    return Dropped(spec, content.decode("utf-8-sig"), contents)


def _flaws(
    spec: Specification, contents: Mapping[str, bytes], kept: Collection[str]
) -> Iterator[Flaw]:
    for n, part in enumerate(spec.brief):
        for m, file in enumerate(part.files):
            place = ("brief", n, "files", m, "path")
            code = _fault(file.path, contents.get(file.path), kept)
            params = {"name": file.path, "allowed": ", ".join(ALLOWED), "most": MOST_MEGABYTES}
            if code:
                yield Flaw(code, place, params)


def _fault(path: str, content: bytes | None, kept: Collection[str]) -> str:
    if PurePosixPath(path).suffix.lower() not in ALLOWED:
        return "file_sort"
    if content is None:
        return "" if path in kept else "file_missing"
    if len(content) > MOST_FILE:
        return "file_big"
    return "" if is_what_it_says(path, content) else "file_other"


def _bad(name: str, code: str, **params: object) -> BadModule:
    got, expected = (str(part) % params for part in SENTENCES[code])
    return BadModule([Problem(name, 0, "", expected, got)])
