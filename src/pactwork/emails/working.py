"""Emails to people with an account about what happens after the agreement: disputes, rests, ends."""

from pactwork.contracts.visibility import contract_of
from pactwork.emails.people import GONE, UNDONE, answer_of, standing_now, to_account
from pactwork.history.models import Delivery
from pactwork.post.templated import Facts, templated


def to_whoever_answered(delivery: Delivery, variant: str = "") -> Facts | str:
    """For whoever said yes by account; those at the workplace are told with a link and a code."""
    given = answer_of(delivery.about)
    contract = contract_of(given.seat.contract.ref) if given else None
    return to_account(contract, delivery, variant) if contract else UNDONE


@templated
def about_answer(delivery: Delivery) -> Facts | str:
    return to_whoever_answered(delivery)


@templated
def about_standing(delivery: Delivery) -> Facts | str:
    """What is told with how things stand now."""
    contract = contract_of(delivery.about)
    if contract is None:
        return GONE
    return to_account(contract, delivery, standing=standing_now(contract))
