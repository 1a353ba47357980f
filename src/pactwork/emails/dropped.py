"""The email to whoever said yes by link and drops out: what became of their yes, and why."""

from pactwork.contracts.queries.by_link import Plan
from pactwork.contracts.rules.facts import YES
from pactwork.contracts.rules.needed import told_only
from pactwork.emails.by_link import plan_about, to_workplace
from pactwork.ground.dates import day
from pactwork.history.models import Delivery
from pactwork.post.templated import Facts, templated


@templated
def dropped(delivery: Delivery) -> Facts | str:
    """Moot when their yes is needed after all, or was taken back since."""
    plan = plan_about(delivery.about)
    answers = plan.dossier.answers if plan else []
    given = next((a for a in answers if plan and a.ask_id == plan.ask.pk), None)
    if plan is None or given is None or given.kind not in YES or given.withdrawn_at:
        return "there is no such yes any more"
    why = _why(plan)
    return (
        to_workplace(plan, {"why": why, "on": day(given.at)}) if why else "it is needed after all"
    )


def _why(plan: Plan) -> str:
    """Why nothing is asked of them; nothing where something is."""
    facts, party = plan.dossier.facts, plan.seat.party
    if facts.ended_at:
        return "over"
    if plan.holder.until_at:
        return "replaced"
    state = plan.dossier.stands.seat(plan.seat.pk).state
    if state == "not_needed" and not told_only(facts, party, facts.newest):
        return "left_out"
    return "waived" if state == "waived" else ""
