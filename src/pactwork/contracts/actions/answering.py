"""A seat answers about exact words; a fresh decision can be undone; a yes can be taken back."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from pactwork.contracts.actions.asking import (
    close_ask,
    insist_not_a_colleagues,
    insist_own_ask,
    seat_for,
    staff_and_student,
)
from pactwork.contracts.actions.base import check, finish, locked, roles_of
from pactwork.contracts.actions.unsent import settle_unsent
from pactwork.contracts.as_facts import answered_by
from pactwork.contracts.dossier import Dossier, load_dossier
from pactwork.contracts.models import Agreement, Answer, Contract, Draft, Point, Seat
from pactwork.contracts.own_persons import deputised
from pactwork.contracts.rules.answers import (
    POINT_OF,
    PointSaid,
    problems,
    reason_problem,
    with_changes,
)
from pactwork.contracts.rules.drafts import digests
from pactwork.contracts.rules.facts import YES, DraftFact
from pactwork.contracts.rules.moves import UNDO_FOR
from pactwork.contracts.rules.needed import covered_digests
from pactwork.contracts.rules.own_person import of_party
from pactwork.contracts.rules.proposed_wording import change_problem
from pactwork.contracts.rules.readers import readable
from pactwork.contracts.rules.unsent import with_quote
from pactwork.contracts.rules.wording_only import kept_by_wording
from pactwork.contracts.sealing import form_named, words_of
from pactwork.contracts.visibility import fresh, sections_read
from pactwork.ground import clock
from pactwork.ground.refusal import Refusal, Refused
from pactwork.ground.validation import insist_valid
from pactwork.history.outbox import stop_letters_about
from pactwork.history.record import Notice
from pactwork.modules.rules.roles import TEACHING_TEAM
from pactwork.people.actors import Actor


@dataclass(frozen=True)
class Said:
    """What somebody answers: the kind, a note, and points."""

    kind: str
    note: str = ""
    points: Sequence[PointSaid] = field(default_factory=tuple)
    wording: bool = False  # a facilitator: this draft changed wording only, the other yeses stand
    opened_at: datetime | None = None  # by link: when the words were opened in this browser
    unsent: str = ""  # with a yes alone: what becomes of points not sent, see rules/unsent.py


def _check_words(dossier: Dossier, seat: Seat, said: Said, by: Actor) -> None:
    by_link = dossier.party_of(seat).by == "link"
    if by_link:
        content = dossier.newest.content if dossier.newest else {}
        seen = readable(dossier.template, content, frozenset({"advocate"}), frozenset({seat.party}))
    else:
        seen = sections_read(dossier, roles_of(by, dossier))
    today = clock.today(dossier.contract.institution.time_zone)
    wrong = problems(said.kind, said.note, said.points, by_link=by_link, readable=seen, today=today)
    insist_valid(wrong)
    for point in said.points:
        insist_valid({"wording": _change_problem(dossier, point, seen)})


def _change_problem(dossier: Dossier, point: PointSaid, seen: frozenset[str]) -> Refusal | None:
    """Words proposed for a line are such as the student could have written there."""
    if not point.wording:
        return None
    if point.section not in seen:
        return Refusal("no_section", {"section": point.section[:40]})
    content = dossier.newest.content if dossier.newest else {}
    section = dossier.template.section(point.section)
    return change_problem(section, content, dossier.context, point.path, point.wording)


def covered_by(
    dossier: Dossier, seat: Seat, draft: Draft, changes: Sequence[PointSaid] = ()
) -> dict[str, str]:
    """The digests a yes is to, in the newest draft's form. A yes with a change is to the words with it."""
    content = with_changes(draft.content, ((c.section, c.path, c.wording) for c in changes))
    fact = next(d for d in dossier.facts.drafts if d.number == draft.number)
    if content is not draft.content:
        frozen = digests(dossier.pinned, content, dossier.context, dossier.form)
        fact = DraftFact(draft.number, draft.shared_at, content, frozen)
    return covered_digests(dossier.facts, seat.party, fact)


def _covered(dossier: Dossier, seat: Seat, draft: Draft, said: Said) -> dict[str, str]:
    if said.kind not in YES:
        return {}
    return covered_by(dossier, seat, draft, said.points if said.kind == "yes_change" else ())


def _write_points(answer: Answer, said: Said) -> list[Point]:
    return Point.objects.bulk_create(
        Point(
            answer=answer,
            kind=POINT_OF.get(said.kind, Point.SUGGESTION),
            section=point.section,
            prompt=point.path,
            text=with_quote(point.quote, point.text),
            wording=point.wording.strip(),
            owner=point.owner,
            due_on=point.due_on,
            blocks=point.blocks,
        )
        for point in said.points
    )


@transaction.atomic
def answer(
    contract: Contract, seat_ref: str, said: Said, *, by: Actor, draft: int, in_place_of: str = ""
) -> Answer:
    """Answer a seat's open ask about the words of ``draft``.

    Refused with ``words_changed`` when the words this seat covers have changed since that draft,
    with ``no_open_ask`` when somebody has answered already, and with ``handed_to_colleague`` unless
    ``in_place_of`` names the colleague who was to answer. Raises ``Invalid`` with a refusal
    for each field when the answer's own words are not enough.
    """
    dossier = locked(contract)
    seat = seat_for(dossier, seat_ref)
    check("answer", dossier, by, seat=seat.pk, draft=draft)
    insist_own_ask(dossier, seat, by)
    insist_not_a_colleagues(dossier, seat, by, in_place_of)
    _check_words(dossier, seat, said, by)
    sent = [point.unsent for point in said.points if point.unsent]
    settle_unsent(contract, said.kind, sent, said.unsent, by=by)
    ask, named = dossier.open_ask(seat.pk), dossier.draft(draft)
    if ask is None or named is None:
        raise Refused(Refusal("no_open_ask"))
    given = Answer.objects.create(
        ask=ask,
        seat=seat,
        draft=named,
        kind=said.kind,
        covered=_covered(dossier, seat, named, said),
        digest_form=dossier.form,
        at=clock.now(),
        by_person_id=by.person_id,
        by_name=by.name,
        deputy_for=(own := deputised(contract, of_party(dossier.facts.named, seat.party), by.ref)),
        method="link" if by.via == "link" else "account",
        note=said.note.strip(),
        opened_at=said.opened_at,
        wording=_confirms(dossier, seat, named, said),
    )
    points = _write_points(given, said)
    close_ask(ask, "answered")
    payload = _payload(seat, named, given, points)
    if own is not None:
        payload["deputy_for"] = own.called
    finish("answered", contract, by=by, payload=payload, notices=_letters(dossier, given))
    return given


def _payload(seat: Seat, named: Draft, given: Answer, points: list[Point]) -> dict[str, Any]:
    payload = {
        "party": seat.party,
        "draft": named.number,
        "digest": named.digest,
        **form_named(given.digest_form),
        "kind": given.kind,
        "covered": given.covered,
        "answer": given.ref,
        **words_of(given.note, points),
    }
    return payload | {"wording_only": True} if given.wording else payload


def _confirms(dossier: Dossier, seat: Seat, draft: Draft, said: Said) -> bool:
    """Only where the student said so, and only by those who may judge what a module means."""
    if not said.wording:
        return False
    judges = dossier.party_of(seat).by in TEACHING_TEAM
    if not judges or not draft.wording_only or said.kind not in YES:
        raise Refused(Refusal("not_wording"))
    return True


def _kept(dossier: Dossier, given: Answer) -> list[Notice]:
    """Whoever keeps a yes through other wording is told, and has five working days to object."""
    now = load_dossier(fresh(dossier.contract))
    letters = []
    for seat in now.seats:
        if seat.pk == given.seat_id or kept_by_wording(now.facts, seat.pk) is None:
            continue
        said = next(a for a in reversed(now.answers) if a.seat_id == seat.pk)
        person = said.by_person.email if said.by_person else ""
        to = person or (said.ask.holder.email if said.ask.holder else "")
        letters += [Notice("wording_kept", to, said.ref, UNDO_FOR)] if to else []
    return letters


def _letters(dossier: Dossier, given: Answer) -> list[Notice]:
    """The student hears at once from the workplace, and from staff when an undo is past."""
    by_link = given.method == "link"
    wait = timedelta(0) if by_link else UNDO_FOR
    letters = [Notice("answered", dossier.contract.student.email, given.ref, wait)]
    if by_link and given.ask.holder:
        letters.append(Notice("receipt", given.ask.holder.email, given.ref))
    if given.kind == "not_me":
        staff = [e for e in staff_and_student(dossier) if e != dossier.contract.student.email]
        letters += [Notice("answered", email, given.ref) for email in staff]
    return letters + (_kept(dossier, given) if given.wording else [])


@transaction.atomic
def undo_answer(contract: Contract, answer_ref: str, *, by: Actor) -> None:
    """Take back one's own decision within ten minutes; the ask is open again, its letters stop."""
    dossier = locked(contract)
    given = next((a for a in dossier.answers if a.ref == answer_ref), None)
    if given is None:
        raise Refused(Refusal("not_your_answer"))
    fact = next(a for a in dossier.facts.answers if a.id == given.pk)
    acted = [p.responded_at for p in given.points.all() if p.responded_at]
    check(
        "undo",
        dossier,
        by,
        seat=given.seat_id,
        own_answer=fact,
        settled_since=max(acted, default=None),
    )
    given.undone_at = clock.now()
    given.save(update_fields=["undone_at"])
    given.ask.ended_at, given.ask.ended_why = None, ""
    given.ask.save(update_fields=["ended_at", "ended_why"])
    since = Agreement.objects.filter(contract=contract, undone_at=None, from_at__gte=given.at)
    if since.update(undone_at=clock.now()):
        stop_letters_about([contract.ref], "undone", kind="agreed")
        stop_letters_about([a.ref for a in dossier.answers], "undone", kind="noticed")
    stop_letters_about([given.ref], "undone")
    if given.wording:
        kept = [a.ref for a in dossier.answers]
        stop_letters_about(kept, "undone", kind="wording_kept")
    finish("answer_undone", contract, by=by, payload={"answer": given.ref})


@transaction.atomic
def withdraw_yes(contract: Contract, seat_ref: str, *, by: Actor, reason: str) -> None:
    """A giver takes a yes back, with a reason. After agreement the contract is suspended."""
    dossier = locked(contract)
    seat = seat_for(dossier, seat_ref)
    check("withdraw_yes", dossier, by, seat=seat.pk)
    insist_valid({"reason": reason_problem(reason)})
    place = dossier.stands.seat(seat.pk)
    given = next(a for a in dossier.answers if place.answer and a.pk == place.answer.id)
    if by.via == "link" and answered_by(given) != by.ref:
        raise Refused(Refusal("not_your_answer"))
    given.withdrawn_at, given.withdrawn_why = clock.now(), reason.strip()
    given.save(update_fields=["withdrawn_at", "withdrawn_why"])
    payload = {"party": seat.party, "answer": given.ref, "reason": reason.strip()}
    letters = [Notice("yes_withdrawn", to, given.ref) for to in staff_and_student(dossier)]
    finish("yes_withdrawn", contract, by=by, payload=payload, notices=letters)
