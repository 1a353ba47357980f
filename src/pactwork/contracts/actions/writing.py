"""The student writes, privately, and shares: a text becomes a numbered draft."""

from collections.abc import Mapping, Sequence
from secrets import token_hex
from typing import Any

from django.db import transaction

from pactwork.contracts.actions.asking import place_ask
from pactwork.contracts.actions.base import check, finish, lock, locked, open_seats
from pactwork.contracts.models import Ask, Contract, Draft, Text
from pactwork.contracts.rules.cover import same_cover
from pactwork.contracts.rules.drafts import digests, draft_digest, title_of
from pactwork.contracts.rules.facts import DraftFact
from pactwork.contracts.seen import fresh
from pactwork.contracts.whole import Whole, context_of, whole
from pactwork.ground import clock
from pactwork.ground.refusal import Refusal, Refused, insist
from pactwork.history.record import Notice
from pactwork.links.actions import end_link
from pactwork.modules.models import Enrolment, PinnedTemplate
from pactwork.modules.queries import template
from pactwork.people.actors import Actor


@transaction.atomic
def start_contract(enrolment: Enrolment, *, form: PinnedTemplate, by: Actor) -> Contract:
    """Open an enrolment's contract, with its template pinned and a seat for each party.

    Pressed twice at once, the second finds what the first began.
    """
    Enrolment.objects.select_for_update().values_list("pk", flat=True).get(pk=enrolment.pk)
    begun = Contract.objects.filter(enrolment=enrolment).first()
    if begun:
        return begun
    contract = Contract.objects.create(
        institution=enrolment.run.institution,
        run=enrolment.run,
        enrolment=enrolment,
        student=enrolment.person,
        template=form,
        key=token_hex(32),
        made_at=clock.now(),
    )
    open_seats(whole(contract))
    finish("contract_started", contract, by=by, payload={"template": form.digest})
    return contract


def save_text(
    contract: Contract,
    section: str,
    value: Mapping[str, Any],
    *,
    version: int,
    by: Actor,
    attempted: bool = False,
) -> Text:
    """Save one section's working text over the version it was read at (0: nothing yet).

    Refused with ``text_clash`` when another tab or device has saved since. Autosave is private
    and leaves no entry in the history.
    """
    return save_texts(
        contract, {section: value}, versions={section: version}, by=by, attempted=attempted
    )[0]


@transaction.atomic
def save_texts(
    contract: Contract,
    values: Mapping[str, Mapping[str, Any]],
    *,
    versions: Mapping[str, int],
    by: Actor,
    attempted: bool = False,
) -> list[Text]:
    """Save several sections at once, all of them or none."""
    found = _unread(contract)
    check("write", found, by)
    kept = {t.section: t for t in Text.objects.filter(contract=contract, section__in=values)}
    saved = [
        _saved(found, kept.get(section), section, value, versions.get(section, 0), attempted)
        for section, value in values.items()
    ]
    title = title_of(found.template, values)
    if title and title != contract.title:
        Contract.objects.filter(pk=contract.pk).update(title=title)
    return saved


def _saved(
    found: Whole,
    text: Text | None,
    section: str,
    value: Mapping[str, Any],
    version: int,
    attempted: bool,
) -> Text:
    if found.template.section(section) is None:
        raise Refused(Refusal("no_section", {"section": section}))
    if (text.version if text else 0) != version:
        if text and text.value == value:
            return text
        insist(Refusal("text_clash", {"version": text.version if text else 0}))
    text = text or Text(contract=found.contract, section=section, version=0)
    text.value, text.saved_at = dict(value), clock.now()
    text.version += 1
    text.attempted = text.attempted or attempted
    text.save()
    return text


def _unread(contract: Contract) -> Whole:
    """The contract locked, without its drafts and answers: writing is open in every stage but the end."""
    lock(contract)
    found = fresh(contract)
    return Whole(found, template(found.template), context_of(found), [], [], [], [])


def _supersede(found: Whole, draft: Draft) -> list[Ask]:
    """End the open asks whose cover this new draft changes; the others carry over."""
    fact = DraftFact(draft.number, draft.shared_at, draft.content, draft.digests)
    ended = []
    for ask in found.asks:
        named = found.facts.draft(ask.draft.number)
        party = found.seat(ask.seat_id).party
        if ask.ended_at or named is None:
            continue
        if not same_cover(party, found.template, named, fact):
            ask.ended_at, ask.ended_why = clock.now(), "superseded"
            ask.save(update_fields=["ended_at", "ended_why"])
            if ask.link:
                end_link(ask.link, "superseded")
            ended.append(ask)
    return ended


def _superseded_letters(ended: Sequence[Ask]) -> list[Notice]:
    return [
        Notice("superseded", ask.holder.email, ask.ref) for ask in ended if ask.holder and ask.link
    ]


@transaction.atomic
def share_draft(
    contract: Contract, *, by: Actor, note: str = "", ask_again: Sequence[str] = ()
) -> Draft:
    """Freeze the working text as the next numbered draft and show its key elements to the set.

    ``ask_again`` names seats (by ref) whose open ask this draft supersedes and whose holder should
    be asked at once about the new words. Refused when nothing has changed since the last draft.
    """
    found = locked(contract)
    facts = found.facts_with_working()
    check("share", found, by, facts=facts)
    content = {s.key: found.working.get(s.key) or {} for s in found.template.sections}
    frozen = digests(found.template, content, found.context)
    draft = Draft.objects.create(
        contract=contract,
        number=found.newest.number + 1 if found.newest else 1,
        content=content,
        digests=frozen,
        digest=draft_digest(contract.template.digest, frozen),
        template=contract.template,
        note=note.strip(),
        shared_at=clock.now(),
    )
    ended = _supersede(found, draft)
    again = [ask for ask in ended if found.seat(ask.seat_id).ref in ask_again]
    letters = _superseded_letters([ask for ask in ended if ask not in again])
    now = whole(fresh(contract))
    for ask in again:
        check("ask", now, by, seat=ask.seat_id)
        seat = now.seat(ask.seat_id)
        letters += place_ask(now, seat, ask.holder, ask.message, not_by=ask.not_by)
    payload = {"draft": draft.number, "digest": draft.digest, "asked_again": [a.ref for a in again]}
    finish("draft_shared", contract, by=by, payload=payload, notices=letters)
    return draft
