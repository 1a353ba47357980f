"""A question that reached nobody is told to whoever asked, once: a rule with a clock."""

from functools import partial

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from pactwork.contracts.actions.base import finish, locked
from pactwork.contracts.actions.clockwork import AT_ONCE, clockwork, each
from pactwork.contracts.models import Ask
from pactwork.contracts.visibility import one
from pactwork.history.models import Delivery
from pactwork.history.record import Notice

KIND = "undelivered"


def _untold() -> QuerySet[Ask]:
    """By the email itself, whatever became of it: one that is refused too is not told of again."""
    told = Delivery.objects.filter(kind=KIND, about=OuterRef("ref"))
    return Ask.objects.filter(Ask.LOST, ~Exists(told), seat__contract__ending=None)


def tell_of_undelivered() -> int:
    """One round; each question in an act of its own."""
    found = list(_untold().values_list("pk", flat=True)[:AT_ONCE])
    return each("questions not delivered", [partial(tell_undelivered, pk) for pk in found])


@transaction.atomic
def tell_undelivered(pk: int) -> None:
    ask = Ask.objects.select_related("seat", "holder").get(pk=pk)
    contract = one(ask.seat.contract_id)
    locked(contract)
    if ask.holder is None or not _untold().filter(pk=pk).exists():
        return
    payload = {"party": ask.seat.party, "seat": ask.seat.n, "of": ask.holder.called}
    finish(
        "ask_undelivered",
        contract,
        by=clockwork(contract),
        payload=payload,
        notices=[Notice(KIND, contract.student.email, ask.ref)],
    )
