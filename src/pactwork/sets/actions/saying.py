"""A student researcher says when they can meet, and what they bring."""

from django.db import transaction

from pactwork.ground import clock
from pactwork.ground.bulk import put_row
from pactwork.ground.refusal import Refusal, insist
from pactwork.ground.validation import insist_valid
from pactwork.modules.models import Enrolment
from pactwork.people.actors import Actor
from pactwork.sets.actions.base import insist_own, note
from pactwork.sets.models import Availability
from pactwork.sets.rules.refusals import discipline_problem
from pactwork.sets.rules.times import LEVELS, TIMES, mask


@transaction.atomic
def say_when(
    place: Enrolment, *, slots: int, experience: int | None, discipline: str, by: Actor
) -> Availability:
    """Said again, the newest counts. No time at all is an answer too."""
    insist_own(place, by)
    if slots & ~mask(range(TIMES)) or experience not in (None, *LEVELS):
        insist(Refusal("not_an_option", {"given": experience}))
    insist_valid({"discipline": discipline_problem(discipline)})
    said, _ = put_row(
        Availability,
        enrolment=place,
        defaults={
            "slots": slots,
            "experience": experience,
            "discipline": " ".join(discipline.split()),
            "said_at": clock.now(),
        },
    )
    note(place.run, "availability_said", by.ref, {"times": slots.bit_count()})
    return said
