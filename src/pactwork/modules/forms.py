"""A roster as it comes from a browser: uploaded, then sealed into the preview until the word is given."""

from dataclasses import dataclass, field, replace
from functools import cached_property

from django.core import signing
from django.http import HttpRequest

from pactwork.files.uploads import upload_in
from pactwork.ground.refusal import Refusal
from pactwork.ground.typed import typed_in
from pactwork.modules.queries.roster import column_map, of_its_modules
from pactwork.modules.roster.choices import Choices
from pactwork.modules.roster.reading import MOST_BYTES, Sheet, sheet
from pactwork.people.models import Institution, Person

FORGET = "forget"  # instead of a column
KEPT_FOR = 2 * 3600  # seconds between looking and writing


@dataclass(frozen=True)
class RosterFile:
    """A file's bytes, what it is called, the run (ref) for lines that name none, whether it is the
    whole list, and what was said of its columns. ``named``: columns that only a module asks for;
    ``exact``: what modules call their codes and runs."""

    name: str
    content: bytes
    run: str
    whole: bool = False
    choices: Choices = field(default_factory=Choices)
    refusal: Refusal | None = None
    named: tuple[str, ...] = ()
    exact: frozenset[str] = frozenset()

    @cached_property
    def sheet(self) -> Sheet:
        return sheet(self.content, self.choices, self.named, self.exact)

    def known_at(self, institution: Institution) -> "RosterFile":
        """With what the institution has kept of earlier files, and what its modules ask for."""
        choices = replace(self.choices, kept=column_map(institution))
        of_modules = of_its_modules(institution)
        return replace(self, choices=choices, named=of_modules.columns, exact=of_modules.exact)


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
    role, code = post.get("role", ""), post.get("code", "").strip()[:20]
    return Choices(_pairs(request), role, code, post.get("code_page", ""))


def _pairs(request: HttpRequest) -> tuple[tuple[str, str], ...]:
    post = request.POST
    return tuple(zip(post.getlist("column"), post.getlist("heading"), strict=False))


def typed_map(request: HttpRequest) -> Choices:
    """The column map as its page says it; whoever empties a heading forgets it."""
    pairs = [(column, heading) for column, heading in _pairs(request) if column != FORGET]
    if heading := " ".join(typed_in(request.POST, "new_heading").split()):
        pairs.insert(0, (request.POST.get("new_column", ""), heading))
    role, page = request.POST.get("role", ""), request.POST.get("code_page", "")
    return Choices(tuple(pairs), role, code_page=page)


def _salt(person: Person) -> str:
    return f"roster:2:{person.ref}"


def sealed(file: RosterFile, plan: str, person: Person) -> str:
    """The file and the digest of its plan, for a hidden field that nobody else can use or alter."""
    said = [file.name, file.content.decode("latin-1"), file.run, file.whole, plan]
    said += [file.choices.columns, file.choices.role, file.choices.code, file.choices.code_page]
    return signing.dumps(said, salt=_salt(person), compress=True)


def unsealed(text: str, person: Person) -> tuple[RosterFile, str] | None:
    try:
        said = signing.loads(text, salt=_salt(person), max_age=KEPT_FOR)
        name, content, run, whole, plan, columns, role, code, page = said
    except (signing.BadSignature, ValueError):
        return None
    choices = Choices(tuple((column, heading) for column, heading in columns), role, code, page)
    return RosterFile(name, content.encode("latin-1"), run, whole, choices), plan
