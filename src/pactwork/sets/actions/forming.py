"""Sets are proposed, put right by hand, and applied; until then nobody's place changes."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext

from pactwork.ground import clock
from pactwork.ground.refusal import Refusal, Refused, insist
from pactwork.modules.models import Enrolment, Run
from pactwork.modules.queries import today_at
from pactwork.people.actors import Actor
from pactwork.sets.actions.base import note
from pactwork.sets.actions.errands import lock_for, replace_errand, send_errand
from pactwork.sets.actions.seating import seat
from pactwork.sets.arranging import KINDS, Arranged, Group, arranged, groups_of, moved
from pactwork.sets.models import Errand, Forming
from pactwork.sets.queries.breaking import (
    breaks_unsaid,
    changed_since,
    newly_broken,
    replaced_since,
)
from pactwork.sets.queries.gathering import (
    Gathered,
    gathered,
    namer,
    open_proposal,
    provisional_until,
)
from pactwork.sets.rules.refusals import anew_refused, wish_refused
from pactwork.sets.rules.when_to_queue import takes_long
from pactwork.sets.typed import Wish
from pactwork.solving.conflicts import Conflict


@dataclass(frozen=True)
class Proposed:
    """The proposal; or, if the hard rules leave no way, what stands against what; or it comes later."""

    forming: Forming | None = None
    conflicts: tuple[Conflict, ...] = ()
    errand: Errand | None = None


def propose(run: Run, wish: Wish, *, by: Actor) -> Proposed:
    """Worked out at once, outside of any transaction, for it may take seconds; for many people, by the
    worker. Who may is asked under the lock, and once more when it is stored."""
    with transaction.atomic():
        lock_for(run, by)
    insist(wish_refused(wish.kind, wish.size, wish.seed, KINDS))
    found = gathered(run)
    insist_possible(run, wish, found)
    placed = len(found.places if wish.kind == "anew" else found.without)
    if takes_long(wish.kind, placed, len(found.places)):
        return Proposed(errand=send_errand(run, wish, placed, by=by))
    made = worked_out(wish, found)
    if made.conflicts:
        return Proposed(conflicts=made.conflicts)
    return Proposed(stored(run, wish, found, made.groups, by))


def insist_possible(run: Run, wish: Wish, found: Gathered) -> None:
    if wish.kind == "anew":
        insist(anew_refused(provisional_until(run), today_at(run)))
    elif wish.kind != "keep" and not found.without:
        raise Refused(Refusal("nobody_to_place"))


def worked_out(wish: Wish, found: Gathered) -> Arranged:
    rules = found.rules(wish.size, wish.colleagues_apart)
    return arranged(wish.kind, found.people, found.sets, rules, wish.seed)


def named(groups: tuple[Group, ...], found: Gathered) -> list[Group]:
    """New sets get the next free numbers."""
    taken, number, all_named = set(found.sets.values()), 0, []
    for group in groups:
        name = group.name
        while not name or (not group.name and name in taken):
            number += 1
            name = gettext("Set %(number)s") % {"number": number}
        taken.add(name)
        all_named.append(Group(group.ref, name, group.members))
    return all_named


@transaction.atomic
def stored(run: Run, wish: Wish, found: Gathered, groups: tuple[Group, ...], by: Actor) -> Forming:
    """What is wished last counts: the former proposal is dropped, and so is what was to come."""
    lock_for(run, by)
    replace_errand(run)
    now = clock.now()
    Forming.objects.filter(run=run, applied_at=None, dropped_at=None).update(dropped_at=now)
    made = Forming.objects.create(
        run=run,
        by_id=by.person_id or 0,
        kind=wish.kind,
        size=wish.size,
        colleagues_apart=wish.colleagues_apart,
        seed=wish.seed,
        arrangement=[group.stored for group in named(groups, found)],
        stands_on=found.stands_on,
        made_at=now,
    )
    note(run, "sets_proposed", by.ref, {"kind": wish.kind, "sets": len(groups)})
    return made


def _open(run: Run, ref: str, by: Actor) -> Forming:
    """The proposal that somebody was looking at, if it still is the one."""
    lock_for(run, by)
    found = open_proposal(run)
    if found is None or found.ref != ref:
        raise Refused(Refusal("no_proposal"))
    return found


def _looked_at(run: Run, ref: str, shown: str, by: Actor) -> Forming:
    """The open proposal; one that took the place of what was looked at is told apart from it."""
    lock_for(run, by)
    now = open_proposal(run)
    if now is not None and now.ref != ref:
        old = Forming.objects.filter(run=run, ref=ref, applied_at=None).first()
        raise Refused(replaced_since(old, now, shown, namer(gathered(run))))
    return _open(run, ref, by)


@transaction.atomic
def move_in_proposal(
    run: Run, ref: str, place: str, to: int | None, *, was: int | None, by: Actor
) -> Forming:
    """One person by hand. ``was``: where they were when the price was shown (None: in no set)."""
    forming = _open(run, ref, by)
    groups = groups_of(forming.arrangement)
    now = next((n for n, g in enumerate(groups) if place in g.members), None)
    known = Enrolment.objects.filter(run=run, ref=place).exists()
    if now != was or not known or (to is not None and not 0 <= to < len(groups)):
        raise Refused(Refusal("proposal_moved"))
    names = [None if n is None else groups[n].name for n in (was, to)]
    forming.changes = [*forming.changes, [forming.shown, place, *names]]
    forming.arrangement = [group.stored for group in moved(groups, place, to)]
    forming.save(update_fields=["arrangement", "changes"])
    note(run, "proposal_changed", by.ref, {"place": place})
    return forming


@transaction.atomic
def drop_proposal(run: Run, ref: str, *, by: Actor) -> None:
    forming = _open(run, ref, by)
    forming.dropped_at = clock.now()
    forming.save(update_fields=["dropped_at"])
    note(run, "proposal_dropped", by.ref, {})


@transaction.atomic
def apply_proposal(
    run: Run, ref: str, *, shown: str, until: date | None, by: Actor, knowingly: str = ""
) -> Forming:
    """Everybody gets the place that the proposal gives them, if everybody is where they were then.

    ``shown``: the arrangement that was looked at. ``knowingly``: the broken rules that were ticked.
    """
    forming, found = _looked_at(run, ref, shown, by), gathered(run)
    if forming.stands_on != found.stands_on:
        raise Refused(Refusal("sets_moved"))
    if until and until < today_at(run):
        raise Refused(Refusal("date_past"))
    insist(changed_since(forming, shown, namer(found)))
    insist(breaks_unsaid(newly_broken(found, forming), knowingly, namer(found)))
    changed = seat(run, groups_of(forming.arrangement), found.places)
    forming.applied_at, forming.provisional_until = clock.now(), until
    forming.save(update_fields=["applied_at", "provisional_until"])
    note(run, "sets_formed", by.ref, {"kind": forming.kind, "moved": changed})
    return forming
