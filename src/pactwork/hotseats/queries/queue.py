"""The questions of one hotseat: those that wait, in their order, and those that are answered."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, QuerySet

from pactwork.hotseats.models import Answer, Hotseat, Question
from pactwork.hotseats.rules.queue import in_order

WAITS = {
    "withdrawn_at": None,
    "merged_into": None,
    "aside_at": None,
    "answer": None,
}


def waiting_count(seat: Hotseat) -> int:
    return Question.objects.filter(hotseat=seat, **WAITS).count()


@dataclass(frozen=True)
class Asked:
    """A question with what is known of it to one reader."""

    question: Question
    votes: int
    mine: bool = False
    voted: bool = False
    answer: Answer | None = None
    merged: list[Question] = field(default_factory=list)

    @property
    def at(self) -> datetime:
        return self.question.at


@dataclass(frozen=True)
class Queue:
    waiting: list[Asked] = field(default_factory=list)
    answered: list[Asked] = field(default_factory=list)
    out: list[Asked] = field(default_factory=list)  # withdrawn, or set aside


def _rows(seat: Hotseat) -> QuerySet[Question]:
    rows = Question.objects.filter(hotseat=seat).annotate(wanted=Count("votes"))
    return rows.select_related("answer__by_person", "person")


def queue(seat: Hotseat, person: int | None = None) -> Queue:
    """Two queries for a person, one for the guest."""
    rows = list(_rows(seat))
    voted: set[int] = set()
    if person is not None:
        mine = Question.objects.filter(hotseat=seat, votes__person=person)
        voted = set(mine.values_list("pk", flat=True))
    under: dict[int, list[Question]] = {}
    for row in rows:
        if row.merged_into_id and not row.withdrawn_at:
            under.setdefault(row.merged_into_id, []).append(row)
    asked = [_asked(row, person, voted, under.get(row.pk, [])) for row in rows]
    answered = [one for one in asked if one.answer]
    return Queue(
        in_order(one for one in asked if one.question.waits and not one.answer),
        sorted(answered, key=lambda one: (-one.votes, one.at)),
        [one for one in asked if one.question.withdrawn_at or one.question.aside_at],
    )


def _asked(row: Question, person: int | None, voted: set[int], merged: list[Question]) -> Asked:
    return Asked(
        row,
        votes=row.wanted,  # type: ignore[attr-defined]  # annotated
        mine=row.person_id == person,
        voted=row.pk in voted,
        answer=getattr(row, "answer", None),
        merged=merged,
    )
