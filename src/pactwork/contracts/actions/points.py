"""Points are negotiated: the student adopts, adapts or declines; a condition is confirmed as met."""

from django.db import transaction

from pactwork.contracts.actions.base import check, finish, locked
from pactwork.contracts.models import Contract, Point
from pactwork.contracts.rules.answers import MOST
from pactwork.ground import clock
from pactwork.ground.refusal import Refusal, Refused
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
    found = locked(contract)
    check("settle_point", found, by)
    point = _point(contract, point_ref)
    if response not in RESPONSES:
        raise Refused(Refusal("choose_response"))
    if response != "adopted" and not reason.strip():
        raise Refused(Refusal("reason_missing"))
    if len(reason) > MOST:
        raise Refused(Refusal("too_long", {"most": MOST, "length": len(reason)}))
    point.response, point.reason, point.responded_at = response, reason.strip(), clock.now()
    point.save(update_fields=["response", "reason", "responded_at"])
    payload = {"point": point.ref, "response": response, "reason": point.reason}
    finish("point_settled", contract, by=by, payload=payload)
    return point


@transaction.atomic
def meet_condition(contract: Contract, point_ref: str, *, by: Actor) -> None:
    """The giver's side confirms that a condition has been met."""
    found = locked(contract)
    check("meet_condition", found, by)
    point = _point(contract, point_ref)
    if point.kind != Point.CONDITION or point.met_at:
        raise Refused(Refusal("no_point"))
    point.met_at = clock.now()
    point.save(update_fields=["met_at"])
    finish("condition_met", contract, by=by, payload={"point": point.ref})
