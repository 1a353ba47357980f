"""The team's queue, with the contract that is open beside it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pactwork.contracts.access import Desk
from pactwork.contracts.dossier import load_dossier
from pactwork.contracts.models import Answer, Contract
from pactwork.contracts.queries.altered import altered_for
from pactwork.contracts.queries.staff import Staff, staff_for
from pactwork.contracts.rules.moves import UNDO_FOR
from pactwork.contracts.visibility import one_seen_by, roles_known
from pactwork.contracts.vocabulary import kind_words
from pactwork.desk.pages.queue import Queue, asked, queue_of
from pactwork.desk.pages.queue_shown import listed, stages
from pactwork.desk.views.decision import Decision
from pactwork.desk.views.staff_desk import Review
from pactwork.ground import clock
from pactwork.ground.time_windows import lately
from pactwork.people.requests import actor_of


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Oldest first; the first row is open unless another one is asked for."""
    staff = staff_for(actor_of(request))
    if not staff.runs:
        raise Http404
    found = queue_of(staff, asked(request.GET.dict()), clock.today(staff.actor.zone))
    done, peek = _fresh(staff, request.GET.get("done", "")), _peek(staff, found)
    altered = {one.ref for one in altered_for(staff.actor)}
    context = {
        "queue": found,
        "stages": stages(found),
        "peek": peek,
        **listed(found, peek.ref if peek else "", altered),
        "done": done,
        "undo_until": done.at + UNDO_FOR if done else None,
        "kinds": kind_words(),
    }
    return render(request, "desk/queue.html", context)


def _peek(staff: Staff, found: Queue) -> Review | None:
    """The contract that is open beside the list."""
    refs = [found.asked.open, *(row.ref for row in found.rows)]
    for ref in [ref for ref in refs if ref][:2]:
        contract = one_seen_by(staff.actor, ref)
        if contract and contract.run_id in staff.runs and not _own(staff, contract):
            desk = Desk(staff.actor, load_dossier(contract), roles_known(staff.actor, contract))
            return Review(desk, Decision(back=found.asked.query(open="", page=found.asked.page)))
    return None


def _own(staff: Staff, contract: Contract) -> bool:
    return contract.student_id == staff.actor.person_id


def _fresh(staff: Staff, ref: str) -> Answer | None:
    """One's own answer, while it can be undone."""
    answers = Answer.objects.filter(
        lately("at", UNDO_FOR), by_person=staff.actor.person_id or 0, undone_at=None
    )
    return (
        answers.select_related("seat__contract__student").filter(ref=ref).first() if ref else None
    )
