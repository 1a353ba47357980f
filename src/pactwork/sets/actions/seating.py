"""Everybody gets the set that a proposal gives them: few queries, however many people."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction

from pactwork.ground.refusal import Refusal, Refused
from pactwork.modules.models import Enrolment, LearningSet, Run
from pactwork.sets.arranging import Group

AT_ONCE = 500


def seat(run: Run, groups: Sequence[Group], places: Sequence[Enrolment]) -> int:
    """How many of these changed their set; who is in no group is in no set."""
    known = dict(LearningSet.objects.filter(run=run).values_list("ref", "pk"))
    founded = _founded(run, [g.name for g in groups if g.members and g.ref not in known])
    to = {
        key: known[group.ref] if group.ref in known else founded[group.name]
        for group in groups
        for key in group.members
    }
    moving = [place for place in places if place.learning_set_id != to.get(place.ref)]
    for place in moving:
        place.learning_set_id = to.get(place.ref)
    Enrolment.objects.bulk_update(moving, ["learning_set"], batch_size=AT_ONCE)
    return len(moving)


def _founded(run: Run, names: Sequence[str]) -> dict[str, int]:
    """New sets by name."""
    try:
        with transaction.atomic():
            made = LearningSet.objects.bulk_create(LearningSet(run=run, name=n) for n in names)
    except IntegrityError:  # a roster has made one of such a name meanwhile
        raise Refused(Refusal("sets_moved")) from None
    return {one.name: one.pk for one in made}
