"""A student's own contract cites a clarification: a mark at the end of an answer, saved as always."""

from django.urls import reverse

from pactwork.contracts.actions import save_text
from pactwork.contracts.models import Contract
from pactwork.contracts.queries.workspace import text_of
from pactwork.contracts.seen import one
from pactwork.contracts.whole import Whole, whole
from pactwork.conversations.models import Clarification
from pactwork.conversations.rules.marks import with_mark
from pactwork.conversations.rules.places import stands_beside
from pactwork.ground.refusal import Refused
from pactwork.modules.rules.specification import Section
from pactwork.people.actors import Actor


def _section(found: Whole, made: Clarification, asked: str) -> Section | None:
    """The section that the button stood beside, or the first one that it could stand beside."""
    beside = [s for s in found.writing.sections if stands_beside(made.place, made.key, s)]
    return next((s for s in beside if s.key == asked), beside[0] if beside else None)


def cite(made: Clarification, *, by: Actor, section: str = "") -> tuple[str, str]:
    """The address of the step, and its key if the mark is there now; empty where it is not."""
    own = Contract.objects.filter(student=by.person_id or 0, run=made.run_id).first()
    found = whole(one(own.pk)) if own else None
    place = _section(found, made, section) if found else None
    if found is None or place is None:
        return "", ""
    step = reverse("contracts:step", args=[found.contract.ref, place.key])
    text = text_of(found, place.key)
    value = with_mark(place, text.value if text else {}, made.mark)
    if value is None:
        return step, ""
    version = text.version if text else 0
    try:
        save_text(found.contract, place.key, value, version=version, by=by)
    except Refused:
        return step, ""
    return step, place.key
