"""Who the workplace is: that a yes waits for the word of staff, and what staff have said."""

from pactwork.contracts.dossier import Dossier, load_dossier
from pactwork.contracts.models import Answer, Ask
from pactwork.contracts.speaking import named_by_others
from pactwork.contracts.visibility import contract_of, one
from pactwork.emails.by_link import plan_about, to_workplace
from pactwork.emails.people import GONE, UNDONE, answer_of, standing_now, to_account
from pactwork.history.models import Delivery
from pactwork.post.templated import Facts, templated

NEVER = "they were never asked"


def waits_for_staff(dossier: Dossier, given: Answer) -> str:
    """Whom staff have to confirm before this yes counts; of other answers nobody."""
    place = dossier.stands.seat(given.seat_id)
    mine = place.answer is not None and place.answer.id == given.pk
    if place.state != "unconfirmed" or not mine or given.ask.holder is None:
        return ""
    return named_by_others(dossier.contract, given.ask.holder.name)


@templated
def confirmed(delivery: Delivery) -> Facts | str:
    """To the student, where it is not agreed by that; or else the email that says so says enough."""
    given = answer_of(delivery.about)
    contract = contract_of(given.seat.contract.ref) if given else None
    if given is None or contract is None:
        return UNDONE
    if load_dossier(one(contract.pk)).state.everybody:
        return "it is agreed, and another email says so"
    name = given.ask.holder.name if given.ask.holder else ""
    return to_account(contract, delivery, who=named_by_others(contract, name))


@templated
def not_confirmed(delivery: Delivery) -> Facts | str:
    """To the student, to those who look after workplaces; and to whoever was asked, if they ever were."""
    ask = Ask.objects.filter(ref=delivery.about).select_related("seat__contract", "holder").first()
    contract = contract_of(ask.seat.contract.ref) if ask else None
    if ask is None or contract is None or ask.holder is None:
        return GONE
    if delivery.to.lower() == ask.holder.email.lower() != contract.student.email.lower():
        return _to_them(delivery)
    who = named_by_others(contract, ask.holder.name)
    return to_account(contract, delivery, who=who, standing=standing_now(contract))


def _to_them(delivery: Delivery) -> Facts | str:
    plan = plan_about(delivery.about)
    if plan is None:
        return NEVER
    emails = Delivery.objects.filter(entry__subject=plan.contract.ref, to__iexact=delivery.to)
    if not emails.filter(kind__in=("asked", "receipt")).exclude(sent_at=None).exists():
        return NEVER
    return to_workplace(plan, variant="by_link")
