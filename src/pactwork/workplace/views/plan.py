"""The plan by link: the page with its answer, and what it says when there is nothing to answer."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from pactwork.contracts.actions.by_link import decide, send_code
from pactwork.contracts.queries.by_link import plan_of
from pactwork.contracts.recorded import recording_of
from pactwork.contracts.typed import Reply
from pactwork.ground.refusal import Refusal, Refused
from pactwork.ground.validation import Invalid
from pactwork.links.codes import code_in
from pactwork.workplace.forms import reply_in
from pactwork.workplace.pages.plan_pages import (
    changed_page,
    done_page,
    gone_page,
    open_page,
    recorded_page,
)
from pactwork.workplace.views.visit import Visit, by_link, found_or_404

Wrong = Mapping[str, Refusal]
TEMPLATES = {"open": "workplace/plan.html", "answered": "workplace/plan_done.html"}
RECORDED = "workplace/plan_recorded.html"


def again(visit: Visit) -> Visit:
    """The same visit with everything read afresh, after something was written."""
    found = plan_of(visit.plan.link) or found_or_404(visit.plan.link.ref)
    return Visit(found, visit.client, visit.cookie, visit.code)


def show(
    request: HttpRequest, visit: Visit, status: int = 200, wrong: Wrong | None = None, **more: Any
) -> HttpResponse:
    """The page as the ask stands now, with whatever was typed and what was wrong with it."""
    plan = visit.plan
    context: dict[str, Any] = {"visit": visit, "plan": plan, "wrong": dict(wrong or {})}
    context["institution"] = plan.contract.institution.name
    recorded = plan.state == "answered" and recording_of(plan.answer) is not None
    if plan.state == "open":
        context |= open_page(plan, more.pop("reply", Reply(code=visit.code)))
    elif recorded:
        context |= recorded_page(plan)
    elif plan.state == "answered":
        context |= done_page(plan)
    else:
        context |= gone_page(plan)
    template = RECORDED if recorded else TEMPLATES.get(plan.state, "workplace/plan_gone.html")
    return render(request, template, context | more, status=status)


def onward(request: HttpRequest, visit: Visit) -> HttpResponse:
    """After an act: the clean address where a cookie finds it again, or else the page itself."""
    if visit.cookie:
        return redirect("contracts:plan", visit.plan.link.ref)
    return show(request, again(visit))


@by_link
def plan(request: HttpRequest, visit: Visit) -> HttpResponse:
    return show(request, visit)


def _changed(request: HttpRequest, visit: Visit, reply: Reply) -> HttpResponse:
    """The words changed under the reader's eyes: the difference, and the form as it was filled."""
    now = again(visit)
    if now.plan.state not in ("open", "superseded"):
        return show(request, now, 409, twice=True)
    heir = now.plan.successor
    found = plan_of(heir.link) if heir and heir.link else None
    page = changed_page(now.plan, reply)
    if found is None:
        return show(request, now, 409, **({"reply": reply} | page))
    moved = Visit(found, visit.client, cookie=False)
    return show(request, moved, 409, reply=reply, **page)


@by_link
def plan_answer(request: HttpRequest, visit: Visit) -> HttpResponse:
    if request.method != "POST" or "decision_form" not in request.POST:
        return show(request, visit)
    reply = reply_in(request.POST, visit.plan)
    try:
        decide(visit.plan, reply, client=visit.client, opened_at=visit.opened_at)
    except Invalid as bad:
        return show(request, visit, 422, bad.problems, reply=reply)
    except Refused as no:
        if no.refusal.code in ("no_open_ask", "words_changed"):
            return _changed(request, visit, reply)
        return show(request, again(visit), 409, {"": no.refusal}, reply=reply)
    return onward(request, visit)


@by_link
def plan_code(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Fresh digits by mail. Everything typed so far stays in the form."""
    if request.method != "POST" or visit.plan.state != "open" or "printed" not in request.POST:
        return show(request, visit)
    reply = reply_in(request.POST, visit.plan)
    try:
        send_code(visit.plan, code=code_in(request.POST, "printed"), client=visit.client)
    except Invalid as bad:
        wrong = {"printed": bad.problems["code"]}
        return show(request, visit, 422, wrong, reply=reply)
    except Refused:
        return _changed(request, visit, reply)
    return show(request, again(visit), reply=reply, code_sent=True)
