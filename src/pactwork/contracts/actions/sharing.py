"""A text becomes a numbered draft. What was asked about other words ends, or is asked again at once."""

from collections.abc import Sequence

from django.db import transaction

from pactwork.contracts.actions.asking import close_ask, letters_of, place_ask
from pactwork.contracts.actions.base import check as check_move
from pactwork.contracts.actions.base import finish, locked, open_seats
from pactwork.contracts.actions.carrying import carry_yeses
from pactwork.contracts.actions.dropping import dropped
from pactwork.contracts.actions.standing_in import first_again
from pactwork.contracts.dossier import Dossier, load_dossier
from pactwork.contracts.models import Ask, Contract, Draft, Seat
from pactwork.contracts.rules.answers import note_problem
from pactwork.contracts.rules.beside import words_beside
from pactwork.contracts.rules.drafts import FORM, digests, draft_digest
from pactwork.contracts.rules.facts import DraftFact, Facts
from pactwork.contracts.rules.moves import Case, why_not
from pactwork.contracts.rules.needed import same_question, told_only
from pactwork.contracts.sealing import named_digest
from pactwork.contracts.visibility import fresh
from pactwork.ground import clock
from pactwork.ground.validation import insist_valid
from pactwork.history.record import Notice
from pactwork.people.actors import Actor


def _supersede(dossier: Dossier, facts: Facts, draft: Draft) -> list[Ask]:
    """End the open asks whose cover this new draft changes; the others carry over."""
    fact = DraftFact(draft.number, draft.shared_at, draft.content, draft.digests)
    ended = []
    for ask in dossier.asks:
        named = facts.draft(ask.draft.number)
        party = dossier.seat(ask.seat_id).party
        if ask.ended_at or named is None:
            continue
        if not same_question(facts, party, named, fact, dossier.blank):
            close_ask(ask, "superseded")
            ended.append(ask)
    return ended


def _freeze(dossier: Dossier, note: str, wording_only: bool) -> Draft:
    contract = dossier.contract
    content = dossier.to_share
    frozen = digests(dossier.blank, content, dossier.context)
    return Draft.objects.create(
        contract=contract,
        number=dossier.newest.number + 1 if dossier.newest else 1,
        content=content,
        digests=frozen,
        digest=draft_digest(contract.template.digest, frozen),
        digest_form=FORM,
        restated=dossier.restated_to_share,
        template=contract.template,
        note=note.strip(),
        wording_only=wording_only and dossier.newest is not None,
        shared_at=clock.now(),
    )


def _ask_at_once(now: Dossier, seat: Seat, before: Ask | None, by: Actor) -> Ask | None:
    """Put the new draft before whoever holds the seat; nothing where the law does not allow it yet."""
    case = Case(now.facts, now.stands, by=by.ref, seat=seat.pk)
    holder = seat.holder
    if why_not("ask", frozenset({"student"}), case) or (seat.by == "link" and holder is None):
        return None
    message, not_by = (before.message, before.not_by) if before else ("", None)
    if holder and before is None:
        holder = first_again(now, seat, holder)
    return place_ask(now, seat, holder, message, not_by=not_by)


@transaction.atomic
def share_draft(
    contract: Contract,
    *,
    by: Actor,
    note: str = "",
    ask_again: Sequence[str] = (),
    wording_only: bool = False,
) -> Draft:
    """Freeze the working text as the next numbered draft and show its key elements to the set.

    ``ask_again`` names seats (by ref) to be asked at once about the new words, where the law allows.
    ``wording_only`` says that no meaning changed: a facilitator is asked to confirm that, and then
    every yes stands. Refused when nothing has changed, and without a note once a text is in force.
    """
    dossier = locked(contract)
    facts = dossier.facts_with_working()
    check_move("share", dossier, by, facts=facts, reasoned=bool(note.strip()))
    insist_valid({"note": note_problem(note)})
    draft = _freeze(dossier, note, wording_only)
    ended = {ask.seat_id: ask for ask in _supersede(dossier, facts, draft)}
    now = load_dossier(fresh(contract))
    open_seats(now)
    now = load_dossier(fresh(contract))
    letters = carry_yeses(now, draft) if draft.number == 1 and contract.copied_from_id else []
    asked = []
    for seat in now.seats:
        wanted = seat.ref in ask_again
        if draft.wording_only:  # whoever said yes is not asked: that is what it is for
            wanted = seat.by == "facilitator" or (wanted and seat.pk in ended)
        new = _ask_at_once(now, seat, ended.get(seat.pk), by) if wanted else None
        if new:
            asked.append(new)
            ended.pop(seat.pk, None)
    letters += [n for ask in asked for n in letters_of(dossier, ask)]
    letters += _superseded_letters(now, list(ended.values()))
    letters += [n for s in now.seats if _left_out(dossier, now, s) for n in dropped(now, s)]
    payload = {
        "draft": draft.number,
        **named_digest(draft),
        "note": draft.note,
        "asked_again": [a.ref for a in asked],
        "beside": words_beside(now.pinned, now.context),
    }
    if draft.restated:
        payload["restated"] = draft.restated
    if draft.wording_only:
        payload["wording_only"] = True
    finish("draft_shared", contract, by=by, payload=payload, notices=letters)
    return draft


def _left_out(before: Dossier, now: Dossier, seat: Seat) -> bool:
    """Whether a seat was needed until now, and nothing of the new words needs it or is told to it."""
    facts, stood = now.facts, [p for p in before.stands.seats if p.seat == seat.pk]
    needed = bool(stood) and stood[0].state != "not_needed"
    gone = now.stands.seat(seat.pk).state == "not_needed"
    return needed and gone and not told_only(facts, seat.party, facts.newest)


def _superseded_letters(now: Dossier, ended: Sequence[Ask]) -> list[Notice]:
    """What whoever was asked hears: that the words are others, or that none of them needs their yes."""
    gone = {p.seat for p in now.stands.seats if p.state == "not_needed"}
    return [
        Notice("withdrawn" if ask.seat_id in gone else "superseded", ask.holder.email, ask.ref)
        for ask in ended
        if ask.link and ask.holder and ask.holder.email
    ]
