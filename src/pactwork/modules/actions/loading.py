"""A module file is put into force as a run."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Unpack

from django.db import transaction

from pactwork.files.blobs import keep
from pactwork.ground import clock
from pactwork.ground.bulk import put_row
from pactwork.ground.canonical import digest
from pactwork.history.record import Notice, record
from pactwork.modules.actions.versions import Said, keep_version, named_files
from pactwork.modules.models import Blob, PinnedTemplate, Run
from pactwork.modules.queries import specification
from pactwork.modules.queries.altered import altered
from pactwork.modules.rules.calendar import shifted
from pactwork.modules.rules.specification import Specification
from pactwork.people.models import Institution

# What a brief's file may be; anything else was refused when the module file was read.
TYPES = {
    ".md": "text/markdown",
    ".txt": "text/plain",
    ".csv": "text/csv",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".png": "image/png",
    ".jpg": "image/jpeg",
}


def stored(institution: Institution, called: str, content: bytes) -> Blob:
    """Store a file under its digest; the same bytes are kept once."""
    name = keep(content)
    known = Blob.objects.filter(institution=institution, digest=name, name=called).first()
    return known or Blob.objects.create(
        institution=institution,
        digest=name,
        name=called,
        type=TYPES.get(Path(called).suffix.lower(), "application/octet-stream"),
        size=len(content),
    )


def _stored(institution: Institution, path: Path) -> str:
    return stored(institution, path.name, path.read_bytes()).ref


@transaction.atomic
def load_module(
    institution: Institution,
    spec: Specification,
    *,
    folder: Path,
    starts_on: date | None = None,
    by: str = "system",
    source: str = "",
) -> Run:
    """Put a module file into force as a run; loading it again updates the run, unless nothing differs.

    ``folder`` holds the files that the brief names. ``starts_on`` moves every date by whole weeks.
    Contracts that have begun keep the template they began with. What was altered past Pactwork is put
    right by loading the file again. ``source`` is the file as it was written, and is kept.
    """
    spec = shifted(spec, starts_on) if starts_on else spec
    paths = [file.path for part in spec.brief for file in part.files]
    files = {path: _stored(institution, folder / path) for path in paths}
    known = Run.objects.filter(institution=institution, key=spec.key, name=spec.run).first()
    as_it_was = known is not None and not altered(known)
    if known and as_it_was and known.files == files and specification(known) == spec:
        return known
    run = put(institution, spec, files, by=by, source=source)
    payload = {"key": spec.key, "run": spec.run, "digest": run.digest}
    remember("module_loaded", run, payload, by)
    return run


def put(
    institution: Institution, spec: Specification, files: Mapping[str, str], **said: Unpack[Said]
) -> Run:
    """The run as this says, a version of it, and its templates pinned; ``files`` are refs of blobs, by
    path in the brief."""
    body, files = spec.model_dump(mode="json"), named_files(spec, files)
    run, _ = put_row(
        Run,
        institution=institution,
        key=spec.key,
        name=spec.run,
        defaults={
            "title": spec.title,
            "specification": body,
            "digest": digest(body),
            "files": files,
            "starts_on": spec.calendar.starts_on,
            "loaded_at": clock.now(),
        },
    )
    keep_version(institution, spec, files, run=run, in_force=True, **said)
    for key, template in spec.templates.items():
        form = template.model_dump(mode="json")
        # Words put back are the newest again: whoever begins now gets what is in force.
        moment = {"made_at": clock.now()}
        put_row(
            PinnedTemplate,
            run=run,
            key=key,
            digest=digest(form),
            defaults=moment,
            only_new=moment | {"body": form},
        )
    return run


def remember(
    act: str, run: Run, payload: dict[str, Any], by: str, notices: Iterable[Notice] = ()
) -> None:
    """One entry of the history about a run."""
    where = run.institution
    record(
        act,
        chain=where.ref,
        subject=run.ref,
        by=by,
        key=where.key,
        payload=payload,
        notices=notices,
    )
