"""A student's own contract cites a clarification: a mark at the end of an answer, saved as always."""

from dataclasses import dataclass

from django.urls import reverse

from pactwork.contracts.actions import save_text
from pactwork.contracts.dossier import Dossier, load_dossier, text_of
from pactwork.contracts.models import Contract
from pactwork.contracts.visibility import one
from pactwork.conversations.models import Clarification
from pactwork.conversations.rules.marks import answers, with_mark
from pactwork.conversations.rules.places import stands_beside
from pactwork.ground.refusal import Refused
from pactwork.modules.rules.specification import Section
from pactwork.people.actors import Actor


def _section(dossier: Dossier, made: Clarification, asked: str) -> Section | None:
    """The section that the button stood beside, or the first one that it could stand beside."""
    beside = [s for s in dossier.writing.sections if stands_beside(made.place, made.key, s)]
    return next((s for s in beside if s.key == asked), beside[0] if beside else None)


@dataclass(frozen=True)
class Cited:
    """``step``: its address, if there is one to cite in. ``answer``: what the answer asks that has the mark
    now; empty where it has to be typed by hand."""

    step: str = ""
    answer: str = ""


def cite(made: Clarification, *, by: Actor, section: str = "", field: str = "") -> Cited:
    """``section`` and ``field``: where the button stood, and the answer that was chosen there."""
    own = Contract.objects.filter(student=by.person_id or 0, run=made.run_id).first()
    found = load_dossier(one(own.pk)) if own else None
    place = _section(found, made, section) if found else None
    if found is None or place is None:
        return Cited()
    step = reverse("contracts:step", args=[found.contract.ref, place.key])
    text = text_of(found, place.key)
    known = text.value if text else {}
    marked = with_mark(place, known, made.mark, field)
    if marked is None:
        return Cited(step)
    version = text.version if text else 0
    try:
        save_text(found.contract, place.key, marked[0], version=version, by=by)
    except Refused:
        return Cited(step)
    return Cited(step, answers(place, known)[marked[1]])
