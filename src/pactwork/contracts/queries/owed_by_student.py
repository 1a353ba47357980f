"""What students owe on their own contracts: to begin, share and ask, to settle points, meet conditions."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery

from pactwork.contracts import owed_kinds as kinds
from pactwork.contracts.memberships import Memberships, memberships
from pactwork.contracts.models import Contract, Draft, Point, Text, Turn
from pactwork.contracts.queries.mid_point import review_day
from pactwork.contracts.queries.newest import newest_of
from pactwork.contracts.queries.unshared import unshared
from pactwork.contracts.rules.mid_point import is_due
from pactwork.contracts.rules.students_turn import to_ask
from pactwork.ground import clock
from pactwork.ground.compiled_query import padded
from pactwork.ground.one_query import Bundle, moment
from pactwork.ground.owed import Kind, Owed
from pactwork.history.models import Entry
from pactwork.modules.models import Enrolment
from pactwork.modules.queries import specification, variant
from pactwork.modules.rules.specification import Party
from pactwork.people.actors import Actor
from pactwork.people.owed import rows_owed

ASKS = (kinds.ASK, kinds.ASK_SEVERAL)


def owed_rows(person: int, on: date) -> "dict[str, tuple[QuerySet[Any], list[str]]]":
    """When they shared which of their contracts, looked at its plan again, and saved a text since."""
    own = Draft.objects.filter(contract__student=person)
    newest = Draft.objects.filter(contract=OuterRef("contract")).order_by("-number")
    later = Text.objects.filter(contract__student=person, contract__ending=None)
    refs = Contract.objects.filter(student=person).values("ref")
    looked = Entry.objects.filter(subject__in=refs, act="looked_again")
    later = later.alias(shared=Subquery(newest.values("shared_at")[:1]))
    return {
        "contracts.shared": (own, ["contract_id", "shared_at"]),
        "contracts.looked": (looked, ["subject", "at"]),
        "contracts.changed": (later.filter(saved_at__gt=F("shared")), ["contract_id"]),
    }


_words = Bundle(
    lambda contracts: {
        "texts": Text.objects.filter(contract__in=contracts),
        "drafts": newest_of(contracts).select_related("template").defer("template__body"),
    }
)


def words_of(actor: Actor) -> dict[str, list[Any]]:
    """Working texts and newest drafts of somebody's own contracts: one query, once for an actor."""
    known: dict[str, list[Any]] | None = actor.known.get("own_words")
    if known is None:
        own = [c.pk for c in map(contract_of, memberships(actor).enrolments) if c]
        known = _words(padded(own)) if own else {"texts": [], "drafts": []}
        actor.known["own_words"] = known
    return known


def unshared_of(actor: Actor, enrolment: Enrolment, contract: Contract) -> list[str]:
    """Short names of the sections whose working words are not those of the newest draft."""
    found = words_of(actor)
    contract.run, contract.enrolment = enrolment.run, enrolment  # read already
    texts = [text for text in found["texts"] if text.contract_id == contract.pk]
    draft = next((one for one in found["drafts"] if one.contract_id == contract.pk), None)
    return unshared(contract, texts, draft)


def contract_of(enrolment: Enrolment) -> Contract | None:
    return getattr(enrolment, "contract", None)


def parties_for(enrolment: Enrolment) -> dict[str, Party]:
    """Whoever says yes to the contract of a student's code, by the key of their part, in its order."""
    own = variant(enrolment.run, enrolment.code)
    form = specification(enrolment.run).templates.get(own.template) if own else None
    return {party.key: party for party in form.parties} if form else {}


def own_moves(enrolment: Enrolment, turns: list[Turn]) -> list[Turn]:
    """What the student can do now, from the cached turns: their own, or each seat they can ask."""
    own = next((t for t in turns if t.seat_id is None and t.waiting), None)
    seats = [t for t in turns if t.seat_id]
    if own is None or not seats:
        return [own] if own else []
    asks = to_ask(parties_for(enrolment).values(), [(t.party, t.state) for t in seats])
    found = [turn for turn, mine in zip(seats, asks, strict=True) if mine]
    revised = any(t.state == "revise" for t in seats)
    return found or ([own] if own.stage == "drafting" or revised else [])


def owed_by_student(actor: Actor) -> Iterator[Owed]:
    theirs, rows, today = memberships(actor), rows_owed(actor), clock.today(actor.zone)
    shared = rows.get("contracts.shared", ())
    drafted = {pk for pk, _at in shared}
    looked = [*shared, *rows.get("contracts.looked", ())]
    changed = {pk for (pk,) in rows.get("contracts.changed", ())}
    for enrolment in theirs.enrolments:
        contract, module = contract_of(enrolment), enrolment.run.title
        if contract is None:
            yield Owed(kinds.START, enrolment.run.ref, module=module)
        elif _goes_on(theirs.turns_of(contract)):
            names = unshared_of(actor, enrolment, contract) if contract.pk in changed else []
            own_turn = _on_one(theirs, enrolment, contract, contract.pk in drafted, today)
            # Nobody is asked for a yes to words that are no longer meant: they are shared first.
            yield from (one for one in own_turn if not (names and one.kind in ASKS))
            own = [moment(at) for about, at in looked if about in (contract.pk, contract.ref)]
            on = _plan_to_review(theirs, enrolment, contract, [at for at in own if at])
            if on:
                yield Owed(kinds.MID_POINT, contract.ref, due_on=on, module=module)
            if names:
                said = {"sections": ", ".join(names)}
                yield Owed(kinds.CHANGED, contract.ref, said=said, module=module)


def _plan_to_review(
    theirs: Memberships, enrolment: Enrolment, contract: Contract, looked: Collection[datetime]
) -> date | None:
    """At mid-point an agreed plan is looked at again, once: the day, while it is due."""
    zone = enrolment.run.institution.time_zone
    made = min((a.from_at for a in theirs.agreed if a.contract_id == contract.pk), default=None)
    if made is None or any(t.stage != "agreed" for t in theirs.turns_of(contract)):
        return None
    on = review_day(enrolment, clock.day_of(made, zone))
    days = [clock.day_of(at, zone) for at in looked]
    return on if on and is_due(on, clock.today(zone), days) else None


def _goes_on(turns: Collection[Turn]) -> bool:
    own = next((t for t in turns if t.seat_id is None), None)
    return own is None or own.stage != "ended"


def _on_one(
    theirs: Memberships, enrolment: Enrolment, contract: Contract, drafted: bool, today: date
) -> Iterator[Owed]:
    module, parties = enrolment.run.title, parties_for(enrolment)
    turns, points = theirs.turns_of(contract), theirs.points_of(contract)
    yield from (_point(contract, point, module, today) for point in points if point.for_student)
    for ask in theirs.lost:
        turn = next((t for t in turns if t.seat_id == ask.seat_id and t.state == "asked"), None)
        if turn and turn.seat and turn.party in parties:
            said, args = {"people": parties[turn.party].person}, (contract.ref, turn.seat.ref)
            yield Owed(
                kinds.LOST, contract.ref, since=turn.since, said=said, args=args, module=module
            )
    own = next((t for t in turns if t.seat_id is None), None)
    moves = own_moves(enrolment, turns)
    if own and moves and not any(point.open for point in points):
        yield _turn(contract, own, [t for t in moves if t.seat_id], parties, module, drafted)


def _turn(
    contract: Contract,
    own: Turn,
    seats: list[Turn],
    parties: Mapping[str, Party],
    module: str,
    drafted: bool,
) -> Owed:
    """What is theirs to do next; only one thing is, however many can be asked."""
    kind: Kind = kinds.AGAIN if drafted else kinds.WRITE
    if not drafted or not seats:
        return Owed(kind, contract.ref, since=own.since, module=module)
    people = [parties[turn.party].person for turn in seats if turn.party in parties]
    said = {"people": ", ".join(people)}
    if len(seats) == 1 and seats[0].seat:
        args = (contract.ref, seats[0].seat.ref)
        return Owed(kinds.ASK, contract.ref, since=own.since, said=said, args=args, module=module)
    return Owed(kinds.ASK_SEVERAL, contract.ref, since=own.since, said=said, module=module)


def _point(contract: Contract, point: Point, module: str, today: date) -> Owed:
    kind = kinds.CONDITION
    if point.open:
        kind = kinds.CONDITION_ASKED if point.kind == Point.CONDITION else kinds.POINT
    return Owed(
        kind,
        contract.ref,
        since=point.answer.at,
        due_on=point.due_on,
        blocks=point.blocks,
        overdue=point.overdue(today),
        said={"by": point.answer.by_name},
        module=module,
        more=f"#point-{point.ref}",
        quote=point.text if point.kind == Point.CONDITION else "",
    )
