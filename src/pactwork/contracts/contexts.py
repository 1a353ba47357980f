"""What the sections of a contract need to know of its run: credits, hours, outcomes, weeks."""

from threading import Lock

from cachetools import LRUCache, cached

from pactwork.contracts.models import Contract
from pactwork.contracts.rules.kinds import Context
from pactwork.modules.queries import specification, variant, weeks_of


def _depends_on(contract: Contract) -> tuple[str, str, str]:
    enrolment = contract.enrolment
    return contract.run.digest, enrolment.code, enrolment.group


@cached(LRUCache(1_000), key=_depends_on, lock=Lock())
def context_of(contract: Contract) -> Context:
    """What the sections need of this student's run, code and calendar; worked out once per process."""
    spec = specification(contract.run)
    own = variant(contract.run, contract.enrolment.code)
    return Context(
        credits=spec.credits,
        hours=tuple(spec.hours),
        outcomes=tuple(own.outcomes) if own else (),
        weeks=weeks_of(contract.enrolment),
        components=tuple(spec.assessment),
    )
