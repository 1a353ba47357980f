"""The email that says what was answered; to the student it begins with what there is to do, and by when."""

from typing import Any

from pactwork.contracts.conditions import holds_up, sees_to
from pactwork.contracts.dossier import load_dossier
from pactwork.contracts.models import Answer, Contract, Point
from pactwork.contracts.recorded import recorded_words
from pactwork.contracts.signed import signed_otherwise
from pactwork.contracts.speaking import said_by
from pactwork.contracts.visibility import contract_of
from pactwork.emails.confirming import waits_for_staff
from pactwork.emails.people import UNDONE, answer_of, own, to_account
from pactwork.ground.dates import day
from pactwork.history.models import Delivery
from pactwork.modules.rules.roles import TEACHING_TEAM
from pactwork.post.names import in_letters, quotable, unlinked
from pactwork.post.templated import Facts, templated


def point_facts(point: Point) -> list[str]:
    """By when, who sees to it and what it holds up, each as a sentence to the student."""
    if point.kind != Point.CONDITION:
        return []
    return [s for s in (sees_to(point.owner), holds_up(point.blocks)) if s]


def _point(point: Point, *, quotes: bool) -> dict[str, Any]:
    """One point; its words only where the teaching team wrote them: a reviewer's, or a workplace's,
    may be private, and stay on the page."""
    words, facts = quotable(point.text) if quotes else "", point_facts(point)
    return {
        "kind": point.kind,
        "day": day(point.due_on) if point.kind == Point.CONDITION and point.due_on else "",
        "words": words,
        "stop": "." if facts and not words.endswith((".", "!", "?", "…")) else "",
        "facts": facts,
    }


def still_to_meet(contract: Contract) -> dict[str, Any]:
    """The conditions of yeses that stand, each in full; for the email that says it is agreed."""
    rows = Point.objects.filter(Point.UNMET, answer__seat__contract=contract)
    points = list(rows.select_related("answer__seat").order_by("due_on", "pk"))
    found = [_point(point, quotes=point.answer.seat.by in TEACHING_TEAM) for point in points]
    unquoted = any(point.answer.seat.by not in TEACHING_TEAM for point in points)
    return {"points": found, "unquoted": unquoted}


def _to_do(given: Answer) -> dict[str, Any]:
    quotes = given.seat.by in TEACHING_TEAM
    points = [_point(point, quotes=quotes) for point in given.points.all()]
    note = quotable(given.note) if given.note and quotes else ""
    return {
        "points": points,
        "unquoted": bool(points) and not quotes,
        "note": note,
        "by": in_letters(given.by_name),
    }


@templated
def answered(delivery: Delivery) -> Facts | str:
    given = answer_of(delivery.about)
    contract = contract_of(given.seat.contract.ref) if given else None
    if given is None or contract is None:
        return UNDONE
    mine, found = own(contract, delivery), load_dossier(contract)
    signer = None if given.by_person_id else given.ask.holder
    return to_account(
        contract,
        delivery,
        page="contracts:points" if mine and given.kind not in ("yes", "not_me") else "",
        answer=given.kind,
        name=said_by(contract, given.by_name, signer),
        recorded=unlinked(recorded_words(given)),
        deputy_for=in_letters(given.deputy_for.name) if given.deputy_for else "",
        waits_for=waits_for_staff(found, given),
        signed_otherwise=unlinked(signed_otherwise(found, given)),
        **(_to_do(given) if mine else {"points": [], "unquoted": False, "note": ""}),
    )
