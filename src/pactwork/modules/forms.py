"""A roster as it comes from a browser: uploaded, then sealed into the preview until the word is given."""

from dataclasses import dataclass

from django.core import signing
from django.http import HttpRequest

from pactwork.modules.roster.reading import MOST_BYTES, Sheet, sheet
from pactwork.people.models import Person

KEPT_FOR = 2 * 3600  # seconds between looking and writing


@dataclass(frozen=True)
class RosterFile:
    """A file's bytes, what it is called, the run (ref) for lines that name none, and whether it is
    the whole list."""

    name: str
    content: bytes
    run: str
    whole: bool = False

    @property
    def sheet(self) -> Sheet:
        return sheet(self.content)


def uploaded(request: HttpRequest) -> RosterFile | None:
    """Never more is read than could be a roster; one byte over is enough to say so."""
    file = request.FILES.get("file")
    if file is None:
        return None
    name = (file.name or "")[:100]
    whole = request.POST.get("whole") == "yes"
    return RosterFile(name, file.read(MOST_BYTES + 1), request.POST.get("run", ""), whole)


def _salt(person: Person) -> str:
    return f"roster:{person.ref}"


def sealed(file: RosterFile, plan: str, person: Person) -> str:
    """The file and the digest of its plan, for a hidden field that nobody else can use or alter."""
    said = [file.name, file.content.decode("latin-1"), file.run, file.whole, plan]
    return signing.dumps(said, salt=_salt(person), compress=True)


def unsealed(text: str, person: Person) -> tuple[RosterFile, str] | None:
    try:
        name, content, run, whole, plan = signing.loads(text, salt=_salt(person), max_age=KEPT_FOR)
    except (signing.BadSignature, ValueError):
        return None
    return RosterFile(name, content.encode("latin-1"), run, whole), plan
