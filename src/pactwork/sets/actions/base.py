"""What actions about sets begin and end with: who may, and one entry in the history of the institution."""

from collections.abc import Mapping
from typing import Any

from pactwork.ground.refusal import Refusal, insist
from pactwork.history.record import record
from pactwork.modules.models import Enrolment, LearningSet, Run
from pactwork.modules.queries import enrolments_now
from pactwork.modules.queries.leading import leads
from pactwork.people.actors import Actor


def insist_leads(run: Run, by: Actor) -> None:
    """Under the lock: sets are formed by the run's leader and by administrators."""
    insist(None if leads(by, run) else Refusal("run_not_yours"))


def insist_member(group: LearningSet, by: Actor) -> None:
    """Under the lock: whoever is in the set today."""
    here = enrolments_now(by).filter(learning_set=group).exists()
    insist(None if here else Refusal("set_not_yours"))


def insist_own(place: Enrolment, by: Actor) -> None:
    """Of oneself, as long as one takes the run."""
    mine = enrolments_now(by).filter(pk=place.pk).exists()
    insist(None if mine else Refusal("place_not_yours"))


def note(run: Run, act: str, by: str, payload: Mapping[str, Any]) -> None:
    """The history says that it was done and of what size; it holds nobody's words."""
    where = run.institution
    record(act, chain=where.ref, subject=run.ref, by=by, key=where.key, payload=payload)
