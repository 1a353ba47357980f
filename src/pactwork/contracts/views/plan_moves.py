"""By link, besides the answer: take a yes back, be left alone, read and print what is agreed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from pactwork.contracts.actions.answering import BadAnswer
from pactwork.contracts.actions.by_link import leave, object_to, take_back
from pactwork.contracts.names import hint_of
from pactwork.contracts.queries.agreed import for_link
from pactwork.contracts.views.plan import again, onward, show
from pactwork.contracts.views.plan_visit import Visit, by_link
from pactwork.ground.refusal import Refused
from pactwork.ground.typed import typed_in
from pactwork.links.codes import code_in


@by_link
def plan_withdrawal(request: HttpRequest, visit: Visit) -> HttpResponse:
    if request.method != "POST" or "reason" not in request.POST:
        return show(request, visit)
    code, reason = code_in(request.POST), typed_in(request.POST, "reason")
    try:
        take_back(visit.plan, code=code, reason=reason, client=visit.client)
    except BadAnswer as bad:
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
    except BadAnswer as bad:
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
        return render(request, "contracts/plan_stop.html", context)
    code = code_in(request.POST)
    try:
        leave(visit.plan, code=code, client=visit.client)
    except BadAnswer as bad:
        context |= {"wrong": bad.problems, "code": code}
        return render(request, "contracts/plan_stop.html", context, status=422)
    return render(request, "contracts/plan_stop.html", context | {"done": True})


@by_link
def plan_agreement(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The reader's copy of the contract in force, with the sections they may read."""
    page = for_link(visit.plan, request.GET.get("on", ""))
    if page is None:
        raise Http404
    return render(request, "contracts/agreement.html", {"page": page, "plan": visit.plan})
