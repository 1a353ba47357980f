"""What rules with a clock share: nobody acts in person, and one failure stops none of the others."""

import logging
from collections.abc import Callable, Iterable

from pactwork.contracts.models import Contract
from pactwork.people.actors import Actor
from pactwork.people.models import Institution

AT_ONCE = 500  # in one round of the worker, who has letters to send too
log = logging.getLogger(__name__)


def clockwork_of(house: Institution) -> Actor:
    """Nobody in person: a rule with a clock."""
    return Actor(house.pk, "Pactwork", "system", zone=house.time_zone, via="system")


def clockwork(contract: Contract) -> Actor:
    return clockwork_of(contract.institution)


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
