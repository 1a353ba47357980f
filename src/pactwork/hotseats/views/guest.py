"""The guest's page: what it is about, the questions, the answers; or that it cannot be done."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from pactwork.ground.refusal import Refusal, Refused
from pactwork.ground.typed import markdown_in
from pactwork.ground.validation import Invalid
from pactwork.hotseats import actions
from pactwork.hotseats.forms import typed_answers, typed_digests
from pactwork.hotseats.queries.guest import guest_page
from pactwork.hotseats.views.guest_visit import GuestVisit, by_link
from pactwork.links.codes import code_in
from pactwork.links.visits import located

Wrong = Mapping[str, Refusal]


@login_not_required
@csrf_exempt  # only GET and HEAD get further, and neither changes anything
@require_http_methods(["GET", "HEAD"])
def guest_open(request: HttpRequest, ref: str, token: str) -> HttpResponse:
    return located(request, ref, token, "hotseats:guest")


def _show(
    request: HttpRequest,
    visit: GuestVisit,
    status: int = 200,
    wrong: Wrong | None = None,
    **more: Any,
) -> HttpResponse:
    """The page as the hotseat stands now, with whatever was typed and what was wrong with it."""
    context = {"visit": visit, "wrong": dict(wrong or {}), "code": visit.came.code, "typed": {}}
    context |= {"page": guest_page(visit.seat), "institution": visit.seat.run.institution.name}
    return render(request, "hotseats/guest.html", context | more, status=status)


@by_link
def guest(request: HttpRequest, visit: GuestVisit) -> HttpResponse:
    return _show(request, visit, sent="sent" in request.GET)


def _onward(request: HttpRequest, visit: GuestVisit) -> HttpResponse:
    """The clean address where a cookie finds it again, or else the page itself."""
    if visit.came.cookie:
        return redirect(reverse("hotseats:guest", args=[visit.ref]) + "?sent=1")
    return _show(request, visit, sent=True)


@by_link
def guest_answer(request: HttpRequest, visit: GuestVisit) -> HttpResponse:
    if request.method != "POST" or "answering" not in request.POST:
        return _show(request, visit)
    said, code = typed_answers(request.POST), code_in(request.POST)
    typed = {"typed": said, "code": code}
    was = typed_digests(request.POST)
    try:
        actions.answer_by_link(visit.seat, said, code=code, client=visit.came.client, was=was)
    except Invalid as bad:
        return _show(request, visit, 422, bad.problems, **typed)
    except Refused as no:
        return _show(request, visit, 409, {"": no.refusal}, **typed)
    return _onward(request, visit)


@by_link
def guest_no(request: HttpRequest, visit: GuestVisit) -> HttpResponse:
    """Asked for on a page of its own, and with the code, so that no robot says it."""
    typed = {name: markdown_in(request.POST, name) for name in ("why", "alone")}
    wrong, status = {}, 200
    if request.method == "POST" and "declining" in request.POST:
        known = {"code": code_in(request.POST), "client": visit.came.client}
        try:
            alone = bool(typed["alone"])
            actions.decline(visit.seat, why=typed["why"], alone=alone, **known)
            visit.seat.refresh_from_db()
        except Invalid as bad:
            wrong, status = bad.problems, 422
        except Refused as no:
            wrong, status = {"": no.refusal}, 409
    context = {"visit": visit, "typed": typed, "wrong": wrong, "page": guest_page(visit.seat)}
    context["institution"] = visit.seat.run.institution.name
    return render(request, "hotseats/guest_no.html", context, status=status)
