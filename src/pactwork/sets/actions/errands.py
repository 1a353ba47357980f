"""A proposal for many people is asked for, and the worker takes it up; or it is let go again."""

from django.db import transaction

from pactwork.ground import clock
from pactwork.ground.refusal import Refusal, Refused
from pactwork.modules.models import Run
from pactwork.people.actors import Actor
from pactwork.sets.actions.base import insist_leads, note
from pactwork.sets.models import Errand
from pactwork.sets.queries.gathering import open_errand
from pactwork.sets.typed import Wish


def lock(run: Run) -> None:
    """Proposals for one run are made one after another."""
    Run.objects.select_for_update(no_key=True).get(pk=run.pk)


def lock_for(run: Run, by: Actor) -> None:
    """The same, for whoever may make them."""
    lock(run)
    insist_leads(run, by)


def wish_of(errand: Errand) -> Wish:
    return Wish(errand.kind, errand.size, errand.colleagues_apart, errand.seed)


def replace_errand(run: Run) -> None:
    """Of a run that is locked: what was asked before does not count any more."""
    if waiting := open_errand(run):
        waiting.end("replaced")


@transaction.atomic
def send_errand(run: Run, wish: Wish, people: int, *, by: Actor) -> Errand:
    """Asked twice for the same, it is worked out once; asked for something else, that counts."""
    lock_for(run, by)
    waiting = open_errand(run)
    if waiting and wish_of(waiting) == wish:
        return waiting
    replace_errand(run)
    made = Errand.objects.create(
        run=run,
        by_id=by.person_id or 0,
        kind=wish.kind,
        size=wish.size,
        colleagues_apart=wish.colleagues_apart,
        seed=wish.seed,
        people=people,
        asked_at=clock.now(),
    )
    note(run, "proposal_wanted", by.ref, {"kind": wish.kind, "people": people})
    return made


@transaction.atomic
def stop_errand(run: Run, ref: str, *, by: Actor) -> None:
    """The worker may be in the middle of it: what it brings is thrown away."""
    lock_for(run, by)
    waiting = open_errand(run)
    if waiting is None or waiting.ref != ref:
        raise Refused(Refusal("no_errand"))
    waiting.end("stopped")
    note(run, "proposal_unwanted", by.ref, {})
