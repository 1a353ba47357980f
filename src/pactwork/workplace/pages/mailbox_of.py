"""Whose mailbox an email goes to, where a yes was written down under another name."""

from pactwork.contracts.queries.by_link import Plan
from pactwork.contracts.recorded import recording_of
from pactwork.contracts.rules.signatures import same_name
from pactwork.ground.mailboxes import mailbox


def mailbox_of(plan: Plan) -> str:
    """Who was last asked at this address before such a yes, where that is another name; else nothing."""
    if recording_of(plan.answer) is None or not plan.holder.email:
        return ""
    here = mailbox(plan.holder.email)
    before = [
        ask.holder.name
        for ask in plan.dossier.asks
        if ask.pk < plan.ask.pk and ask.seat_id == plan.seat.pk
        if ask.holder and ask.holder.email and mailbox(ask.holder.email) == here
    ]
    return before[-1] if before and not same_name(before[-1], plan.holder.name) else ""
