"""Reviews that do not come: one whose day has passed, which the worker rescues; one with nobody left.

In the run at a distance, so that whoever stands in is of that run too.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from pactwork.contracts.dossier import load_dossier
from pactwork.contracts.models import Contract
from pactwork.contracts.visibility import joined
from pactwork.people.actors import actor_for
from pactwork.people.models import Institution, Person
from pactwork.reviews import actions
from pactwork.reviews.actions.rescue import ask_substitute, remind
from pactwork.reviews.demo.reviewing import END, at, give, suggest
from pactwork.reviews.models import Review

LATE, STUCK = "Alice Hembrough", "Anita Deshmukh"  # who wait
ENDS = (("inside", "until the end of week 8"), ("outside", "in this run"))
CANNOT = (
    "We are two people short on the ward this month. I would only skim it.",
    "I know the workplace this is about rather too well.",
)


def no_shows(institution: Institution, staff: Mapping[str, Person]) -> None:
    """Two of three gave theirs, one let the day pass. The worker asks a substitute, or a facilitator."""
    found = joined().filter(run__institution=institution, ending=None)
    for contract in found.filter(student__name__in=(LATE, STUCK)).order_by("pk"):
        missing = _two_of_three(contract)
        if missing and contract.student.name == STUCK:
            _nobody_left(missing)


def _two_of_three(contract: Contract) -> Review | None:
    """The review that does not come; the others were given in time."""
    dossier = load_dossier(contract)
    newest = dossier.newest
    if newest is None:
        return None
    begun = newest.shared_at + timedelta(hours=1)
    at(begun, lambda: actions.ask_about(contract.pk))
    rows = Review.objects.filter(contract=contract).select_related("reviewer__institution")
    asked = list(rows.order_by("pk"))
    if len(asked) < len(ENDS) + 1:
        return None
    *given, missing = asked
    for place, review in enumerate(given):
        later = begun + timedelta(days=1 + place)
        at(later, lambda r=review, w=ENDS[place]: suggest(contract, dossier, r, ("stops", *w, END)))  # type: ignore[misc]
        at(later, lambda r=review, p=place: give(contract, newest.number, r, p))  # type: ignore[misc]
    at(_due(missing), lambda: remind(missing.pk))
    return missing


def _due(review: Review) -> datetime:
    """The hour at which it was asked, on the day it was due."""
    return datetime.combine(review.due_on, review.asked_at.timetz())


def _nobody_left(missing: Review) -> None:
    """Two of other sets were asked to stand in, and neither could."""
    for place, why in enumerate(CANNOT):
        asked = _due(missing) + timedelta(days=2, minutes=40 * place)
        at(asked, lambda: ask_substitute(missing.pk))
        at(asked + timedelta(minutes=20), lambda w=why: _cannot(missing, w))  # type: ignore[misc]


def _cannot(missing: Review, why: str) -> None:
    stand_in = missing.substitutes.select_related("reviewer__institution").last()
    if stand_in:
        by = actor_for(stand_in.reviewer)
        actions.decline_review(missing.contract, stand_in.ref, by=by, reason=why)
