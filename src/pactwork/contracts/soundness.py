"""Whether all that people read is what was sealed: looked at every night, and after a restore."""

import logging
from collections.abc import Iterator
from datetime import timedelta

from django.db import connection

from pactwork.contracts.inconsistencies import amiss
from pactwork.contracts.queries.keys import keys_of_all
from pactwork.ground import clock
from pactwork.history import sealed
from pactwork.history.checkpoints import contradictions, seen
from pactwork.history.models import Checkpoint
from pactwork.history.queries import broken_chains
from pactwork.modules.queries.altered import altered_files
from pactwork.people.actions import remember_check
from pactwork.people.models import Installation

EVERY = timedelta(days=1)
log = logging.getLogger(__name__)


def faults() -> Iterator[str]:
    """Each a sentence; the history's before those of the rows that pages are made of."""
    for one in broken_chains(keys_of_all()):
        yield f"{one.chain}, entry {one.seq}: {one.why}."
    for wrong in contradictions([seen(row) for row in Checkpoint.objects.all()]):
        yield f"The checkpoint of {wrong.seen.at} does not agree with {wrong.seen.chain}: {wrong.why}."
    for name in sealed.lacking(connection):
        yield (
            f"The lock {name} is missing or has been replaced: the history could be changed unnoticed."
        )
    for row in amiss():
        yield f"{row.what}: {row.why}."
    for name, why in altered_files():
        yield f"file {name}: {why}."


def check_nightly() -> None:
    """Once a day; what was found is logged, and kept for ``pactwork doctor``."""
    last = Installation.objects.values_list("checked_at", flat=True).first()
    now = clock.now()
    if last and last <= now < last + EVERY:
        return
    found = list(faults())
    for sentence in found:
        log.error("The nightly check found: %s", sentence)
    remember_check(found)
