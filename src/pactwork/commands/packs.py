"""The files of an evidence pack, in a folder or a zip file, and what it says of itself."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

README = """\
Evidence from Pactwork
======================

%(what)s
The history of %(institution)s had %(length)s on %(at)s (UTC).

To check it, with Python 3.11 or newer and nothing else, as a folder or as the zip file that it is:

    python3 check_evidence.py PACK
    python3 check_evidence.py PACK EMAIL.txt

The first says which key signed. Compare that with what the university made known, or name it after
the pack. The second compares the pack with a checkpoint that was emailed at the time, saved as text.
This pack says that it was signed with  %(key)s
Where you doubt the pack, take the script from another place than the pack.

manifest.json       the list of the pack: every other file and how much of everything, signed.
chain.jsonl         every entry of the history. One that is not about this pack shows only its place
                    and a fingerprint, so that nothing could be added, left out or moved.
checkpoints.jsonl   what the university signed, and when.
keys.json           what shows that the words beside an entry are those it was sealed over.
names.json          whose name a mark in an entry ("named") stands for, with what proves it. A mark
                    that is not there is of somebody who was erased since; an entry says so.
contracts/          the drafts as they were shared, the answers, what became of them later, and what
                    was in force from when. Moments are those of the entries.

What is proved against whom
---------------------------

Whoever has not got the university's signing key can change, add or leave out nothing at all: not a
character of these files. A zip file's own dates and comments are no part of the pack. Every file
that ends in .json or .jsonl is spelt in one way only; one with a name given twice is refused.

Whoever has it, and so whoever exports, is bound by the history: words, questions, names with an
answer, moments, entry numbers, and that no draft, answer or section is left out. By nothing but
their signature on the list are you assured of

  - what is marked "not_sealed", and nothing else without an entry's number: take it as told. Names
    of the student, the module and the institution are there where the contract's first entry does
    not say them, or they changed since;
  - "asked_of", who was asked, beside an answer; the entries in chain.jsonl say it too;
  - "not_shown": sections that cannot be proved any more, and are left out; "altered", which says
    what had been changed past Pactwork before this pack was made;
  - whatever is there under a name that is not explained here, a key that no entry needs, this text;
  - that no earlier checkpoint is left out;
  - in the pack of one contract, that the entries shown as fingerprints are about others;
  - all of the history since the last checkpoint that left the university.

%(private)s
"""
ONE = "It holds one contract. Nobody else's words, name or acts are in it."
ALL = "It holds everybody's words and every key: keep it as safe as a backup."


class Add:
    """Writes one file of a pack, piece by piece, and keeps its digest."""

    def __init__(self, out: Path, archive: ZipFile | None) -> None:
        self.out, self.archive = out, archive
        self.digests: dict[str, str] = {}

    def __call__(self, name: str, pieces: Iterable[str]) -> None:
        found = sha256()
        with self._open(name) as file:
            for piece in pieces:
                file.write(piece.encode())
                found.update(piece.encode())
        self.digests[name] = found.hexdigest()

    def _open(self, name: str) -> IO[bytes]:
        if self.archive:
            return self.archive.open(name, "w", force_zip64=True)
        path = self.out / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return path.open("wb")


@contextmanager
def pack(out: Path) -> Iterator[Add]:
    """A folder, or a zip file where the name says so; for nobody else's eyes."""
    old = os.umask(0o077)
    try:
        if out.suffix == ".zip":
            with ZipFile(out, "w", ZIP_DEFLATED) as archive:
                yield Add(out, archive)
        else:
            yield Add(out, None)
    finally:
        os.umask(old)
