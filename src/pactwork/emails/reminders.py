"""Emails that were put in the outbox with an ask, and go out only if its answer has not come."""

from pactwork.contracts.as_facts import person_ref
from pactwork.contracts.dossier import load_dossier
from pactwork.contracts.models import Ask, Contract, Seat
from pactwork.contracts.queries.written_to import fate_of
from pactwork.contracts.rules.moves import answers_for
from pactwork.contracts.speaking import said_by
from pactwork.contracts.visibility import contract_of, one
from pactwork.emails.by_link import link_address, plan_about, to_workplace
from pactwork.emails.people import to_account
from pactwork.emails.question import aim_of
from pactwork.ground import clock
from pactwork.ground.dates import day
from pactwork.history.models import Delivery
from pactwork.history.refusals import TRIED
from pactwork.links.secrets import code_for
from pactwork.modules.queries import staff_of
from pactwork.post.names import spaced
from pactwork.post.templated import Facts, templated

MOOT = "nothing is being asked here any more"


def _was_sent(about: str, to: str) -> bool:
    first = Delivery.objects.filter(kind="asked", about=about, to__iexact=to)
    return first.exclude(sent_at=None).exists()


@templated
def reminder(delivery: Delivery) -> Facts | str:
    """The question once more, with its link and code; the second one says that it is the last."""
    plan = plan_about(delivery.about)
    if plan is None or plan.state != "open" or plan.link.email.lower() != delivery.to.lower():
        return MOOT
    if not _was_sent(delivery.about, delivery.to):
        return "the question itself was never sent"
    before = Delivery.objects.filter(kind="reminder", about=delivery.about, pk__lt=delivery.pk)
    known = {
        "asked_on": day(plan.ask.asked_at),
        "until": day(plan.link.ends_at),
        **aim_of(plan),
        "last": before.exists(),
    }
    return to_workplace(
        plan,
        known,
        link=link_address(plan.link),
        code=spaced(code_for(plan.link.ref)),
        reply_to=plan.contract.student.email,
    )


def _open_ask(delivery: Delivery) -> tuple[Ask, Contract] | str:
    """The ask this email was put in the outbox with, if it still waits for its answer."""
    rows = Ask.objects.filter(ref=delivery.about, ended_at=None).select_related(
        "seat__contract", "holder"
    )
    ask = rows.first()
    contract = contract_of(ask.seat.contract.ref) if ask else None
    if ask is None or contract is None or hasattr(contract, "ending"):
        return MOOT
    return ask, contract


def _days(ask: Ask) -> dict[str, str]:
    return {"asked_on": day(ask.asked_at), "due": day(ask.due_on)}


@templated
def silence(delivery: Delivery) -> Facts | str:
    """Ten working days without the workplace's answer: what the student and the officer can do."""
    found = _open_ask(delivery)
    if isinstance(found, str):
        return found
    ask, contract = found
    if ask.holder is None:
        return MOOT
    if contract.student.email.lower() != delivery.to.lower() and not _holds(
        contract, delivery.to, "placement_officer"
    ):
        return "no longer theirs to look after"
    if not _was_sent(delivery.about, ask.holder.email):
        return "the question itself was never sent"
    fate = fate_of(ask)
    return to_account(
        contract,
        delivery,
        **_days(ask),
        who=said_by(contract, ask.holder.name, ask.holder),
        reminded=len(fate.reminded),  # what went out, and no more; what did not is said for itself
        refused=any(one.fault not in TRIED for one in fate.lost),
        not_out=bool(fate.lost),
    )


def _holds(contract: Contract, email: str, *kinds: str) -> bool:
    return staff_of(contract.run, *kinds).filter(person__email__iexact=email).exists()


def _decides(contract: Contract, email: str, seat: Seat) -> bool:
    """Whether this address is of somebody who answers for the seat today."""
    facts, of = load_dossier(one(contract.pk)).facts, frozenset({seat.by})
    those = staff_of(contract.run, seat.by).filter(person__email__iexact=email)
    return any(answers_for(facts, seat.party, of, person_ref(r.person.ref)) for r in those)


@templated
def due_soon(delivery: Delivery) -> Facts | str:
    """To whoever answers, a working day before the promised one; with a colleague, to them alone.

    Where the party is one person, to them or whoever stands in for them on that day."""
    found = _open_ask(delivery)
    if isinstance(found, str):
        return found
    ask, contract = found
    handed, email = ask.handed_to, delivery.to.lower()
    if not _decides(contract, email, ask.seat) or (handed and handed.email.lower() != email):
        return "someone else has it"
    return to_account(contract, delivery, **_days(ask))


@templated
def promise_missed(delivery: Delivery) -> Facts | str:
    found = _open_ask(delivery)
    if isinstance(found, str):
        return found
    ask, contract = found
    today = clock.today(contract.institution.time_zone)
    if ask.due_on is None or today <= ask.due_on:
        return "the promised day has not passed"
    if not _holds(contract, delivery.to, "module_leader"):
        return "no longer theirs to look after"
    return to_account(contract, delivery, **_days(ask))
