"""By link, besides the answer: take a yes back, object, dispute, have it mailed again, be left alone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pactwork.contracts.actions.by_link import contest, leave, letter_again, object_to, take_back
from pactwork.ground.refusal import Refused
from pactwork.ground.typed import typed_in
from pactwork.ground.validation import Invalid
from pactwork.links.codes import code_in
from pactwork.post.names import hint_of
from pactwork.workplace.views.plan import again, onward, show
from pactwork.workplace.views.visit import Visit, by_link


@by_link
def plan_withdrawal(request: HttpRequest, visit: Visit) -> HttpResponse:
    if request.method != "POST" or "reason" not in request.POST:
        return show(request, visit)
    code, reason = code_in(request.POST), typed_in(request.POST, "reason")
    try:
        take_back(visit.plan, code=code, reason=reason, client=visit.client)
    except Invalid as bad:
        return show(request, visit, 422, bad.problems, reason=reason, code=code)
    except Refused as no:
        return show(request, again(visit), 409, {"": no.refusal}, reason=reason)
    return onward(request, visit)


@by_link
def plan_objection(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Other words for the same thing, says the university; the reader wants to be asked."""
    if request.method != "POST" or "objection" not in request.POST:
        return show(request, visit)
    code = code_in(request.POST, "object_code")
    reason = typed_in(request.POST, "objection")
    typed = {"objection": reason, "object_code": code}
    try:
        object_to(visit.plan, code=code, reason=reason, client=visit.client)
    except Invalid as bad:
        return show(request, visit, 422, bad.problems, **typed)
    except Refused as no:
        return show(request, again(visit), 409, {"": no.refusal}, **typed)
    return onward(request, visit)


@by_link
def plan_stop(request: HttpRequest, visit: Visit) -> HttpResponse:
    """No more letters. Asked for on a page of its own, and with the code, so that no robot asks it."""
    context = {"visit": visit, "plan": visit.plan, "code": visit.code, "wrong": {}}
    context["institution"] = visit.plan.contract.institution.name
    context["hint"] = hint_of(visit.plan.link.email)
    if request.method != "POST" or "stop" not in request.POST:
        return render(request, "workplace/plan_stop.html", context)
    code = code_in(request.POST)
    try:
        leave(visit.plan, code=code, client=visit.client)
    except Invalid as bad:
        context |= {"wrong": bad.problems, "code": code}
        return render(request, "workplace/plan_stop.html", context, status=422)
    return render(request, "workplace/plan_stop.html", context | {"done": True})


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
    except Invalid as bad:
        return show(request, visit, 422, bad.problems, **typed)
    except Refused as no:
        return show(request, again(visit), 409, {"": no.refusal}, **typed)
    return onward(request, visit)


@by_link
def plan_letter(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Mail the open question once more, to the address that it went to."""
    if request.method != "POST" or "letter" not in request.POST:
        return show(request, visit)
    code = code_in(request.POST)
    try:
        letter_again(visit.plan, code=code, client=visit.client)
    except Invalid as bad:
        return show(request, visit, 422, bad.problems, code=code)
    except Refused as no:
        return show(request, again(visit), 409, {"": no.refusal})
    return show(request, again(visit), sent=True)
