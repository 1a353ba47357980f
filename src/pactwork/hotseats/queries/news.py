"""What hotseats have brought a student since a moment: one that opened, answers they wanted."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from pactwork.contracts.memberships import memberships
from pactwork.ground import clock
from pactwork.hotseats.models import Answer, Hotseat, QuestionVote, TopicVote
from pactwork.hotseats.rules.window import shown
from pactwork.hotseats.visibility import HEAVY, window
from pactwork.people.actors import Actor


@dataclass(frozen=True)
class Opened:
    """``wanted``: the reader voted for its topic, or asked or wanted something in it."""

    seat: Hotseat
    wanted: bool


@dataclass(frozen=True)
class Answered:
    """How many answers to what the reader asked or wanted; ``at``: since when they can be read."""

    seat: Hotseat
    count: int
    at: datetime


@dataclass(frozen=True)
class News:
    opened: list[Opened] = field(default_factory=list)
    answered: list[Answered] = field(default_factory=list)


def news_of_hotseats(actor: Actor, since: datetime) -> News:
    """Two queries, for whoever takes a module; staff plan hotseats and need not be told."""
    runs = [e.run_id for e in memberships(actor).enrolments]
    if not runs or actor.person_id is None:
        return News()
    return News(_opened(actor.person_id, runs, since), _answered(actor.person_id, runs, since))


def _opened(person: int, runs: list[int], since: datetime) -> list[Opened]:
    now = clock.now()
    voted = Q(Exists(TopicVote.objects.filter(topic=OuterRef("topic"), person=person)))
    asked = Q(Exists(QuestionVote.objects.filter(question__hotseat=OuterRef("pk"), person=person)))
    rows = Hotseat.objects.filter(
        run__in=runs, opens_at__gt=since, opens_at__lte=now, closes_at__gt=now
    ).filter(cancelled_at=None, declined_at=None)
    told = rows.annotate(wanted=voted | asked).select_related("run").defer(*HEAVY)
    return [Opened(seat, seat.wanted) for seat in told]


def _answered(person: int, runs: list[int], since: datetime) -> list[Answered]:
    wanted = QuestionVote.objects.filter(question=OuterRef("question"), person=person)
    rows = Answer.objects.filter(
        Q(Exists(wanted)) | Q(question__person=person),
        Q(at__gt=since) | Q(question__hotseat__opens_at__gt=since),
        question__hotseat__run__in=runs,
        question__hotseat__cancelled_at=None,
        question__withdrawn_at=None,
    ).select_related("question__hotseat__run")
    heavy = (f"question__hotseat__{name}" for name in HEAVY)
    found: Counter[int] = Counter()
    seats: dict[int, tuple[Hotseat, datetime]] = {}
    for answer in rows.defer(*heavy).order_by("at", "pk"):
        seat = answer.question.hotseat
        at = max(answer.at, seat.opens_at) if seat.held else answer.at
        if at > since and shown(window(seat), held=seat.held):
            found[seat.pk] += 1
            seats[seat.pk] = seat, at
    return [Answered(seat, found[pk], at) for pk, (seat, at) in seats.items()]
