"""To the student and to staff: somebody types wrong codes for the link that went to the workplace."""

from pactwork.contracts.queries.by_link import plan_of
from pactwork.contracts.visibility import contract_of
from pactwork.emails.people import GONE, to_account
from pactwork.history.models import Delivery
from pactwork.links.actions import PER_LINK
from pactwork.links.models import Link
from pactwork.post.names import in_letters
from pactwork.post.templated import Facts, templated


@templated
def link_attacked(delivery: Delivery) -> Facts | str:
    link = Link.objects.select_related("institution").filter(ref=delivery.about).first()
    plan = plan_of(link) if link else None
    contract = contract_of(plan.contract.ref) if plan else None
    if plan is None or contract is None:
        return GONE
    who, email = in_letters(plan.holder.name), plan.link.email
    return to_account(contract, delivery, most=PER_LINK, who=who, email=email)
