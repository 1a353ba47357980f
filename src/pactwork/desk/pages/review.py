"""What a decision rests on: where every yes stands, what was said before, which conditions run."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from pactwork.contracts.as_facts import person_ref
from pactwork.contracts.dossier import Dossier
from pactwork.contracts.header import RING, seat_line
from pactwork.contracts.models import Answer, Ask, Holder, Point, Seat, Talk
from pactwork.contracts.naming import worries
from pactwork.contracts.recorded import disputed_now
from pactwork.contracts.rules.facts import YES
from pactwork.contracts.rules.moves import MOVES, UNDO_FOR, Case, answers_for, why_not
from pactwork.contracts.rules.needed import to_waive
from pactwork.contracts.rules.readers import WHOLE, parties_of
from pactwork.contracts.rules.standing import SeatStanding
from pactwork.contracts.seat_states import speaker
from pactwork.contracts.signed import signed_otherwise
from pactwork.contracts.unasked import unasked, unasked_words
from pactwork.contracts.visibility import parties_heard, sections_read
from pactwork.contracts.vocabulary import kind_words
from pactwork.ground import clock
from pactwork.ground.refusal import Refusal
from pactwork.ground.words import gettext as _
from pactwork.modules.models import Role
from pactwork.modules.queries import staff_of
from pactwork.modules.rules.specification import Party
from pactwork.people.actors import Actor


def blocks() -> list[tuple[str, str]]:
    """What a condition holds up until it is met."""
    return [
        ("", _("Nothing")),
        ("start", _("Starting the work")),
        ("submission", _("Submission")),
    ]


@dataclass(frozen=True)
class Told:
    """One answer as it is told, with its points."""

    answer: Answer
    title: str
    words: str
    draft: int
    points: list[Point]
    undo_until: datetime | None = None

    @property
    def yes(self) -> bool:
        return self.answer.kind in YES


@dataclass(frozen=True)
class Part:
    """One seat as a member of staff meets it."""

    seat: Seat
    party: Party
    place: SeatStanding
    line: str
    ring: str
    mine: bool
    ask: Ask | None
    holder: Holder | None
    holds: str
    why_not: Refusal | None  # answering, about the newest draft
    waive_why_not: Refusal | None = None
    to_waive: list[tuple[str, str]] = field(
        default_factory=list
    )  # sections by key, with their names
    worries: tuple[Refusal, ...] = ()
    waits: bool = False  # a yes counts once somebody has confirmed who gave it
    signed: str = ""  # with another name than that of whoever was asked
    may_record: bool = False
    may_leave: bool = False
    disputed: Answer | None = None  # written down, disputed, not settled
    may_settle: bool = False

    @property
    def look_again(self) -> bool:
        """Signed with another name since somebody looked who is asked."""
        looked = self.holder.vouched_at if self.holder else None
        said = self.place.answer
        return bool(self.signed and looked and said and looked < said.at)

    @property
    def to_look_at(self) -> bool:
        """Somebody is to say who this is, before all else on the page."""
        looked = self.holder and self.holder.vouched_at and not self.look_again
        return bool(self.holder and not looked and (self.waits or self.worries or self.signed))

    @property
    def open(self) -> bool:
        """Somebody with this reader's role is to answer now, and the reader may."""
        return self.mine and self.why_not is None


def _holds(dossier: Dossier, place: SeatStanding) -> str:
    """A yes that outlived its draft, or did not, in one sentence."""
    if place.answer is None or dossier.newest is None:
        return ""
    given = next((a for a in dossier.answers if place.answer and a.pk == place.answer.id), None)
    if given is None or place.answer.draft == dossier.newest.number:
        return ""
    who = {"name": given.by_name}
    if place.state == "yes" and (alone := unasked(dossier, place.seat)):
        words = _("%(name)s’s yes still counts for the other sections.") % who
        return f"{words} {unasked_words(alone)}"
    if place.state == "yes":
        return _("%(name)s’s yes still counts: the part they agreed to has not changed.") % who
    if place.state == "lapsed":
        return _("%(name)s’s yes no longer counts: the part they agreed to has changed.") % who
    return ""


def _to_waive(dossier: Dossier, seat: Seat) -> list[tuple[str, str]]:
    """The sections to which this seat's yes is missing, and that may be left out one by one."""
    keys = to_waive(dossier.facts, seat.party, seat.pk)
    return [(s.key, s.short) for s in dossier.template.sections if s.key in keys]


def _part(dossier: Dossier, roles: frozenset[str], actor: Actor, place: SeatStanding) -> Part:
    seat = dossier.seat(place.seat)
    party = dossier.template.party(seat.party)
    if party is None:
        raise LookupError(f"the pinned template has no party {seat.party}")
    newest = dossier.newest.number if dossier.newest else None
    case = Case(dossier.facts, dossier.stands, by=actor.ref, seat=seat.pk, draft=newest)
    holder = speaker(dossier, seat) if roles & MOVES["vouch"].roles else None
    given = next((a for a in dossier.answers if place.answer and a.pk == place.answer.id), None)
    return Part(
        seat=seat,
        party=party,
        place=place,
        line=seat_line(dossier, place),
        ring=RING.get(place.state, "waived"),
        mine=answers_for(dossier.facts, seat.party, roles, actor.ref),
        ask=dossier.open_ask(seat.pk),
        holder=holder,
        holds=_holds(dossier, place),
        why_not=why_not("answer", roles, case),
        waive_why_not=why_not("waive", roles, case),
        to_waive=_to_waive(dossier, seat),
        worries=worries(dossier, holder) if holder and not holder.vouched_at else (),
        waits=place.state == "unconfirmed",
        signed=signed_otherwise(dossier, given) if roles & MOVES["vouch"].roles else "",
        may_record=why_not("record", roles, case) is None,
        may_leave=holder is not None and why_not("leave_workplace", roles, case) is None,
        disputed=given if disputed_now(given) else None,
        may_settle=why_not("settle_dispute", roles, case) is None,
    )


def parts(dossier: Dossier, roles: frozenset[str], actor: Actor) -> list[Part]:
    """Every seat that is needed and that one may hear of, one's own first."""
    heard = parties_heard(dossier, roles)
    rows = [
        _part(dossier, roles, actor, place)
        for place in dossier.stands.seats
        if place.state != "not_needed" and place.party in heard
    ]
    return sorted(rows, key=lambda p: not p.mine)


def talks_on(asks: Iterable[Ask]) -> list[Talk]:
    """Talks that were proposed about these asks, the first one first."""
    return sorted((talk for ask in asks for talk in ask.talks.all()), key=lambda talk: talk.at)


def colleagues(dossier: Dossier, seat: Seat, actor: Actor) -> list[Role]:
    """Who else answers for this seat; where it is one person's, they and whoever stands in for them."""
    found = staff_of(dossier.contract.run, seat.by).exclude(person_id=actor.person_id or 0)
    by = {role.pk: person_ref(role.person.ref) for role in found}
    return [
        r for r in found if answers_for(dossier.facts, seat.party, frozenset({seat.by}), by[r.pk])
    ]


def told(dossier: Dossier, roles: frozenset[str], actor: Actor) -> list[Told]:
    """What was answered, newest first: all of it to those who read all, else one's own parties'.

    A point about a section is for those who read that section.
    """
    mine, heard = parties_of(dossier.template, roles), parties_heard(dossier, roles)
    titles = {p.key: p.title for p in dossier.template.parties}
    numbers = {d.pk: d.number for d in dossier.drafts}
    words = kind_words()
    rows = []
    for given in reversed(dossier.answers):
        party = dossier.seat(given.seat_id).party
        if party not in (heard if roles & WHOLE else mine):
            continue
        reads = sections_read(dossier, roles, numbers[given.draft_id])
        until = given.at + UNDO_FOR if _undoable(dossier, roles, actor, given) else None
        rows.append(
            Told(
                answer=given,
                title=titles.get(party, party),
                words=words[given.kind],
                draft=numbers[given.draft_id],
                points=[p for p in given.points.all() if not p.section or p.section in reads],
                undo_until=until,
            )
        )
    return rows


def _undoable(dossier: Dossier, roles: frozenset[str], actor: Actor, given: Answer) -> bool:
    fact = next(a for a in dossier.facts.answers if a.id == given.pk)
    acted = [p.responded_at for p in given.points.all() if p.responded_at]
    case = Case(
        dossier.facts,
        dossier.stands,
        by=actor.ref,
        seat=given.seat_id,
        own_answer=fact,
        settled_since=max(acted, default=None),
    )
    return why_not("undo", roles, case) is None


@dataclass(frozen=True)
class Condition:
    point: Point
    said: Told
    overdue: bool
    mine: bool  # the reader's side may confirm that it is met


def conditions(
    dossier: Dossier, roles: frozenset[str], actor: Actor, said: list[Told]
) -> list[Condition]:
    """Conditions still to be met, the soonest first."""
    today = clock.today(dossier.contract.institution.time_zone)
    rows = [
        Condition(
            point=point,
            said=row,
            overdue=point.overdue(today),
            mine=answers_for(
                dossier.facts, dossier.seat(row.answer.seat_id).party, roles, actor.ref
            ),
        )
        for row in said
        for point in row.points
        if point.unmet
    ]
    return sorted(rows, key=lambda c: (c.point.due_on is None, c.point.due_on))


@dataclass(frozen=True)
class Stale:
    """Why an answer did not count: another was given, or the words changed."""

    answered: Told | None = None
    draft: int | None = None
    newest: int | None = None


def what_happened(dossier: Dossier, said: list[Told], seat: Seat, draft: int) -> Stale:
    """For somebody whose answer came too late."""
    latest = next((row for row in said if row.answer.seat_id == seat.pk), None)
    ask = next((a for a in reversed(dossier.asks) if a.seat_id == seat.pk), None)
    if latest and ask and latest.answer.ask_id == ask.pk and ask.ended_at:
        return Stale(answered=latest)
    newest = dossier.newest.number if dossier.newest else None
    if newest and newest != draft and dossier.draft(draft):
        return Stale(draft=draft, newest=newest)
    return Stale()
