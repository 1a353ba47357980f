"""The worker works out what was asked for. Killed in the middle, it is begun again a little later."""

from django.db import transaction

from pactwork.ground.errand import give_back, still_mine, take
from pactwork.ground.refusal import Refused
from pactwork.people.actors import actor_for
from pactwork.sets.actions.base import note
from pactwork.sets.actions.errands import lock, wish_of
from pactwork.sets.actions.forming import insist_possible, stored, worked_out
from pactwork.sets.arranging import Arranged
from pactwork.sets.models import Errand
from pactwork.sets.queries.gathering import Gathered, gathered


def work_out_proposals() -> int:
    """One in a round, the longest waiting first: the worker has letters to send too."""
    errand = taken()
    return int(errand is not None and work_out(errand))


def taken() -> Errand | None:
    return take(Errand, lambda errand: _ended(errand, "failed"))


def work_out(errand: Errand) -> bool:
    """Outside of any transaction, for it may take a minute. Whether a proposal was made."""
    found, wish = gathered(errand.run), wish_of(errand)
    try:
        insist_possible(errand.run, wish, found)
        return brought(errand, found, worked_out(wish, found))
    except Refused:  # so much has changed since it was asked
        return brought(errand, found, None)
    except Exception:
        give_back(errand)
        raise


@transaction.atomic
def brought(errand: Errand, found: Gathered, made: Arranged | None) -> bool:
    """What was worked out is the proposal, unless it was stopped, replaced or begun anew meanwhile.

    People may have come and gone in that minute: the proposal stands on those who were ``found``,
    so its page says so, and it is not applied.
    """
    lock(errand.run)
    now = still_mine(errand).select_related("run__institution", "by__institution").first()
    if now is None:
        return False
    if made is None or made.conflicts:
        now.conflicts = [one.stored for one in made.conflicts] if made else []
        _ended(now, "impossible" if made else "refused")
        return False
    now.end("made")
    stored(now.run, wish_of(now), found, made.groups, actor_for(now.by))
    return True


def _ended(errand: Errand, why: str) -> None:
    errand.end(why, "conflicts")
    note(errand.run, "proposal_not_made", "system", {"why": why})
