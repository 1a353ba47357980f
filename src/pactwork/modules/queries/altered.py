"""Whether a module's file, and a form pinned from it, are as they were put into force."""

from collections.abc import Iterator

from django.db.models import QuerySet, Subquery

from pactwork.files.blobs import fault_of
from pactwork.ground.canonical import digest
from pactwork.history.models import Entry
from pactwork.modules.models import Blob, Run
from pactwork.modules.queries.versions import in_force_on

# Each says the file's digest.
ACTS = ("module_loaded", "module_edited", "module_copied", "module_put_in_force")


def put_by(runs: QuerySet[Run, str]) -> QuerySet[Entry]:
    """The entry that put a run's file into force last; ``runs`` gives the run's ref."""
    told = Entry.objects.filter(subject__in=runs, act__in=ACTS).order_by("-seq")
    return Entry.objects.filter(pk=Subquery(told.values("pk")[:1]))


def differs(run: Run, entry: Entry | None) -> bool:
    """Whether the history put another file into force than the one this digest names."""
    told = entry.payload.get("digest") if entry else None
    return told is not None and told != run.digest


def altered(run: Run) -> str:
    """A clause that says what is wrong with the run as the table has it now; nothing: all is well."""
    if digest(run.specification) != run.digest:
        return "its file is not the one that was put into force"
    entry = put_by(Run.objects.filter(pk=run.pk).values_list("ref", flat=True)).first()
    if entry and differs(run, entry):
        return f"its file is not the one that entry {entry.seq} put into force"
    version = in_force_on(run)
    if version is None or version.digest != run.digest:
        return "its file is not its newest version"
    wrong = [name for name, value in _shown(run) if str(getattr(run, name)) != value]
    return f"its {' and '.join(wrong)} are not as in its file" if wrong else ""


def altered_files() -> Iterator[tuple[str, str]]:
    """Every file that somebody handed in and that is missing or another by now, and which of both."""
    rows = Blob.objects.order_by("digest").values_list("digest", flat=True).distinct()
    for digest_of_file in rows.iterator():
        why = fault_of(digest_of_file)
        if why and Blob.objects.filter(digest=digest_of_file).exists():  # not erased meanwhile
            yield digest_of_file[:16], why


def _shown(run: Run) -> Iterator[tuple[str, str]]:
    """What the row repeats of the file."""
    yield "title", run.specification["title"]
    yield "key", run.specification["key"]
    yield "name", run.specification["run"]
    yield "starts_on", run.specification["calendar"]["starts_on"]
