"""By link, where somebody else wrote a yes down; and a fresh letter in the place of one run out."""

from django.http import Http404, HttpRequest, HttpResponse

from pactwork.contracts.actions.answering import BadAnswer
from pactwork.contracts.actions.by_link import contest, letter_again
from pactwork.contracts.recorded import recording_of
from pactwork.contracts.views.plan import again, onward, show
from pactwork.contracts.views.plan_visit import Visit, by_link
from pactwork.contracts.views.recording import as_attachment
from pactwork.ground.refusal import Refused
from pactwork.ground.typed import typed_in
from pactwork.links.codes import code_in


@by_link
def plan_dispute(request: HttpRequest, visit: Visit) -> HttpResponse:
    """It was not so: with a reason, and the code."""
    if request.method != "POST" or "dispute_reason" not in request.POST:
        return show(request, visit)
    code = code_in(request.POST, "dispute_code")
    reason = typed_in(request.POST, "dispute_reason")
    typed = {"dispute_reason": reason, "dispute_code": code}
    try:
        contest(visit.plan, code=code, reason=reason, client=visit.client)
    except BadAnswer as bad:
        return show(request, visit, 422, bad.problems, **typed)
    except Refused as no:
        return show(request, again(visit), 409, {"": no.refusal}, **typed)
    return onward(request, visit)


@by_link
def plan_page(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The signed page that somebody kept, for the one who is said to have signed it."""
    record = recording_of(visit.plan.answer) if visit.plan.state == "answered" else None
    if record is None or record.file is None:
        raise Http404
    return as_attachment(record.file)


@by_link
def plan_letter(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Mail the open question once more, to the address that it went to."""
    if request.method != "POST" or "letter" not in request.POST:
        return show(request, visit)
    code = code_in(request.POST)
    try:
        letter_again(visit.plan, code=code, client=visit.client)
    except BadAnswer as bad:
        return show(request, visit, 422, bad.problems, code=code)
    except Refused as no:
        return show(request, again(visit), 409, {"": no.refusal})
    return show(request, again(visit), sent=True)
