"""Points are negotiated: the student adopts, adapts or declines; a condition is confirmed as met."""

from django.db import transaction

from pactwork.contracts.actions.base import check, finish, locked
from pactwork.contracts.actions.writing import save_text
from pactwork.contracts.dossier import Dossier
from pactwork.contracts.models import Contract, Point
from pactwork.contracts.rules.answers import note_problem, reason_problem, with_wording
from pactwork.contracts.rules.proposed_wording import has_place
from pactwork.ground import clock
from pactwork.ground.refusal import Refusal, Refused
from pactwork.ground.validation import insist_valid
from pactwork.modules.rules.specification import Section
from pactwork.people.actors import Actor

RESPONSES = ("adopted", "adapted", "declined")


def _point(contract: Contract, ref: str) -> Point:
    point = (
        Point.objects.filter(answer__seat__contract=contract, answer__undone_at=None, ref=ref)
        .select_related("answer__seat")
        .first()
    )
    if point is None:
        raise Refused(Refusal("no_point"))
    return point


@transaction.atomic
def settle_point(
    contract: Contract, point_ref: str, *, by: Actor, response: str, reason: str = ""
) -> Point:
    """Answer one point. Adapting and declining need a reason; an answer may be changed later."""
    dossier = locked(contract)
    check("settle_point", dossier, by)
    point = _point(contract, point_ref)
    if response not in RESPONSES:
        raise Refused(Refusal("choose_response"))
    judged = note_problem if response == "adopted" else reason_problem
    insist_valid({"reason": judged(reason)})
    payload = _settle(point, response, reason.strip())
    finish("point_settled", contract, by=by, payload=payload)
    return point


def _settle(point: Point, response: str, reason: str) -> dict[str, str]:
    point.response, point.reason, point.responded_at = response, reason, clock.now()
    point.save(update_fields=["response", "reason", "responded_at"])
    return {"point": point.ref, "response": response, "reason": reason}


@transaction.atomic
def adopt_wording(contract: Contract, point_ref: str, *, by: Actor) -> Point:
    """Put the exact words of a point into the working text, and settle the point as adopted.

    Once a draft with these words is shared, the yes that proposed them counts without another ask.
    """
    dossier = locked(contract)
    check("settle_point", dossier, by)
    point = _point(contract, point_ref)
    section = dossier.writing.section(point.section)
    if section is None or not point.wording.strip():
        raise Refused(Refusal("no_wording"))
    if not has_place(section, dossier.working, dossier.context, point.prompt):
        raise Refused(Refusal("wording_homeless"))
    if _moved(dossier, point, section):
        raise Refused(Refusal("wording_moved"))
    words = point.wording.replace("\r\n", "\n")
    value = with_wording(dossier.working, point.section, point.prompt, words)[point.section]
    kept = next((t for t in dossier.texts or () if t.section == point.section), None)
    save_text(contract, point.section, value, version=kept.version if kept else 0, by=by)
    payload = _settle(point, "adopted", "") | {"words": "put in"}
    finish("point_settled", contract, by=by, payload=payload)
    return point


def _moved(dossier: Dossier, point: Point, section: Section) -> bool:
    """Whether another row stands where these words were proposed: rows are known by their place."""
    if not point.prompt.startswith("rows-"):
        return False
    draft = next(d for d in dossier.drafts if d.pk == point.answer.draft_id)
    row = int(point.prompt.split("-", 2)[1])
    then, now = (
        (words.get(section.key) or {}).get("rows") or []
        for words in (draft.content, dossier.working)
    )
    return row >= len(then) or row >= len(now) or then[row] != now[row]


@transaction.atomic
def meet_condition(contract: Contract, point_ref: str, *, by: Actor) -> None:
    """The giver's side confirms that a condition has been met."""
    dossier = locked(contract)
    point = _point(contract, point_ref)
    check("meet_condition", dossier, by, seat=point.answer.seat_id)
    if point.kind != Point.CONDITION or point.met_at:
        raise Refused(Refusal("no_point"))
    point.met_at = clock.now()
    point.save(update_fields=["met_at"])
    finish("condition_met", contract, by=by, payload={"point": point.ref})
