"""The email about a change that is agreed, to whoever said yes at first and need not say it again."""

from typing import Any

from pactwork.contracts.dossier import load_dossier
from pactwork.contracts.models import Answer
from pactwork.contracts.rules.needed import only_at_first, to_be_told, told_only
from pactwork.contracts.unasked import listed, shorts_of
from pactwork.contracts.visibility import contract_of, one
from pactwork.emails.by_link import link_address, plan_about, to_workplace
from pactwork.emails.people import UNDONE, answer_of, to_account
from pactwork.emails.receipts import code_sent
from pactwork.ground.dates import day
from pactwork.history.models import Delivery
from pactwork.post.names import unlinked
from pactwork.post.templated import Facts, templated
from pactwork.workplace.pages.plan_words import differences


@templated
def noticed(delivery: Delivery) -> Facts | str:
    """Moot when the change is no longer in force, or the yes was taken back since."""
    given = answer_of(delivery.about)
    contract = contract_of(given.seat.contract.ref) if given else None
    if given is None or contract is None or given.withdrawn_at:
        return UNDONE
    dossier = load_dossier(one(contract.pk))
    number = (delivery.entry.payload.get("agreed") or {}).get("draft")
    made, facts = dossier.state.in_force, dossier.facts
    if made is None or made.draft != number:
        return "this change is not in force"
    draft = facts.draft(made.draft)
    alone = to_be_told(facts, given.seat_id, draft)
    if not alone and not told_only(facts, given.seat.party, draft):
        return "this yes is needed after all"
    known: dict[str, Any] = {"on": day(given.at), "number": number, "since": day(made.from_at)}
    known["never"] = only_at_first(dossier.pinned, given.seat.party)
    beside = dossier.covers(given.seat.party, dossier.draft(made.draft))
    known["alone"] = unlinked(listed(shorts_of(dossier, alone))) if beside else ""
    if given.by_person_id:
        return to_account(contract, delivery, **known)
    return _by_link(given, known)


def _by_link(given: Answer, known: dict[str, Any]) -> Facts | str:
    plan = plan_about(given.ask.ref)
    if plan is None or plan.agreement is None:
        return "this reader has no copy"
    changes = differences(plan, plan.draft, plan.content_of(given), plan.reads(plan.draft))
    known |= {
        "parts": [f"“{unlinked(change.title)}”" for change in changes],
        "code_sent": code_sent(plan),
    }
    page = link_address(plan.link, "contracts:plan_open_agreement")
    return to_workplace(
        plan, known, variant="by_link", link=page, reply_to=plan.contract.student.email
    )
