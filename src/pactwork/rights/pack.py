"""Everything about one person as a pack: a page to read, the same for a machine, and their files."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC
from pathlib import PurePath
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string

from pactwork.files.blobs import fault_of, read
from pactwork.ground import clock
from pactwork.ground.installed import personal_data
from pactwork.ground.personal_data import MOST, DataSubject
from pactwork.modules.models import Blob
from pactwork.rights.readme import readme
from pactwork.rights.table import Pack, Table

MOST_BYTES = 200_000_000
PACKED = {"application/pdf", "image/jpeg", "image/png"}  # as small as they get


def gathered(who: DataSubject) -> Pack:
    """One question for each kind of row, however much there is."""
    tables = []
    for part in [part for one in personal_data() for part in one.given]:
        if rows := part.told(who):
            heads = [key.replace("__", " ").replace("_", " ") for key in rows[0]]
            tables.append(Table(str(part.title), part.name, heads, rows[:MOST], len(rows) > MOST))
    pack = Pack(who, tables)
    size = 0
    for blob in _files(who):
        if fault_of(blob.digest):
            pack.lost.append(blob)
            continue
        size += blob.size
        (pack.files if size <= MOST_BYTES else pack.too_large).append(blob)
    return pack


def _files(who: DataSubject) -> Sequence[Blob]:
    found = {pk for one in personal_data() for pk in one.files(who)}
    return list(Blob.objects.filter(pk__in=found).order_by("-pk"))


def written(pack: Pack, out: IO[bytes]) -> None:
    """As a zip file; nothing is written anywhere else."""
    known = {"pack": pack, "at": clock.now()}
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", readme(pack))
        archive.writestr("everything.html", render_to_string("rights/pack/everything.html", known))
        archive.writestr("everything.json", _as_json(pack))
        for name, blob in _named(pack.files):
            content = read(blob.digest)
            if content is not None:
                archive.writestr(name, content, ZIP_STORED if blob.type in PACKED else None)


def _as_json(pack: Pack) -> str:
    said = {
        "made_at": clock.now().astimezone(UTC),
        "institution": pack.who.house.name,
        "tables": {table.name: table.rows for table in pack.tables},
    }
    return json.dumps(said, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)


def _named(files: Sequence[Blob]) -> Iterator[tuple[str, Blob]]:
    """Names of our own: what a file was called could lead out of the folder."""
    for blob in files:
        ending = PurePath(blob.name).suffix.lower()
        yield f"files/{blob.ref}{ending if ending[1:].isalnum() else ''}", blob
