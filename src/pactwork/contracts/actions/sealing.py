"""Sealing the rows of contracts that were acted on before rows were sealed; settling what was altered."""

from django.db import transaction

from pactwork.contracts.actions.base import finish, locked
from pactwork.contracts.actions.clockwork import clockwork
from pactwork.contracts.inconsistencies import unsealed
from pactwork.contracts.models import Contract
from pactwork.contracts.rows import in_doubt
from pactwork.contracts.rules.answers import reason_problem
from pactwork.ground.refusal import Refusal, Refused, insist


def seal_older() -> int:
    """Seal every contract as it is now whose rows no entry has sealed yet; how many there were."""
    older = list(unsealed())
    for contract in older:
        _seal(contract)
    return len(older)


@transaction.atomic
def _seal(contract: Contract) -> None:
    locked(contract)
    finish("rows_sealed", contract, by=clockwork(contract), payload={})


@transaction.atomic
def settle_altered(contract: Contract, *, reason: str) -> None:
    """Somebody has looked into what was altered: from here on the rows count as they are.

    The history keeps for good that they were altered, and why they were left as they are.
    """
    insist(reason_problem(reason))
    kinds = in_doubt(locked(contract))
    if not kinds:
        raise Refused(Refusal("nothing_altered"))
    payload = {"reason": reason.strip(), "kinds": list(kinds)}
    finish("altered_settled", contract, by=clockwork(contract), payload=payload)
