"""Two are kept apart or together, with a reason that only staff read."""

from django.db import transaction

from pactwork.ground import clock
from pactwork.ground.refusal import Refusal, insist
from pactwork.modules.models import Enrolment, Run
from pactwork.people.actors import Actor
from pactwork.sets.actions.base import note
from pactwork.sets.actions.errands import lock_for
from pactwork.sets.models import Pair
from pactwork.sets.rules.refusals import pair_refused


@transaction.atomic
def pair_up(run: Run, one: str, other: str, kind: str, *, reason: str, by: Actor) -> Pair:
    """``one`` and ``other``: refs of places on the run."""
    lock_for(run, by)
    if kind not in Pair.KINDS:
        insist(Refusal("not_an_option", {"given": kind}))
    found = Enrolment.objects.filter(run=run, ref__in=[one, other])
    people = sorted(found.values_list("person", flat=True))
    on_run = len(people) == 2
    known = (
        on_run
        and Pair.objects.filter(run=run, one=people[0], other=people[1], ended_at=None).exists()
    )
    insist(pair_refused(one, other, on_run, known, reason))
    made = Pair.objects.create(
        run=run,
        one_id=people[0],
        other_id=people[1],
        kind=kind,
        reason=reason.strip(),
        by_id=by.person_id or 0,
        said_at=clock.now(),
    )
    note(run, "pair_made", by.ref, {"kind": kind, "pair": made.ref})
    return made


@transaction.atomic
def end_pair(run: Run, ref: str, *, by: Actor) -> None:
    """The rule does not count any more; that it was there stays known to the history."""
    lock_for(run, by)
    ended = Pair.objects.filter(run=run, ref=ref, ended_at=None).update(ended_at=clock.now())
    insist(None if ended else Refusal("pair_over"))
    note(run, "pair_ended", by.ref, {"pair": ref})
