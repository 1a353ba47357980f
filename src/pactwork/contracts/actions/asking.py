"""A draft is put before a seat: asked, withdrawn, passed on, asked of a second facilitator."""

from collections.abc import Sequence

from django.db import transaction

from pactwork.contracts.actions.base import check, finish, locked
from pactwork.contracts.actions.dropping import dropped
from pactwork.contracts.actions.reminding import later_letters
from pactwork.contracts.dossier import Dossier
from pactwork.contracts.models import Ask, Contract, Holder, Seat
from pactwork.contracts.naming import doubts_about
from pactwork.contracts.queries.days import promised_on
from pactwork.contracts.rules.advocates import concerns
from pactwork.contracts.rules.answers import note_problem
from pactwork.contracts.rules.doubtful import once
from pactwork.contracts.rules.holders import bad_holder
from pactwork.ground import clock
from pactwork.ground.mailboxes import mailbox, written
from pactwork.ground.names import plain_name
from pactwork.ground.refusal import Refusal, Refused, insist
from pactwork.ground.validation import insist_valid
from pactwork.history.record import Notice
from pactwork.links.actions import end_link, make_link
from pactwork.links.queries import is_left_alone
from pactwork.modules.queries import staff_of
from pactwork.people.actors import Actor
from pactwork.people.models import Person

# Why an ask ended -> the letter that tells whoever had been asked.
TOLD = {"withdrawn": "withdrawn", "paused": "ask_paused", "left": "ask_left"}


def seat_holder(
    dossier: Dossier,
    seat: Seat,
    name: str,
    email: str,
    job: str,
    *,
    without_email: bool = False,
    by_staff: bool = False,
    sure: bool = True,
) -> Holder:
    """Who holds the seat now; a new name or address begins a new holding, the old one is kept.

    Whom staff name is somebody they know; of others it is judged here, once, whether that is certain.
    Unless ``sure``, whoever names somebody odd is asked to look again.
    """
    insist_valid(bad_holder(name, email, job=job, without_email=without_email))
    email, name, job = written(email), plain_name(name), plain_name(job)
    current = seat.holder
    if current and (mailbox(current.email), current.name) == (mailbox(email), name):
        if job and job != current.job:
            current.job = job
            current.save(update_fields=["job"])
        return current
    if email and mailbox(email) in _seated(dossier, seat):
        raise Refused(Refusal("two_seats"))
    moment = clock.now()
    doubts = () if by_staff else doubts_about(dossier, name, email)
    if not sure and (odd := _odd(dossier, seat, name, email, doubts)):
        raise Refused(Refusal("look_again", {"reasons": odd}))
    if current:
        current.until_at = moment
        current.save(update_fields=["until_at"])
    return Holder.objects.create(
        seat=seat, name=name, email=email, job=job, from_at=moment, doubts=" ".join(doubts)
    )


def _odd(dossier: Dossier, seat: Seat, name: str, email: str, doubts: Sequence[str]) -> list[str]:
    """What looks odd about whoever is named, by code; staff see the same later."""
    student, family = dossier.contract.student, dossier.party_of(seat).family
    more = concerns(student.name, student.email, name, email, 0, family=family)
    return [reason.code for reason in once([*map(Refusal, doubts), *more])]


def _seated(dossier: Dossier, seat: Seat) -> set[str]:
    """Addresses of everybody who answers from another seat: holders, and staff by their role."""
    others = [s for s in dossier.seats if s.pk != seat.pk]
    staff = dossier.staff(*(s.by for s in others if s.by != "link"))
    held = {mailbox(h.email) for s in others for h in s.holders.all() if not h.until_at}
    return held | {mailbox(role.person.email) for role in staff}


def place_ask(
    dossier: Dossier,
    seat: Seat,
    holder: Holder | None,
    message: str,
    *,
    not_by: Person | None = None,
) -> Ask:
    """Write the ask; the caller has checked the law, and sends ``letters_of`` it."""
    link = None
    if dossier.newest is None:
        raise Refused(Refusal("no_draft"))
    if holder:
        if holder.email and is_left_alone(dossier.contract.institution, holder.email):
            raise Refused(Refusal("left_alone", {"email": holder.email}))
        link = make_link(dossier.contract.institution, email=holder.email, name=holder.name)
    return Ask.objects.create(
        seat=seat,
        draft=dossier.newest,
        holder=holder,
        link=link,
        message=message.strip(),
        asked_at=clock.now(),
        due_on=promised_on(dossier, seat.party),
        not_by=not_by,
    )


def letters_of(dossier: Dossier, ask: Ask) -> list[Notice]:
    """What a new ask sends, now and later; each letter asks itself whether it is still worth sending."""
    now = [Notice("asked", ask.holder.email, ask.ref)] if ask.holder and ask.holder.email else []
    return now + later_letters(ask, dossier.staff)


def seat_for(dossier: Dossier, ref: str) -> Seat:
    seat = next((s for s in dossier.seats if s.ref == ref), None)
    if seat is None:
        raise Refused(Refusal("no_seat"))
    return seat


def insist_own_ask(dossier: Dossier, seat: Seat, by: Actor) -> None:
    """Whoever comes by link answers only what was put before them."""
    asked = dossier.open_ask(seat.pk)
    if by.via == "link" and not (asked and f"holder:{asked.holder_id}" == by.ref):
        raise Refused(Refusal("no_open_ask"))


def insist_not_a_colleagues(dossier: Dossier, seat: Seat, by: Actor, in_place_of: str) -> None:
    """What was handed to a colleague who can still take it is theirs, unless somebody means to take it."""
    asked = dossier.open_ask(seat.pk)
    other = asked.handed_to if asked else None
    if other is None or other.pk == by.person_id or other.ref == in_place_of:
        return
    if staff_of(dossier.contract.run, seat.by).filter(person=other).exists():
        raise Refused(Refusal("handed_to_colleague", {"name": other.name}))


@transaction.atomic
def ask(
    contract: Contract,
    seat_ref: str,
    *,
    by: Actor,
    draft: int,
    name: str = "",
    email: str = "",
    job: str = "",
    message: str = "",
    sure: bool = True,
) -> None:
    """Put the newest draft before one seat. ``name`` and ``email`` say who holds a seat by link.

    Unless ``sure``, it is refused with ``look_again`` where something looks odd about them.
    """
    dossier = locked(contract)
    seat = seat_for(dossier, seat_ref)
    if dossier.newest and dossier.newest.number != draft:
        insist(Refusal("not_newest", {"draft": draft, "newest": dossier.newest.number}))
    check("ask", dossier, by, seat=seat.pk)
    insist_valid({"message": note_problem(message)})
    holder, before = None, dropped(dossier, seat)
    if dossier.party_of(seat).by == "link":
        holder = seat_holder(dossier, seat, name, email, job, sure=sure)
    letters = letters_of(dossier, place_ask(dossier, seat, holder, message))
    letters += [n for n in before if holder and mailbox(n.to) != mailbox(holder.email)]
    payload = {"party": seat.party, "seat": seat.n, "draft": draft}
    payload |= {"of": holder.called} if holder else {}
    finish("asked", contract, by=by, payload=payload, notices=letters)


@transaction.atomic
def withdraw_ask(contract: Contract, seat_ref: str, *, by: Actor) -> None:
    """The student takes an ask back before it is answered."""
    dossier = locked(contract)
    seat = seat_for(dossier, seat_ref)
    check("withdraw_ask", dossier, by, seat=seat.pk)
    letters = end_ask(dossier, seat, "withdrawn")
    finish("ask_withdrawn", contract, by=by, payload={"party": seat.party}, notices=letters)


def end_ask(dossier: Dossier, seat: Seat, why: str) -> list[Notice]:
    """Close a seat's open ask and its link; whoever had a letter hears of it."""
    ask = dossier.open_ask(seat.pk)
    if ask is None:
        return []
    close_ask(ask, why)
    kind = TOLD.get(why)
    holder = ask.holder
    return [Notice(kind, holder.email, ask.ref)] if kind and holder and holder.email else []


def close_ask(ask: Ask, why: str) -> None:
    """Nothing is asked here any more; the link goes on opening, and says so."""
    ask.ended_at, ask.ended_why = clock.now(), why
    ask.save(update_fields=["ended_at", "ended_why"])
    if ask.link:
        end_link(ask.link, why)


@transaction.atomic
def pass_on(
    contract: Contract,
    seat_ref: str,
    *,
    by: Actor,
    name: str,
    email: str,
    job: str = "",
    once: bool = False,
) -> None:
    """The advocate says somebody else is right. That person is asked; staff and student are told.

    ``once``: they only stand in; the next question goes to the advocate again.
    """
    dossier = locked(contract)
    seat = seat_for(dossier, seat_ref)
    check("pass_on", dossier, by, seat=seat.pk)
    insist_own_ask(dossier, seat, by)
    asked = dossier.open_ask(seat.pk)
    now = asked.holder if asked else None
    insist_valid(bad_holder(name, email, job=job, now=now.email if now else ""))
    end_ask(dossier, seat, "passed_on")
    holder = seat_holder(dossier, seat, name, email, job)
    if once and now:
        holder.stands_in_for_id = now.stands_in_for_id or now.pk
        holder.save(update_fields=["stands_in_for"])
    letters = letters_of(dossier, place_ask(dossier, seat, holder, asked.message if asked else ""))
    letters += [Notice("passed_on", to, contract.ref) for to in staff_and_student(dossier)]
    payload = {"party": seat.party, "to": holder.called, "once": once}
    finish("passed_on", contract, by=by, payload=payload, notices=letters)


def staff_and_student(dossier: Dossier) -> list[str]:
    """Addresses of the student and of everyone who looks after workplaces on this run."""
    staff = dossier.team("facilitator", "placement_officer")
    return sorted({dossier.contract.student.email, *(r.person.email for r in staff)})


@transaction.atomic
def ask_second(contract: Contract, seat_ref: str, *, by: Actor, reason: str = "") -> None:
    """After a revision request the student may ask somebody else of the same role to decide.

    Saying why helps whoever decides; nobody has to.
    """
    dossier = locked(contract)
    seat = seat_for(dossier, seat_ref)
    check("ask_second", dossier, by, seat=seat.pk)
    insist_valid({"reason": note_problem(reason)})
    place = dossier.stands.seat(seat.pk)
    first = next(a for a in dossier.answers if place.answer and a.pk == place.answer.id)
    ask = place_ask(dossier, seat, None, reason, not_by=first.by_person)
    payload = {"party": seat.party, "reason": reason.strip()}
    finish("second_asked", contract, by=by, payload=payload, notices=letters_of(dossier, ask))
