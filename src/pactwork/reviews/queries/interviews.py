"""The interview as its two people meet it."""

from dataclasses import dataclass, field

from pactwork.contracts.dossier import Dossier
from pactwork.contracts.models import Contract
from pactwork.modules.models import Enrolment
from pactwork.modules.queries import in_force, lasting, template, today_at
from pactwork.modules.rules.prompts import Prompt
from pactwork.people.actors import Actor
from pactwork.people.models import Person
from pactwork.reviews.models import Interview
from pactwork.reviews.rules.interviews import TYPES, card_of


@dataclass(frozen=True)
class Heard:
    """One question with what was typed."""

    prompt: Prompt
    words: str


@dataclass(frozen=True)
class Sitting:
    """One interview; the author's page has ``peers`` to ask while there is none."""

    contract: Contract
    interview: Interview | None
    lead: str = ""
    questions: list[Heard] = field(default_factory=list)
    peers: list[Person] = field(default_factory=list)
    may_ask: bool = False


def _questions(contract: Contract, interview: Interview | None) -> tuple[str, list[Heard]]:
    card = card_of(template(contract.template))
    if card is None:
        return "", []
    words = interview.words if interview else {}
    rows = [Heard(p, str(words.get(p.key, ""))) for p in card.prompts if p.type in TYPES]
    return card.lead or "", rows


def sitting_of(dossier: Dossier) -> Sitting:
    """The author's side."""
    contract = dossier.contract
    rows = Interview.objects.filter(Interview.OPEN, contract=contract)
    interview = rows.select_related("interviewer").first()
    lead, questions = _questions(contract, interview)
    may_ask = interview is None and not dossier.drafts and bool(questions)
    return Sitting(contract, interview, lead, questions, _peers(contract), may_ask)


def _peers(contract: Contract) -> list[Person]:
    circle = contract.enrolment.learning_set_id
    if circle is None:
        return []
    here = Enrolment.objects.filter(lasting(today_at(contract.run)), learning_set=circle)
    people = Person.objects.filter(pk__in=here.values("person"), active=True)
    return list(people.exclude(pk=contract.student_id))


def sittings_for(actor: Actor) -> list[Interview]:
    """The interviews that this actor is asked to hold, while both are in the set; one query."""
    if actor.person_id is None:
        return []
    rows = Interview.objects.filter(
        Interview.OPEN, interviewer=actor.person_id, contract__ending=None
    ).select_related("contract__student", "contract__run__institution", "contract__enrolment")
    return list(rows)


def sitting_seen_by(actor: Actor, ref: str) -> Sitting | None:
    """The interviewer's side: the questions and what they typed, nothing of the contract."""
    rows = Interview.objects.filter(Interview.OPEN, ref=ref, interviewer=actor.person_id or 0)
    found = rows.select_related(
        "interviewer", "contract__student", "contract__template", "contract__enrolment",
        "contract__run__institution",
    ).first()  # fmt: skip
    if found is None or hasattr(found.contract, "ending"):
        return None
    circle = found.contract.enrolment.learning_set_id
    day = today_at(found.contract.run)
    both = Enrolment.objects.filter(in_force(day), learning_set=circle, person__active=True)
    people = {found.interviewer_id, found.contract.student_id}
    if circle is None or both.filter(person__in=people).count() != 2:
        return None
    lead, questions = _questions(found.contract, found)
    return Sitting(found.contract, found, lead, questions)
