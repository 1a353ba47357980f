"""A run's file to take away: ``module.yaml``, beside the files that its brief names."""

import io
import zipfile
from dataclasses import dataclass

from pactwork.files.blobs import read
from pactwork.modules.models import Blob, Run, SpecVersion
from pactwork.modules.queries import specification
from pactwork.modules.writing import module_file

STAMP = (1980, 1, 1, 0, 0, 0)  # the same file gives the same bytes


@dataclass(frozen=True)
class Packed:
    name: str
    type: str
    content: bytes


def packed(run: Run | SpecVersion) -> Packed:
    text = module_file(specification(run)).encode()
    blobs = {b.ref: b for b in Blob.objects.filter(ref__in=run.files.values())}
    kept = {path: blobs[ref] for path, ref in sorted(run.files.items()) if ref in blobs}
    if not kept:
        return Packed(f"{run.key}.yaml", "application/yaml", text)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, "module.yaml", text)
        for path, blob in kept.items():
            content = read(blob.digest)
            if content is not None:
                _add(archive, path, content)
    return Packed(f"{run.key}.zip", "application/zip", out.getvalue())


def _add(archive: zipfile.ZipFile, path: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(path, STAMP)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, content)
