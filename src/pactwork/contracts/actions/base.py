"""What every use case does first and last: lock the contract; derive turns, agree, write history."""

from collections.abc import Iterable, Mapping
from typing import Any

from pactwork.contracts.dossier import Dossier, load_dossier
from pactwork.contracts.models import Agreement, Answer, Contract, Seat, Turn
from pactwork.contracts.rows import ALTERED, SEALED, SETTLED, altered, in_doubt, seal, sealed_in
from pactwork.contracts.rules.facts import YES
from pactwork.contracts.rules.moves import UNDO_FOR, Case, why_not
from pactwork.contracts.rules.needed import to_be_told, told_only
from pactwork.contracts.rules.standing import interrupted
from pactwork.contracts.sealing import named_digest
from pactwork.contracts.turns import SAID, turn_says, turns
from pactwork.contracts.unasked import unasked
from pactwork.contracts.visibility import fresh, roles_on
from pactwork.contracts.waived import agreed_beside, waived_rows
from pactwork.ground import clock
from pactwork.ground.refusal import insist
from pactwork.history.models import Entry
from pactwork.history.record import Notice, record
from pactwork.modules.limits import insist_within_limits
from pactwork.modules.queries import template
from pactwork.people.actors import Actor


def lock(contract: Contract) -> None:
    """Acts on one contract happen one after another."""
    Contract.objects.select_for_update(no_key=True).values_list("pk", flat=True).get(pk=contract.pk)


def locked(contract: Contract) -> Dossier:
    """The contract's row, locked, with everything about it as it is now."""
    lock(contract)
    dossier = load_dossier(fresh(contract))
    note_altered(dossier)
    return dossier


def note_altered(dossier: Dossier) -> None:
    """Before an act seals the rows anew: the history keeps that they were not as it had sealed them."""
    last, kinds = dossier.sealed, list(in_doubt(dossier))
    if last is None or not altered(dossier):
        return
    if (last.act, last.payload.get(ALTERED)) == (ALTERED, kinds):  # said already, and not acted on
        return
    contract = dossier.contract
    record(
        ALTERED,
        chain=contract.institution.ref,
        subject=contract.ref,
        by="system",
        key=contract.key,
        payload={"name": "Pactwork", ALTERED: kinds, "entry": last.seq, SEALED: sealed_in(last)},
    )


def roles_of(actor: Actor, dossier: Dossier) -> frozenset[str]:
    """The roles an actor acts in: by account what they are today, by link an advocate, here only."""
    if actor.via != "link":
        return roles_on(actor, dossier.contract)
    held = {f"holder:{holder.pk}" for seat in dossier.seats for holder in seat.holders.all()}
    return frozenset({"advocate"} if actor.ref in held else ())


def check(move: str, dossier: Dossier, by: Actor, **known: Any) -> None:
    """Raise ``Refused`` unless the law allows this move."""
    facts = known.pop("facts", None) or dossier.facts
    stands = dossier.stands if facts is dossier.facts else known.pop("stands", dossier.stands)
    insist(why_not(move, roles_of(by, dossier), Case(facts, stands, by=by.ref, **known)))


def open_seats(dossier: Dossier) -> list[Seat]:
    """Make the seats that the template calls for and the contract has not yet got."""
    have = {(s.party, s.n) for s in dossier.seats}
    for party in template(dossier.contract.template).parties:
        for n in range(1, party.seats + 1):
            if (party.key, n) not in have:
                Seat.objects.create(contract=dossier.contract, party=party.key, by=party.by, n=n)
    return list(dossier.contract.seats.all())


def _confirmed(said: Answer) -> dict[str, str]:
    """Who confirmed the giver of a yes that waited for that, and when."""
    holder = said.ask.holder
    if holder is None or not holder.doubts or holder.vouched_at is None:
        return {}
    by = holder.vouched_by.name if holder.vouched_by else ""
    return {"confirmed_by": by, "confirmed_at": holder.vouched_at.isoformat()}


def _yeses(dossier: Dossier) -> list[dict[str, Any]]:
    """Who agreed, in what capacity, when and how, as it will always be shown."""
    newest = dossier.newest
    student = dossier.contract.student
    rows: list[dict[str, Any]] = [
        {
            "party": "student",
            "title": "",
            "name": student.name,
            "at": newest.shared_at.isoformat() if newest else "",
            "how": "shared",
        }
    ]
    for place in dossier.stands.seats:
        party = dossier.template.party(place.party)
        said = next((a for a in dossier.answers if place.answer and a.pk == place.answer.id), None)
        base = {"party": place.party, "title": party.title if party else place.party}
        kept = agreed_beside(dossier, place)
        if said and said.kind in YES and (place.state == "yes" or kept):
            number = next(d.number for d in dossier.drafts if d.pk == said.draft_id)
            how = {"name": said.by_name, "at": said.at.isoformat(), "how": said.method}
            record = getattr(said, "recording", None)
            if record:
                how |= {"said_on": record.said_on.isoformat(), "by": record.by_person.name}
            how |= _confirmed(said)
            how |= {"deputy_for": said.deputy_for.name} if said.deputy_for else {}
            rows.append(base | how | kept | {"draft": number, "kind": said.kind})
            if alone := unasked(dossier, place.seat):
                rows[-1]["unasked"] = alone
        elif told_only(dossier.facts, place.party, dossier.facts.newest):
            rows += _earlier_yeses(dossier, place.seat)
        rows += [base | row for row in waived_rows(dossier, place)]
    return rows


def _earlier_yeses(dossier: Dossier, seat: int) -> list[dict[str, Any]]:
    """What a seat said to what was agreed before: it is told of the change, and need not say yes to it."""
    before = dossier.agreements[-1].yeses if dossier.agreements else []
    said = {a.at.isoformat() for a in dossier.answers if a.seat_id == seat}
    said |= {w.at.isoformat() for w in dossier.seat(seat).waivers.all()}
    party = dossier.seat(seat).party
    return [{**row, "told": True} for row in before if row["party"] == party and row["at"] in said]


def _agree(dossier: Dossier) -> Agreement | None:
    """Completing agreement puts the newest draft in force."""
    newest = dossier.newest
    in_force = dossier.agreements[-1] if dossier.agreements else None
    if newest is None or not dossier.stands.complete:
        return None
    if in_force and in_force.draft_id == newest.pk and not interrupted(dossier.facts):
        return None
    return Agreement.objects.create(
        contract=dossier.contract, draft=newest, from_at=clock.now(), yeses=_yeses(dossier)
    )


def rewrite_turns(dossier: Dossier) -> None:
    """Rows that say something else than they did are written over; most acts leave most as they are."""
    kept = {turn.seat_id: turn for turn in dossier.turns}
    wanted = turns(dossier)
    for turn in wanted:
        turn.pk = kept[turn.seat_id].pk if turn.seat_id in kept else None
    if gone := {turn.pk for turn in dossier.turns} - {turn.pk for turn in wanted}:
        Turn.objects.filter(pk__in=gone).delete()
    says = {turn.pk: turn_says(turn) for turn in dossier.turns}
    if changed := [turn for turn in wanted if turn_says(turn) != says.get(turn.pk)]:
        Turn.objects.bulk_create(
            changed, update_conflicts=True, unique_fields=["pk"], update_fields=SAID
        )


def _as_it_is_now(contract: Contract) -> Dossier:
    """Everything about it, read again; a row that came joined is not fetched a second time."""
    known = contract._state.fields_cache
    came_joined = {"run", "template", "student", "enrolment"} <= known.keys()
    return load_dossier(contract if came_joined else fresh(contract))


def finish(
    act: str,
    contract: Contract,
    *,
    by: Actor,
    payload: Mapping[str, Any],
    notices: Iterable[Notice] = (),
) -> Entry:
    """Last in every use case: agree if all have said yes, derive the turns, write one entry."""
    letters = list(notices)
    insist_within_limits(by, contract.ref, letters)
    found = _as_it_is_now(contract)
    said = dict(payload)
    agreement = _agree(found)
    if agreement:
        found = _as_it_is_now(contract)
        said["agreed"] = {"draft": agreement.draft.number, **named_digest(agreement.draft)}
        letters += agreed_letters(found)
    rewrite_turns(found)
    if found.sealed and act != SETTLED and (kinds := found.sealed.payload.get(ALTERED)):
        said[ALTERED] = kinds
    return record(
        act,
        chain=contract.institution.ref,
        subject=contract.ref,
        by=by.ref,
        key=contract.key,
        payload={"name": by.called, **said, SEALED: seal(found)},
        notices=letters,
    )


def agreed_letters(dossier: Dossier) -> list[Notice]:
    """Everyone who said yes hears that it is agreed; not before an undo is out of the question."""
    facts = dossier.facts
    told = {s.pk for s in dossier.seats if told_only(facts, s.party, facts.newest)}
    beside = {s.pk for s in dossier.seats if to_be_told(facts, s.pk, facts.newest)} - told
    to = {dossier.contract.student.email}
    to |= {
        h.email
        for s in dossier.seats
        for h in s.holders.all()
        if h.until_at is None and h.email and s.pk not in told | _as_before(dossier, beside)
    }
    letters = [Notice("agreed", email, dossier.contract.ref, UNDO_FOR) for email in sorted(to)]
    return letters + _noticed(dossier, told | beside)


def _as_before(dossier: Dossier, seats: set[int]) -> set[int]:
    """Of these seats those whose yes is an earlier one: they hear what changed, and that is all."""
    newest = dossier.facts.newest
    given = {pk: dossier.facts.latest_answer(pk) for pk in seats}
    return {pk for pk, a in given.items() if a and newest and a.draft != newest.number}


def _noticed(dossier: Dossier, told: set[int]) -> list[Notice]:
    """Whoever said yes at first, and need not say it to a change, hears what was changed."""
    letters = []
    for seat in sorted(told):
        given = [a for a in dossier.answers if a.seat_id == seat and a.kind in YES]
        last = given[-1] if given else None
        if last is None or last.withdrawn_at:
            continue
        holder = last.ask.holder
        to = last.by_person.email if last.by_person else ""
        to = holder.email if holder and holder.until_at is None else to
        letters += [Notice("noticed", to, last.ref, UNDO_FOR)] if to else []
    return letters
