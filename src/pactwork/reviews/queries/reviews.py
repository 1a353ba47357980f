"""The reviews of one draft as one reader may see them: asked, owed, given, and where they part ways."""

from dataclasses import dataclass, field, replace
from datetime import date

from pactwork.contracts.access import Desk
from pactwork.contracts.models import Draft
from pactwork.ground.words import gettext as _
from pactwork.modules.models import Run
from pactwork.modules.queries import specification, today_at
from pactwork.modules.rules.roles import TEACHING_TEAM
from pactwork.reviews.models import Review
from pactwork.reviews.queries.beside import Beside
from pactwork.reviews.rules.verdicts import QUESTIONS, divided


@dataclass(frozen=True)
class Question:
    """One of the three, with the words for the ends of its scale."""

    key: str
    ask: str
    low: str
    high: str


@dataclass(frozen=True)
class Row:
    """One review as it is shown. ``answers`` are questions with the number and the line given."""

    review: Review
    who: str
    name: str
    late: bool
    answers: list[tuple[Question, int, str]] = field(default_factory=list)
    stand_in: bool = False
    rating: int | None = None  # by the author, and for the author's eyes alone
    may_rate: bool = False


@dataclass(frozen=True)
class Reviews:
    """``mine`` is what was asked of the reader; ``hidden``: others' are shown once it is given."""

    questions: list[Question]
    mine: Review | None = None
    may_give: bool = False
    hidden: bool = False
    rows: list[Row] = field(default_factory=list)
    divided: list[Question] = field(default_factory=list)
    may_waive: bool = False
    own: bool = False
    steps: list[tuple[int, str]] = field(default_factory=list)  # how helpful, in words

    @property
    def given(self) -> list[Row]:
        return [row for row in self.rows if row.review.given_at]

    @property
    def awaited(self) -> list[Row]:
        return [row for row in self.rows if not row.review.given_at and not row.review.over_at]

    @property
    def waived(self) -> list[Row]:
        return [row for row in self.rows if row.review.over_why == "waived"]


def steps() -> list[tuple[int, str]]:
    """How helpful a review was, in words; the most helpful first."""
    return [
        (4, _("Very helpful")),
        (3, _("Helpful")),
        (2, _("A little helpful")),
        (1, _("Not helpful this time")),
    ]


def questions(run: Run) -> list[Question]:
    """The three of a module: its own, or the usual ones."""
    if own := specification(run).reviews.questions:
        return [Question(k, q.ask, q.low, q.high) for k, q in zip(QUESTIONS, own, strict=True)]
    return [
        Question("real", _("Is it real?"), _("made up"), _("a real problem")),
        Question("doable", _("Can it be done?"), _("not like this"), _("yes, in the time")),
        Question("cut", _("What would you cut?"), _("nothing"), _("a great deal")),
    ]


def _row(review: Review, asked: list[Question], me: int | None, today: date) -> Row:
    answers = [
        (question, getattr(review, question.key), getattr(review, f"{question.key}_line"))
        for question in asked
        if review.given_at
    ]
    person = review.reviewer
    own = person.pk == me
    return Row(
        review=review,
        who=_("You") if own else person.first_name,
        name=person.name,
        late=review.due_on < today,
        answers=answers,
        stand_in=review.substitute_for_id is not None,
    )


def _with_ratings(desk: Desk, draft: Draft, rows: list[Row]) -> list[Row]:
    """For the author, where the module asks how helpful each review was."""
    on = specification(desk.dossier.contract.run).reviews.helpful
    if not on or "student" not in desk.roles:
        return rows
    open_still = desk.why_not("settle_point") is None
    newest = draft is desk.dossier.newest
    return [
        replace(
            row,
            rating=row.review.helpful,
            may_rate=open_still
            and bool(row.review.given_at)
            and (newest or not row.review.helpful),
        )
        for row in rows
    ]


def reviews_of(desk: Desk, draft: Draft, found: Beside) -> Reviews:
    """What this reader may know of the reviews of one draft; nothing of others' while they owe one."""
    me, peer = desk.actor.person_id, "peer" in desk.roles
    mine = found.review_of(draft.pk, me)
    hidden = draft.pk in found.owing(me)
    here = [r for r in found.reviews if r.draft_id == draft.pk]
    if hidden:
        here = [r for r in here if r.reviewer_id == me]
    today = today_at(desk.dossier.contract.run)
    asked = questions(desk.dossier.contract.run)
    rows = [_row(review, asked, me, today) for review in here]
    ratings = {q: [getattr(r, q) for r in here if r.given_at] for q in QUESTIONS}
    wide = divided(ratings) if desk.roles & TEACHING_TEAM else []
    owes = mine is not None and not mine.given_at
    unasked = mine is None and draft is desk.dossier.newest
    return Reviews(
        questions=asked,
        mine=mine,
        may_give=peer and (owes or unasked) and desk.why_not("comment") is None,
        hidden=hidden,
        rows=_with_ratings(desk, draft, rows),
        divided=[q for q in asked if q.key in wide],
        may_waive=bool(desk.roles & TEACHING_TEAM),
        own="student" in desk.roles,
        steps=steps(),
    )
