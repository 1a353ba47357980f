"""The hotseats of a run: topics to vote on; planned, open, closed and cancelled ones."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from pactwork.hotseats.models import Hotseat, Topic, TopicVote
from pactwork.hotseats.queries.queue import WAITS
from pactwork.hotseats.rules.queue import in_order
from pactwork.hotseats.visibility import HEAVY, Place, place, window
from pactwork.modules.models import Run
from pactwork.people.actors import Actor


@dataclass(frozen=True)
class TopicRow:
    """A topic and its votes, as one reader sees it."""

    topic: Topic
    votes: int
    voted: bool
    mine: bool

    @property
    def at(self) -> datetime:
        return self.topic.at


@dataclass(frozen=True)
class SeatRow:
    """A hotseat with how much was asked and answered."""

    seat: Hotseat
    state: str
    waiting: int
    answers: int


@dataclass(frozen=True)
class RunPage:
    run: Run
    place: Place
    topics: list[TopicRow] = field(default_factory=list)
    aside: list[TopicRow] = field(default_factory=list)  # for whoever proposed it, and for the team
    seats: dict[str, list[SeatRow]] = field(default_factory=dict)


def _topics(run: Run, actor: Actor) -> list[TopicRow]:
    """Of which no hotseat has come; one query."""
    own = TopicVote.objects.filter(topic=OuterRef("pk"), person=actor.person_id)
    come = Hotseat.objects.filter(topic=OuterRef("pk"), cancelled_at=None)
    rows = Topic.objects.filter(~Exists(come), run=run, withdrawn_at=None).select_related("person")
    counted = rows.annotate(wanted=Count("votes"), voted=Exists(own))
    return [
        TopicRow(row, row.wanted, row.voted, row.person_id == actor.person_id) for row in counted
    ]


def seats_counted() -> QuerySet[Hotseat]:
    waits = Q(**{f"questions__{name}": value for name, value in WAITS.items()})
    return Hotseat.objects.annotate(
        waiting=Count("questions", filter=waits & Q(questions__isnull=False)),
        answers=Count("questions__answer"),
    )


def seat_row(seat: Hotseat) -> SeatRow:
    """Of a hotseat that was counted."""
    counts = seat.waiting, seat.answers  # type: ignore[attr-defined]  # annotated
    return SeatRow(seat, window(seat).state, *counts)


def run_page(run: Run, actor: Actor) -> RunPage:
    """Two queries, however many there are."""
    here, topics = place(actor, run.pk), _topics(run, actor)
    seats: dict[str, list[SeatRow]] = {}
    for seat in seats_counted().filter(run=run).defer(*HEAVY):
        row = seat_row(seat)
        seats.setdefault(row.state, []).append(row)
    return RunPage(
        run,
        here,
        in_order(row for row in topics if not row.topic.aside_at),
        [row for row in topics if row.topic.aside_at and (row.mine or here.team)],
        seats,
    )
