"""What rules with a clock share: nobody acts in person, and one failure stops none of the others."""

import logging
from collections.abc import Callable, Iterable

from pactwork.contracts.models import Contract
from pactwork.people.actors import Actor, system_at

AT_ONCE = 500  # in one round of the worker, who has letters to send too
log = logging.getLogger(__name__)


def clockwork(contract: Contract) -> Actor:
    return system_at(contract.institution)


def each(what: str, moves: Iterable[Callable[[], object]]) -> int:
    """Every move by itself: one that fails is logged, comes again, and stops none of the others."""
    done = 0
    for move in moves:
        try:
            move()
        except Exception:
            log.exception("%s: failed, and comes again in a minute", what)
        else:
            done += 1
    return done
