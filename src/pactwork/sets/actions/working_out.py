"""The worker works out what was asked for. Killed in the middle, it is begun again a little later."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from pactwork.ground import clock
from pactwork.ground.lately import past
from pactwork.ground.refusal import Refused
from pactwork.people.actors import actor_for
from pactwork.sets.actions.base import note
from pactwork.sets.actions.errands import end, lock, wish_of
from pactwork.sets.actions.forming import insist_possible, stored, worked_out
from pactwork.sets.arranging import Arranged
from pactwork.sets.models import Errand
from pactwork.sets.queries.gathering import Gathered, gathered

LEASE = timedelta(minutes=5)  # five times what 30,000 people take; then whoever began it is gone
MOST_TIMES = 3  # what has killed three workers is not tried on a fourth


def work_out_proposals() -> int:
    """One in a round, the longest waiting first: the worker has letters to send too."""
    errand = taken()
    return int(errand is not None and work_out(errand))


@transaction.atomic
def taken() -> Errand | None:
    """One that nobody has begun, or whose worker is gone; no two workers have the same."""
    free = Q(begun_at=None) | past("begun_at", LEASE)
    waiting = Errand.objects.filter(free, over_at=None).order_by("asked_at", "pk")
    errand = waiting.select_for_update(no_key=True).first()
    if errand is None:
        return None
    if errand.begun >= MOST_TIMES:
        _ended(errand, "failed")
        return None
    errand.begun_at, errand.begun = clock.now(), errand.begun + 1
    errand.save(update_fields=["begun_at", "begun"])
    return errand


def work_out(errand: Errand) -> bool:
    """Outside of any transaction, for it may take a minute. Whether a proposal was made."""
    found, wish = gathered(errand.run), wish_of(errand)
    try:
        insist_possible(errand.run, wish, found)
        return brought(errand, found, worked_out(wish, found))
    except Refused:  # so much has changed since it was asked
        return brought(errand, found, None)
    except Exception:
        Errand.objects.filter(pk=errand.pk, begun=errand.begun).update(begun_at=None)
        raise


@transaction.atomic
def brought(errand: Errand, found: Gathered, made: Arranged | None) -> bool:
    """What was worked out is the proposal, unless it was stopped, replaced or begun anew meanwhile.

    People may have come and gone in that minute: the proposal stands on those who were ``found``,
    so its page says so, and it is not applied.
    """
    lock(errand.run)
    mine = Errand.objects.filter(pk=errand.pk, begun=errand.begun, over_at=None)
    now = mine.select_related("run__institution", "by__institution").first()
    if now is None:
        return False
    if made is None or made.conflicts:
        now.conflicts = [one.stored for one in made.conflicts] if made else []
        _ended(now, "impossible" if made else "refused")
        return False
    end(now, "made")
    stored(now.run, wish_of(now), found, made.groups, actor_for(now.by))
    return True


def _ended(errand: Errand, why: str) -> None:
    end(errand, why)
    note(errand.run, "proposal_not_made", "system", {"why": why})
