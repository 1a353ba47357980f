"""To whoever asked: the question did not reach the workplace, and what can be done about it."""

from pactwork.contracts.models import Ask
from pactwork.contracts.queries.written_to import fate_of
from pactwork.contracts.visibility import contract_of
from pactwork.emails.people import known_of
from pactwork.ground.dates import day
from pactwork.history.models import Delivery
from pactwork.history.refusals import TRIED
from pactwork.post.message import address
from pactwork.post.names import in_letters
from pactwork.post.templated import Facts, templated


@templated
def undelivered(delivery: Delivery) -> Facts | str:
    rows = Ask.objects.filter(ref=delivery.about).select_related("seat__contract", "holder")
    ask = rows.first()
    contract = contract_of(ask.seat.contract.ref) if ask else None
    if ask is None or ask.holder is None or contract is None:
        return "nothing is being asked here any more"
    if not Ask.objects.filter(Ask.LOST, pk=ask.pk).exists():
        return "it was corrected meanwhile"
    fault = fate_of(ask).fault
    known = {
        "who": in_letters(ask.holder.name),
        "email": ask.holder.email,
        "asked_on": day(ask.asked_at),
        "fault": fault,
        "tried": fault in TRIED,
    }
    return Facts(
        contract.institution,
        known_of(contract, delivery) | known,
        greeted=contract.student.first_name,
        link=address("contracts:ask", contract.ref, ask.seat.ref),
    )
