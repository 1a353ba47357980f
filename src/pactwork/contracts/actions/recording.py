"""Other roads to a yes: somebody writes down what was said; whoever said it may dispute that."""

from dataclasses import replace
from datetime import date

from django.db import transaction

from pactwork.contracts.actions.answering import covered_by
from pactwork.contracts.actions.asking import (
    close_ask,
    end_ask,
    place_ask,
    seat_for,
    seat_holder,
    staff_and_student,
)
from pactwork.contracts.actions.base import check, finish, locked, roles_of
from pactwork.contracts.dossier import Dossier
from pactwork.contracts.models import Answer, Contract, Draft, Holder, Recording, Seat
from pactwork.contracts.queries.days import days_for
from pactwork.contracts.rules.answers import reason_problem
from pactwork.contracts.rules.preconditions import Case, words_changed
from pactwork.contracts.rules.spoken import HOW, dispute_ends, wrong_day
from pactwork.contracts.sealing import named_digest
from pactwork.contracts.typed import Told
from pactwork.files.blobs import keep, path_of
from pactwork.files.scans import Scan
from pactwork.ground import clock
from pactwork.ground.refusal import Refusal, Refused, insist
from pactwork.history.record import Notice
from pactwork.modules.models import Blob
from pactwork.modules.queries import specification
from pactwork.modules.rules.roles import LOOKS_AFTER
from pactwork.people.actors import Actor


def _problem(told: Told, days: tuple[date, date], roles: frozenset[str]) -> Refusal | None:
    if told.how not in HOW:
        return Refusal("choose_how")
    if refusal := wrong_day(told.said_on, *days):
        return refusal
    if told.how == "paper" and told.file is None:
        return Refusal("paper_missing")
    if not told.email.strip() and "student" in roles:
        return Refusal("receipt_address_missing")
    return reason_problem(told.reason)


@transaction.atomic
def record_yes(contract: Contract, seat_ref: str, told: Told, *, by: Actor, draft: int) -> Answer:
    """Write down a yes given in a meeting, by phone or on paper, for a seat that answers by link.

    It counts at once. Whoever gave it gets a receipt and a working day to say that it was not so.
    """
    dossier = locked(contract)
    seat = seat_for(dossier, seat_ref)
    newest = dossier.newest
    check("record", dossier, by, seat=seat.pk)
    insist(words_changed(Case(dossier.facts, dossier.stands, seat=seat.pk, draft=draft)))
    insist(_problem(told, days_for(dossier, seat.party), roles_of(by, dossier)))
    if newest is None or by.person_id is None:
        raise Refused(Refusal("no_draft"))
    end_ask(dossier, seat, "recorded")
    nameless = not told.email.strip()
    known = {"without_email": nameless, "by_staff": bool(roles_of(by, dossier) & LOOKS_AFTER)}
    holder = seat_holder(dossier, seat, told.name, told.email, told.job, **known)
    given = _write(dossier, seat, newest, holder, told, by.person_id)
    payload = {
        "party": seat.party,
        "draft": newest.number,
        **named_digest(newest),
        "kind": "yes",
        "covered": given.covered,
        "answer": given.ref,
        "how": told.how,
        "of": holder.called,
        "said_on": told.said_on.isoformat(),
        "file": told.file.digest if told.file else "",
    }
    letters = [Notice("answered", to, given.ref) for to in _others(dossier, by)]
    letters += [Notice("receipt", holder.email, given.ref)] if holder.email else []
    finish("yes_recorded", contract, by=by, payload=payload, notices=letters)
    return given


def record_on_paper(
    contract: Contract, seat_ref: str, told: Told, scan: Scan, *, by: Actor, draft: int
) -> Answer:
    """The same with the page on which it was said; refused, nothing of the page stays."""
    digest = keep(scan.content)
    try:
        with transaction.atomic():
            file = Blob.objects.create(
                institution_id=by.institution_id,
                digest=digest,
                name=scan.name,
                type=scan.type,
                size=len(scan.content),
            )
            return record_yes(contract, seat_ref, replace(told, file=file), by=by, draft=draft)
    except Refused:
        if not Blob.objects.filter(digest=digest).exists():
            path_of(digest).unlink(missing_ok=True)
        raise


def _write(
    dossier: Dossier, seat: Seat, newest: Draft, holder: Holder, told: Told, recorder: int
) -> Answer:
    """The ask that was never sent, its answer, and who wrote it down."""
    ask, now = place_ask(dossier, seat, holder, ""), clock.now()
    contract = dossier.contract
    calendar, zone = specification(contract.run).calendar, contract.institution.time_zone
    given = Answer.objects.create(
        ask=ask,
        seat=seat,
        draft=newest,
        kind="yes",
        covered=covered_by(dossier, seat, newest),
        digest_form=dossier.form,
        at=now,
        by_name=holder.name,
        method=told.how,
    )
    Recording.objects.create(
        answer=given,
        by_person_id=recorder,
        said_on=told.said_on,
        reason=told.reason.strip(),
        file=told.file,
        dispute_until=dispute_ends(calendar, now, zone),
    )
    close_ask(ask, "answered")
    return given


def _others(dossier: Dossier, by: Actor) -> list[str]:
    """The student and whoever looks after workplaces, but not the one who acts."""
    own = {dossier.contract.student.email} if by.person_id == dossier.contract.student_id else set()
    return [to for to in staff_and_student(dossier) if to not in own]


def _recorded(dossier: Dossier, seat: int) -> tuple[Answer, Recording]:
    given = next((a for a in reversed(dossier.answers) if a.seat_id == seat), None)
    recording = getattr(given, "recording", None)
    if given is None or recording is None:
        raise Refused(Refusal("nothing_recorded"))
    return given, recording


@transaction.atomic
def dispute(contract: Contract, seat_ref: str, *, by: Actor, reason: str) -> None:
    """Whoever is said to have agreed says that it was not so: the yes stops counting at once."""
    dossier = locked(contract)
    seat = seat_for(dossier, seat_ref)
    check("dispute", dossier, by, seat=seat.pk)
    given, recording = _recorded(dossier, seat.pk)
    if by.ref != f"holder:{given.ask.holder_id}":
        raise Refused(Refusal("not_your_answer"))
    insist(reason_problem(reason))
    recording.disputed_at, recording.disputed_why = clock.now(), reason.strip()
    recording.save(update_fields=["disputed_at", "disputed_why"])
    payload = {"party": seat.party, "answer": given.ref, "reason": reason.strip()}
    letters = [Notice("disputed", to, given.ref) for to in staff_and_student(dossier)]
    finish("disputed", contract, by=by, payload=payload, notices=letters)


@transaction.atomic
def settle_dispute(
    contract: Contract, seat_ref: str, *, by: Actor, stands: bool, reason: str
) -> None:
    """Staff who did not record it settle a dispute: the yes stands after all, or it falls."""
    dossier = locked(contract)
    seat = seat_for(dossier, seat_ref)
    check("settle_dispute", dossier, by, seat=seat.pk)
    given, recording = _recorded(dossier, seat.pk)
    insist(reason_problem(reason))
    recording.settled_at, recording.settled_by_id = clock.now(), by.person_id
    recording.settled_how = Recording.STANDS if stands else Recording.FALLS
    recording.settled_why = reason.strip()
    recording.save()
    payload = {
        "party": seat.party,
        "answer": given.ref,
        "how": recording.settled_how,
        "reason": reason.strip(),
    }
    to = {dossier.contract.student.email, recording.by_person.email}
    if given.ask.holder and given.ask.holder.email:
        to.add(given.ask.holder.email)
    letters = [Notice("dispute_settled", address, given.ref) for address in sorted(to)]
    finish("dispute_settled", contract, by=by, payload=payload, notices=letters)
