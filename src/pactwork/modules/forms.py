"""A roster as it comes from a browser: uploaded, then sealed into the preview until the word is given."""

from dataclasses import dataclass, field, replace
from functools import cached_property

from django.core import signing
from django.http import HttpRequest

from pactwork.files.uploads import upload_in
from pactwork.ground.refusal import Refusal
from pactwork.modules.roster.heads import Choices
from pactwork.modules.roster.reading import MOST_BYTES, Sheet, sheet
from pactwork.people.models import Person

KEPT_FOR = 2 * 3600  # seconds between looking and writing


@dataclass(frozen=True)
class RosterFile:
    """A file's bytes, what it is called, the run (ref) for lines that name none, whether it is the
    whole list, and what was said of its columns."""

    name: str
    content: bytes
    run: str
    whole: bool = False
    choices: Choices = field(default_factory=Choices)
    refusal: Refusal | None = None

    @cached_property
    def sheet(self) -> Sheet:
        return sheet(self.content, self.choices)


def uploaded(request: HttpRequest) -> RosterFile | None:
    """What came; a file that was not taken at the door leaves what was said beside it."""
    file = upload_in(request, "file", MOST_BYTES)
    if file is None:
        return None
    run, whole = request.POST.get("run", ""), request.POST.get("whole") == "yes"
    if isinstance(file, Refusal):
        return RosterFile("", b"", run, whole, _said(request), file)
    return RosterFile(file.name[:100], file.content, run, whole, _said(request))


def reread(request: HttpRequest, person: Person) -> RosterFile | None:
    """The file of a preview, with what is now said of its columns."""
    opened = unsealed(request.POST.get("seal", ""), person)
    return replace(opened[0], choices=_said(request)) if opened else None


def _said(request: HttpRequest) -> Choices:
    post = request.POST
    pairs = zip(post.getlist("column"), post.getlist("heading"), strict=False)
    role, code = post.get("role", ""), post.get("code", "").strip()[:20]
    return Choices(tuple(pairs), role, code)


def _salt(person: Person) -> str:
    return f"roster:{person.ref}"


def sealed(file: RosterFile, plan: str, person: Person) -> str:
    """The file and the digest of its plan, for a hidden field that nobody else can use or alter."""
    said = [file.name, file.content.decode("latin-1"), file.run, file.whole, plan]
    said += [file.choices.columns, file.choices.role, file.choices.code]
    return signing.dumps(said, salt=_salt(person), compress=True)


def unsealed(text: str, person: Person) -> tuple[RosterFile, str] | None:
    try:
        said = signing.loads(text, salt=_salt(person), max_age=KEPT_FOR)
        name, content, run, whole, plan, columns, role, code = said
    except (signing.BadSignature, ValueError):
        return None
    choices = Choices(tuple((column, heading) for column, heading in columns), role, code)
    return RosterFile(name, content.encode("latin-1"), run, whole, choices), plan
