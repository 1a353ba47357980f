"""What the reader of a mailed link may do: answer, pass on, take a yes back, be left alone.

A link only locates. Whatever changes something needs the six digits printed in the letter, or fresh
ones where the module calls the risk high. Wrong digits are counted outside the act, and stay counted.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction

from pactwork.contracts.actions.answering import Said, answer, withdraw_yes
from pactwork.contracts.actions.asking import pass_on
from pactwork.contracts.actions.base import finish, lock, note_altered
from pactwork.contracts.actions.desk import stop_letters
from pactwork.contracts.actions.recording import dispute
from pactwork.contracts.actions.wording_only import object_to_wording
from pactwork.contracts.models import Contract
from pactwork.contracts.queries.by_link import Plan, plan_of
from pactwork.contracts.rules.answers import problems, reason_problem
from pactwork.contracts.rules.holders import bad_holder, name_problem
from pactwork.contracts.typed import Reply
from pactwork.ground import clock
from pactwork.ground.refusal import Refusal, Refused
from pactwork.ground.time_windows import lately
from pactwork.ground.validation import Invalid, insist_valid
from pactwork.history.queries import entries_about
from pactwork.history.record import Notice
from pactwork.links.actions import check_code, make_fresh_code, renew_link
from pactwork.modules.rules.emails import TOO_MANY
from pactwork.people.actors import Actor

LETTERS_A_DAY = 3


def _said(reply: Reply) -> Said:
    """A note belongs to "not yet", new words to a yes with a change."""
    noted = reply.note if reply.decision == "revise" else ""
    return Said(reply.decision, noted, reply.points if reply.decision == "yes_change" else ())


def _passes_on(reply: Reply) -> bool:
    return reply.decision == "not_me" and not reply.unknown


def _wrong(plan: Plan, reply: Reply) -> dict[str, Refusal]:
    """Everything that is wrong with the reply's own words, by field."""
    said = _said(reply)
    found = dict(reply.wrong)
    found |= problems(
        said.kind,
        said.note,
        said.points,
        by_link=True,
        readable=plan.reads(plan.draft),
        today=clock.today(plan.contract.institution.time_zone),
    )
    if found.get("wording") and any(name.startswith("change-") for name in found):
        del found["wording"]  # the line itself says what is wrong with it
    if _passes_on(reply):
        found |= bad_holder(reply.right_name, reply.right_email, "right_", now=plan.holder.email)
    if wrong := name_problem(reply.name):
        found["name"] = wrong
    return found


def still(plan: Plan, *states: str) -> None:
    """Refused unless the plan stands as it must, now that the contract's row is locked."""
    Contract.objects.select_for_update(no_key=True).get(pk=plan.contract.pk)
    now = plan_of(plan.link)
    if now is None or now.state not in states:
        raise Refused(Refusal("no_open_ask"))
    note_altered(now.dossier)


def decide(plan: Plan, reply: Reply, *, client: str, opened_at: datetime | None = None) -> None:
    """Answer the ask behind a link, or pass it on.

    Raises ``Invalid`` with a refusal for each field, the code's among them; ``Refused`` when the
    ask is over, or its words have changed since the draft that the reply names.
    """
    if plan.state != "open":
        raise Refused(Refusal("no_open_ask"))
    wrong = _wrong(plan, reply)
    fresh = plan.party.risk == "high"
    if refusal := check_code(plan.link, reply.code, client=client, fresh=fresh):
        wrong["code"] = refusal
    insist_valid(wrong)
    if reply.draft is None:
        raise Refused(Refusal("read_again"))
    try:
        _write(plan, reply, plan.actor(reply.name), opened_at)
    except Refused as no:
        if _passes_on(reply) and no.refusal.code in TOO_MANY:
            raise Invalid({"right_email": no.refusal}) from no
        raise


@transaction.atomic
def _write(plan: Plan, reply: Reply, by: Actor, opened_at: datetime | None) -> None:
    still(plan, "open")
    if _passes_on(reply):
        name, email = reply.right_name, reply.right_email
        pass_on(plan.contract, plan.seat.ref, by=by, name=name, email=email, once=reply.right_once)
    else:
        said = replace(_said(reply), opened_at=opened_at)
        answer(plan.contract, plan.seat.ref, said, by=by, draft=reply.draft or 0)


def _insist_reasoned(plan: Plan, client: str, **typed: str) -> None:
    """A reason and the right code, in this order, by the names of their fields on the page."""
    (reason_field, reason), (code_field, code) = typed.items()
    wrong: dict[str, Refusal] = {}
    if refusal := reason_problem(reason):
        wrong[reason_field] = refusal
    if refusal := check_code(plan.link, code, client=client):
        wrong[code_field] = refusal
    insist_valid(wrong)


def _themselves(plan: Plan) -> Actor:
    return plan.actor(plan.answer.by_name if plan.answer else "")


def take_back(plan: Plan, *, code: str, reason: str, client: str) -> None:
    """Take back the yes that this link gave, with a reason."""
    _insist_reasoned(plan, client, reason=reason, code=code)
    withdraw_yes(plan.contract, plan.seat.ref, by=_themselves(plan), reason=reason)


def object_to(plan: Plan, *, code: str, reason: str, client: str) -> None:
    """The reader does not take the new words for the same as those they agreed to."""
    _insist_reasoned(plan, client, objection=reason, object_code=code)
    object_to_wording(plan.contract, plan.seat.ref, by=_themselves(plan), reason=reason)


def contest(plan: Plan, *, code: str, reason: str, client: str) -> None:
    """Say that a yes which somebody else wrote down was not so."""
    _insist_reasoned(plan, client, dispute_reason=reason, dispute_code=code)
    dispute(plan.contract, plan.seat.ref, by=_themselves(plan), reason=reason)


def letter_again(plan: Plan, *, code: str, client: str) -> None:
    """Mail the open question to whoever is asked, at the address it went to; a few times a day.

    With the code of the letter in hand, so that no program that opens mail sends more of it. A link
    that has run out gets a fresh one, and whoever holds the old one learns no address.
    """
    if refusal := check_code(plan.link, code, client=client):
        raise Invalid({"code": refusal})
    _letter_again(plan)


@transaction.atomic
def _letter_again(plan: Plan) -> None:
    lock(plan.contract)
    now = plan_of(plan.link)
    ask = now.ask_to_send if now else None
    if now is None or ask is None or ask.link is None:
        raise Refused(Refusal("no_open_ask"))
    note_altered(now.dossier)
    a_day = lately("at", timedelta(days=1))
    sent = entries_about(plan.contract.ref).filter(a_day, act="letter_again")
    again = sent.filter(by=now.actor().ref)
    if again.count() >= LETTERS_A_DAY:
        raise Refused(Refusal("letter_wait", {"most": LETTERS_A_DAY}))
    if clock.now() >= ask.link.ends_at:
        ask.link = renew_link(ask.link)
        ask.save(update_fields=["link"])
    notice = Notice("asked", ask.link.email, ask.ref)
    payload = {"party": plan.seat.party}
    finish("letter_again", plan.contract, by=now.actor(), payload=payload, notices=[notice])


def leave(plan: Plan, *, code: str, client: str) -> None:
    """No more letters to this reader."""
    if refusal := check_code(plan.link, code, client=client):
        raise Invalid({"code": refusal})
    stop_letters(plan.contract, plan.seat.ref, by=plan.actor())


def send_code(plan: Plan, *, code: str, client: str) -> None:
    """Mail fresh digits to whoever has the printed ones."""
    if refusal := check_code(plan.link, code, client=client):
        raise Invalid({"code": refusal})
    _write_code(plan)


@transaction.atomic
def _write_code(plan: Plan) -> None:
    still(plan, "open")
    made = make_fresh_code(plan.link)
    if isinstance(made, Refusal):
        raise Invalid({"code": made})
    notice = Notice("fresh_code", plan.link.email, made.ref)
    payload = {"party": plan.seat.party}
    finish("code_sent", plan.contract, by=plan.actor(), payload=payload, notices=[notice])
