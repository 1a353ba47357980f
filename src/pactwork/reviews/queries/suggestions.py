"""The author's list: what others suggested, whether it still fits, and who waits for an answer."""

from dataclasses import dataclass, field

from pactwork.contracts.access import Desk
from pactwork.contracts.dossier import Dossier
from pactwork.contracts.queries.reading import in_words
from pactwork.ground.dates import ago
from pactwork.ground.redline import Run, redline
from pactwork.reviews.models import Comment
from pactwork.reviews.queries.beside import Beside, beside
from pactwork.reviews.rules.suggestions import Suggested, line_at, put_in, reads


@dataclass(frozen=True)
class Suggestion:
    """``runs``: the line as it is now with the words in it; or, moved on, how it changed since."""

    comment: Comment
    short: str
    label: str
    when: str
    fits: bool
    runs: list[Run] = field(default_factory=list)

    @property
    def there_already(self) -> bool:
        return self.fits and all(how == "=" for how, _words in self.runs)

    @property
    def ref(self) -> str:
        return self.comment.ref


@dataclass(frozen=True)
class Listed:
    open: list[Suggestion]
    settled: list[Suggestion]
    unanswered: list[tuple[Comment, str]]  # "please answer", with the section's name

    @property
    def fitting(self) -> int:
        return sum(one.fits for one in self.open)


def _suggestion(dossier: Dossier, comment: Comment) -> Suggestion:
    form = dossier.at(comment.draft).template
    section = form.section(comment.section)
    short, when = section.short if section else "", ago(comment.at)
    content, context = comment.draft.content, dossier.context
    then = line_at(section, content, context, comment.path) if section else None
    writing = dossier.writing.section(comment.section)
    now = line_at(writing, dossier.working, context, comment.path) if writing else None
    label = in_words(then).label if then else ""
    if writing is None or then is None or now is None:
        return Suggestion(comment, short, label, when, fits=False)
    said = Suggested(comment.path, comment.quote, comment.wording, then.text)
    wanted = reads(said, now.text)
    made = put_in(writing, dossier.working, context, said)
    if wanted is None or not isinstance(made, dict):
        return Suggestion(comment, short, label, when, False, redline(then.text, now.text))
    return Suggestion(comment, short, label, when, True, redline(now.text, wanted))


def listed(desk: Desk, known: Beside | None = None) -> Listed:
    """Of every draft: a suggestion waits until it is settled."""
    dossier = desk.dossier
    heads = (known or beside(desk, dossier.newest)).heads
    made = [_suggestion(dossier, c) for c in heads if c.kind == "suggestion"]
    student = dossier.contract.student_id
    waiting = [
        c
        for c in heads
        if c.please_answer
        and not c.resolved_at
        and not c.fate
        and all(reply.person_id != student for reply in c.replies.all())
    ]
    shorts = {s.key: s.short for s in dossier.template.sections}
    return Listed(
        open=[one for one in made if one.comment.undecided],
        settled=[one for one in made if not one.comment.undecided],
        unanswered=[(c, shorts.get(c.section, "")) for c in waiting],
    )
