"""Emails to those who are asked by link: the question, and what became of it."""

from pactwork.contracts.queries.by_link import Plan, plan_of
from pactwork.emails.by_link import link_address, plan_about, to_workplace
from pactwork.emails.question import aim_of, before_of, changed_aim_of, minutes_of, owes_of
from pactwork.ground import clock
from pactwork.ground.dates import day
from pactwork.ground.email_template import Quote
from pactwork.ground.time_windows import is_ahead
from pactwork.history.models import Delivery
from pactwork.links.actions import FRESH_FOR
from pactwork.links.models import FreshCode
from pactwork.links.secrets import code_for
from pactwork.post.names import quoted, spaced
from pactwork.post.templated import Facts, templated

MOOT = "nothing is being asked here any more"


@templated
def asked(delivery: Delivery) -> Facts | str:
    """The invitation: link and code, until when they work, who gave the address."""
    plan = plan_about(delivery.about)
    if plan is None or plan.state != "open":
        return MOOT
    known = {
        "before": before_of(plan),
        "notes": [Quote(part) for note in plan.notes for part in quoted(note)],
        **changed_aim_of(plan),
        **aim_of(plan),
        "minutes": minutes_of(plan),
        "owes": owes_of(plan),
        "risk": plan.party.risk,
        "until": day(plan.link.ends_at),
    }
    return to_workplace(
        plan,
        known,
        link=link_address(plan.link),
        code=spaced(code_for(plan.link.ref)),
        quoted=quoted(plan.ask.message),
        reply_to=plan.contract.student.email,
    )


def _was_sent(delivery: Delivery) -> bool:
    """Whether the reader ever had the email that this one takes back."""
    first = Delivery.objects.filter(kind="asked", about=delivery.about, to=delivery.to)
    return first.exclude(sent_at=None).exists()


def _had(delivery: Delivery) -> Plan | str:
    """What was asked about, if the question ever went out."""
    plan = plan_about(delivery.about)
    if plan is None or not _was_sent(delivery):
        return "the question itself was never sent"
    return plan


@templated
def told_after(delivery: Delivery) -> Facts | str:
    """What became of a question, for whoever had it."""
    plan = _had(delivery)
    if isinstance(plan, str):
        return plan
    return to_workplace(plan, {"asked_on": day(plan.ask.asked_at)})


@templated
def ask_paused(delivery: Delivery) -> Facts | str:
    plan = _had(delivery)
    if isinstance(plan, str):
        return plan
    if plan.dossier.facts.paused_at is None:
        return "it goes on, or has ended, by now"
    return to_workplace(plan)


@templated
def fresh_code(delivery: Delivery) -> Facts | str:
    """Six digits for ten minutes, where the module calls the risk high."""
    made = FreshCode.objects.filter(ref=delivery.about).select_related("link__institution").first()
    plan = plan_of(made.link) if made else None
    if made is None or plan is None or (plan.state != "open" and not made.client):
        return MOOT
    if clock.now() >= made.made_at + FRESH_FOR or is_ahead(made.made_at):
        return "its ten minutes are over"
    return to_workplace(plan, code=spaced(code_for(made.ref)))
