"""What somebody at the workplace said yes to, however they said it; and what may change about it."""

from typing import Any

from pactwork.contracts.models import Answer
from pactwork.contracts.own_states import own_words
from pactwork.contracts.queries.by_link import Plan
from pactwork.contracts.queries.days import object_until
from pactwork.contracts.queries.words_of_yes import names_of_yes
from pactwork.contracts.rules.facts import YES
from pactwork.contracts.signed import signed_otherwise
from pactwork.contracts.visibility import contract_of
from pactwork.emails.by_link import link_address, plan_about, to_workplace
from pactwork.emails.people import UNDONE, answer_of, known_of, to_account
from pactwork.emails.working import to_whoever_answered
from pactwork.ground.dates import day, day_and_time, moment
from pactwork.history.models import Delivery
from pactwork.links.secrets import code_for
from pactwork.post.message import dated
from pactwork.post.names import in_letters, spaced, unlinked
from pactwork.post.templated import Facts, templated
from pactwork.workplace.pages.mailbox_of import mailbox_of


@templated
def receipt(delivery: Delivery) -> Facts | str:
    """What the reader said and when; the words themselves are on the page."""
    given = Answer.objects.filter(ref=delivery.about).select_related("ask").first()
    plan = plan_about(given.ask.ref) if given and given.undone_at is None else None
    if given is None or plan is None:
        return UNDONE
    if given.method in ("meeting", "phone", "paper"):
        return _written_down(plan, given)
    if given.method == "carried":
        return _carried(plan, given)
    other = signed_otherwise(plan.dossier, given)
    known = {
        "answer": given.kind,
        "when": moment(given.at),
        "name": in_letters(given.by_name),
        "signed_otherwise": unlinked(other) if other else "",
        "is_yes": given.kind in YES,
        **(_of_a_yes(plan, given) if given.kind in YES else {}),
    }
    return to_workplace(plan, known, link=link_address(plan.link))


def _of_a_yes(plan: Plan, given: Answer) -> dict[str, Any]:
    own = own_words(plan.dossier, given)
    return {
        "fate": own.words if own.fate in ("unused", "unconfirmed") else "",
        "parts": _parts(plan),
        "code_sent": code_sent(plan),
    }


def _parts(plan: Plan) -> list[str]:
    """Which parts the yes is to, by name; their words are on the page."""
    return [unlinked(one) for one in names_of_yes(plan.dossier, plan.draft, plan.agrees_to)]


def code_sent(plan: Plan) -> str:
    """Of which day and time the newest email is that has the code with which a yes is taken back."""
    asked = Delivery.objects.filter(kind="asked", about=plan.ask.ref, to__iexact=plan.link.email)
    sent = asked.exclude(sent_at=None).order_by("sent_at").last()
    return moment(dated(sent)) if sent else ""


def _written_down(plan: Plan, given: Answer) -> Facts:
    """A yes that somebody else recorded: whoever gave it hears, and may say that it was not so."""
    record = given.recording
    known = {
        "shared": bool(mailbox_of(plan)),
        "name": in_letters(given.by_name),
        "method": given.method,
        "by": in_letters(record.by_person.name),
        "on": day(record.said_on),
        "until": day_and_time(record.dispute_until),
        "parts": _parts(plan),
    }
    return _with_code(plan, known, "written_down")


def _carried(plan: Plan, given: Answer) -> Facts:
    return _with_code(plan, {"parts": _parts(plan)}, "carried")


def _with_code(plan: Plan, known: dict[str, Any], variant: str = "") -> Facts:
    link, code = link_address(plan.link), spaced(code_for(plan.link.ref))
    return to_workplace(plan, known, variant=variant, link=link, code=code)


@templated
def wording_kept(delivery: Delivery) -> Facts | str:
    """Other words, the same meaning: the reader's yes stands, and they may object."""
    given = Answer.objects.filter(ref=delivery.about).select_related("ask").first()
    plan = plan_about(given.ask.ref) if given and given.undone_at is None else None
    if given is None:
        return UNDONE
    if plan is None:
        return to_whoever_answered(delivery, "account")
    until = object_until(plan.dossier, plan.seat.pk)
    if until is None:
        return "the wording changed again, or was objected to"
    return _with_code(plan, {"until": day(until)})


@templated
def dispute_settled(delivery: Delivery) -> Facts | str:
    """To the student and whoever wrote the yes down; and to whoever disputed it, with their own link."""
    given = answer_of(delivery.about)
    contract = contract_of(given.seat.contract.ref) if given else None
    plan = plan_about(given.ask.ref) if given else None
    if given is None or contract is None or plan is None:
        return UNDONE
    stands = delivery.entry.payload.get("how") == "stands"
    if delivery.to.lower() != plan.holder.email.lower():
        return to_account(contract, delivery, stands=stands)
    known = {"stands": stands, "name": known_of(contract, delivery)["name"]}
    return to_workplace(plan, known, variant="by_link", link=link_address(plan.link))
