"""Points written beside the words of a draft: the writer's alone, until they go with an answer.

They are no act on the contract: the history hears of them when they are sent.
"""

from collections.abc import Collection

from django.db import transaction
from django.db.models import QuerySet

from pactwork.contracts.actions.base import lock, locked, roles_of
from pactwork.contracts.models import Answer, Contract, UnsentPoint
from pactwork.contracts.rules.moves import STAFF_GIVERS
from pactwork.contracts.rules.unsent import (
    one_more_problem,
    parted,
    unsent_problems,
    what_becomes_problem,
)
from pactwork.contracts.visibility import sections_read
from pactwork.ground import clock
from pactwork.ground.refusal import Refusal, Refused, insist
from pactwork.ground.validation import Duplicate, insist_valid
from pactwork.people.actors import Actor


def _own(contract: Contract, by: Actor) -> QuerySet[UnsentPoint]:
    return UnsentPoint.objects.filter(contract=contract, person_id=by.person_id or 0)


@transaction.atomic
def write_unsent(
    contract: Contract, *, by: Actor, draft: int, section: str, quote: str, text: str
) -> UnsentPoint:
    """Keep a point about a section that one reads, or about some of its words. Raises ``Duplicate``."""
    dossier = locked(contract)
    read, roles = dossier.draft(draft), roles_of(by, dossier)
    if by.person_id is None or not roles & STAFF_GIVERS:
        raise Refused(Refusal("not_your_move", {"move": "answer"}))
    if read is None:
        raise Refused(Refusal("no_draft"))
    if section not in sections_read(dossier, roles, draft):
        raise Refused(Refusal("no_section", {"section": section[:40]}))
    insist_valid(unsent_problems(quote, text))
    said = {"section": section, "quote": quote.strip(), "text": text.strip()}
    kept = _own(contract, by)
    if first := kept.filter(draft=read, **said).first():
        raise Duplicate(first.ref)
    insist(one_more_problem(kept.count()))
    whose = {"contract": contract, "person_id": by.person_id}
    return UnsentPoint.objects.create(draft=read, made_at=clock.now(), **whose, **said)


@transaction.atomic
def change_unsent(contract: Contract, ref: str, *, by: Actor, text: str) -> None:
    """Write other words for one of one's own points; one that was sent meanwhile is none."""
    lock(contract)
    insist_valid(unsent_problems("", text))
    if not _own(contract, by).filter(ref=ref).update(text=text.strip()):
        raise Refused(Refusal("point_gone"))


@transaction.atomic
def drop_unsent(contract: Contract, ref: str, *, by: Actor) -> None:
    """Throw away one of one's own points."""
    _own(contract, by).filter(ref=ref).delete()


def settle_unsent(
    contract: Contract, kind: str, sent: Collection[str], becomes: str, *, by: Actor
) -> None:
    """What becomes of one's points with an answer: those among its own go with it, others stay.

    A yes takes none along: with it they stay or go as ``becomes`` has it.
    """
    if by.via == "link" or by.person_id is None:
        return
    kept = _own(contract, by)
    if kind == "yes":
        insist_valid({"unsent": what_becomes_problem(kind, kept.count(), becomes)})
        if becomes == "drop":
            kept.delete()
    elif sent:
        kept.filter(ref__in=sent).delete()


@transaction.atomic
def unsent_again(contract: Contract, answer_ref: str, *, by: Actor) -> None:
    """The points of one's own answer that was undone wait again, so that they are not lost."""
    lock(contract)
    undone = Answer.objects.filter(seat__contract=contract, undone_at__isnull=False)
    given = undone.filter(ref=answer_ref, by_person_id=by.person_id or 0).first()
    if given is None:
        raise Refused(Refusal("not_your_answer"))
    for point in given.points.exclude(section=""):
        quote, text = parted(point.text)
        said = {"section": point.section, "quote": quote, "text": text, "draft": given.draft}
        if not _own(contract, by).filter(**said).exists():
            said |= {"contract": contract, "person_id": by.person_id, "made_at": clock.now()}
            UnsentPoint.objects.create(**said)
