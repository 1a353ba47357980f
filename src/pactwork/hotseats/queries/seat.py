"""One hotseat as one reader meets it; and one answer with how to quote it."""

from dataclasses import dataclass, replace
from datetime import datetime

from pactwork.ground.markdown import markdown
from pactwork.ground.refusal import Refusal
from pactwork.history.models import Delivery
from pactwork.history.refusals import fault
from pactwork.hotseats.models import Answer, Hotseat
from pactwork.hotseats.queries.queue import Asked, Queue, queue
from pactwork.hotseats.rules.marks import mark_of
from pactwork.hotseats.rules.queue import in_order
from pactwork.hotseats.rules.window import over, shown
from pactwork.hotseats.visibility import Place, place, window
from pactwork.links.queries import LEFT_ALONE
from pactwork.people.actors import Actor


@dataclass(frozen=True)
class SeatPage:
    """``early``: answers that are held until it opens; only staff read their words before."""

    seat: Hotseat
    place: Place
    state: str
    queue: Queue
    early: int
    over: Refusal | None

    @property
    def invited(self) -> bool:
        return self.seat.link_id is not None


@dataclass(frozen=True)
class Invited:
    """What became of the newest invitation to the address that the hotseat has now."""

    sent_at: datetime | None = None
    again_at: datetime | None = None  # a try failed, and this is when the next one is
    fault: str = ""  # it was not taken, and is not tried any more: for what
    stopped: bool = False  # it was stopped before it was sent, for whatever reason
    left_alone: bool = False  # and the reason is that they had asked us not to write


def invited(seat: Hotseat) -> Invited:
    """For the desk; one query."""
    rows = Delivery.objects.filter(
        kind="guest_invited", about=seat.ref, to__iexact=seat.guest_email
    )
    last = rows.order_by("pk").last() if seat.link_id else None
    if last is None:
        return Invited()
    owed = last.sent_at is None and last.stopped_at is None and last.stopped_why  # a try failed
    failed = fault(last)
    stopped = last.stopped_at is not None and not failed
    alone = stopped and last.stopped_why == LEFT_ALONE
    return Invited(last.sent_at, last.due_at if owed else None, failed, stopped, alone)


def seat_page(seat: Hotseat, actor: Actor) -> SeatPage:
    """Two queries. Of other runs only what was answered is shown."""
    here, now = place(actor, seat.run_id), window(seat)
    found = queue(seat, actor.person_id)
    early = 0
    if not shown(now, held=seat.held) and not here.team:
        early = len(found.answered)
        kept = [] if seat.cancelled_at else found.answered  # nobody waits for an answer to these
        hidden = [replace(one, answer=None) for one in kept]
        found = Queue(in_order(found.waiting + hidden), [], found.out)
    if not here.team:
        found = replace(found, out=[one for one in found.out if one.mine])
    if not here.reads:
        found = Queue([], found.answered, [])
    why_not = over(now) or (Refusal("guest_declined") if seat.declined_at else None)
    return SeatPage(seat, here, now.state, found, early, why_not)


@dataclass(frozen=True)
class Quote:
    """An answer, and the words that put it into a contract: they are plain, and lead back here."""

    answer: Answer
    seat: Hotseat
    here: bool  # on the reader's own run: the whole hotseat is open to them

    @property
    def mark(self) -> str:
        return mark_of(self.answer.ref)

    @property
    def words(self) -> str:
        said = " ".join(str(markdown(self.answer.text).striptags()).split())
        return f"“{said}” ({self.seat.guest_name}) {self.mark}"


def quote(answer: Answer, actor: Actor) -> Quote:
    seat = answer.question.hotseat
    return Quote(answer, seat, place(actor, seat.run_id).reads)


def waiting_beside(asked: Asked, found: Queue) -> list[Asked]:
    """The questions that this one could be put together with."""
    return [one for one in found.waiting + found.answered if one.question.pk != asked.question.pk]
