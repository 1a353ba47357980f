"""The chapter of interviews: one that is asked for, and one that was typed and waits for its author."""

from datetime import timedelta

from pactwork.contracts.visibility import joined
from pactwork.ground import clock
from pactwork.modules.queries import template
from pactwork.people.actors import actor_for
from pactwork.people.models import Institution, Person
from pactwork.reviews import actions
from pactwork.reviews.demo.reviewing import Staff, at
from pactwork.reviews.models import Interview
from pactwork.reviews.rules.interviews import TYPES, card_of

ASKED, TYPED = "Ingrid Søndergaard", "Callum Strachan"
HEARD = (
    "Stand at the door for the first ten minutes of two shifts and say good morning by name, before "
    "anything else.",
    "That most look up, and two stop for a word. I do not know which two.",
    "If somebody thanked me for it. Or if nobody noticed at all.",
)


def interviews(institution: Institution, staff: Staff) -> None:
    for place, name in enumerate((ASKED, TYPED)):
        contract = joined().filter(student__institution=institution, student__name=name).first()
        peer = Person.objects.filter(
            enrolments__learning_set=contract.enrolment.learning_set_id if contract else 0
        ).exclude(name=name)
        interviewer = peer.order_by("pk").first()
        if contract is None or interviewer is None:
            continue
        begun = clock.now() - timedelta(days=3 + place)
        known = {"by": actor_for(contract.student), "interviewer": interviewer}
        at(begun, lambda c=contract, k=known: actions.ask_interview(c, **k))  # type: ignore[misc]
        if name == TYPED:
            at(begun + timedelta(days=1), lambda c=contract: type_it(c.pk))  # type: ignore[misc]


def type_it(contract: int) -> None:
    """Somebody of the set types what they heard."""
    rows = Interview.objects.select_related("interviewer__institution", "contract__template")
    sitting = rows.filter(contract=contract).first()
    card = card_of(template(sitting.contract.template)) if sitting else None
    if sitting is None or card is None:
        return
    keys = [prompt.key for prompt in card.prompts if prompt.type in TYPES]
    words = dict(zip(keys, HEARD, strict=False))
    actions.type_interview(
        sitting.ref, by=actor_for(sitting.interviewer), words=words, version=sitting.version
    )
