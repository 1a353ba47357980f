"""One hotseat as one reader meets it; and one answer with how to quote it."""

from dataclasses import dataclass, replace

from pactwork.ground.markdown import markdown
from pactwork.ground.refusal import Refusal
from pactwork.history.refusals import fault_of, refused_rows
from pactwork.hotseats.models import Answer, Hotseat
from pactwork.hotseats.queries.queue import Asked, Queue, queue
from pactwork.hotseats.rules.marks import mark_of
from pactwork.hotseats.rules.queue import in_order
from pactwork.hotseats.rules.window import over, shown
from pactwork.hotseats.seen import Place, place, window
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


def invitation_refused(seat: Hotseat) -> str:
    """For what the mail server refused the invitation for good; for the desk, one query."""
    rows = refused_rows().filter(kind="guest_invited", about=seat.ref, to__iexact=seat.guest_email)
    return fault_of(rows.values_list("stopped_why", flat=True).first() or "")


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
