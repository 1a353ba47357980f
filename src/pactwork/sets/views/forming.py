"""A module leader forms sets: what is known, who may be with whom, a proposal, its price, its place."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pactwork.ground.refusal import Refusal, Refused, insist
from pactwork.ground.typed_numbers import number_in
from pactwork.modules.models import Run
from pactwork.modules.queries import roles_now
from pactwork.modules.queries.leading import runs_led_by
from pactwork.modules.rules.roles import TEACHING_TEAM
from pactwork.modules.speaking import speak_of
from pactwork.people.requests import actor_of
from pactwork.sets import actions
from pactwork.sets.forms import plain, typed_day, wish
from pactwork.sets.pages import kinds, sizes
from pactwork.sets.queries.gathering import gathered, namer, open_proposal
from pactwork.sets.queries.leading import move_shown, proposal_page, sets_page
from pactwork.sets.words import conflict


def led(request: HttpRequest, ref: str) -> Run:
    """The run, for its leader and administrators; to everybody else it is not here."""
    run: Run = get_object_or_404(runs_led_by(actor_of(request)), ref=ref)
    speak_of(run)
    return run


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, ref: str) -> HttpResponse:
    run = led(request, ref)
    if request.method != "POST":
        return _page(request, run)
    try:
        made = actions.propose(run, wish(request.POST), by=actor_of(request))
    except Refused as no:
        return _page(request, run, refusal=no.refusal)
    if made.conflicts:
        name = namer(gathered(run))
        return _page(
            request, run, conflicts=[("kind", conflict(one, name)) for one in made.conflicts]
        )
    # What is worked out meanwhile is told by the page of all sets.
    return redirect("sets:sets" if made.errand else "sets:proposal", ref)


def _page(request: HttpRequest, run: Run, **amiss: Any) -> HttpResponse:
    team = roles_now(actor_of(request)).filter(run=run, kind__in=TEACHING_TEAM).exists()
    context = {"run": run, "typed": request.POST, "team": team, **sets_page(run), **amiss}
    context["kinds"] = kinds(context["found"], context["anew"])
    context["sizes"] = sizes(context["sizes"])
    return render(request, "sets/sets.html", context, status=422 if amiss else 200)


@require_POST
def pairs(request: HttpRequest, ref: str) -> HttpResponse:
    run, by = led(request, ref), actor_of(request)
    one, other, kind, reason, end = (
        plain(request.POST, name) for name in ("one", "other", "kind", "reason", "end")
    )
    try:
        if end:
            actions.end_pair(run, end, by=by)
        else:
            actions.pair_up(run, one, other, kind, reason=reason, by=by)
    except Refused as no:
        return _page(request, run, pair_refusal=no.refusal)
    messages.success(request, _("That rule has ended.") if end else _("Saved."))
    return redirect("sets:sets", ref)


@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: HttpRequest, ref: str) -> HttpResponse:
    run = led(request, ref)
    forming = open_proposal(run)
    if request.method == "POST":
        return _decided(request, run)
    if forming is None:
        return redirect("sets:sets", ref)
    found = proposal_page(forming, run)
    place, to = plain(request.GET, "place"), _set(plain(request.GET, "to"))
    move = move_shown(found, place, to) if "place" in request.GET else None
    amiss = move if isinstance(move, Refusal) else None
    context = {"run": run, **found, "move": None if amiss else move, "move_refusal": amiss}
    context["asked"] = (place, plain(request.GET, "to"))
    return render(request, "sets/proposal.html", context)


def _set(text: str) -> int | None:
    """The place of a set in the list; anything else is no set."""
    return number_in(text)


def _decided(request: HttpRequest, run: Run) -> HttpResponse:
    try:
        said, after = _act(request, run)
    except Refused as no:
        forming = open_proposal(run)
        if forming is None:
            return _page(request, run, refusal=no.refusal)
        context = {"run": run, **proposal_page(forming, run), "refusal": no.refusal}
        context |= {"until": plain(request.POST, "until"), "asked": ("", "")}
        return render(request, "sets/proposal.html", context, status=409)
    messages.success(request, said)
    return redirect(after, run.ref)


def _act(request: HttpRequest, run: Run) -> tuple[str, str]:
    """What was done, and the page to go on to."""
    do, forming, by = plain(request.POST, "do"), plain(request.POST, "forming"), actor_of(request)
    if do == "move":
        to, was = (_set(plain(request.POST, name)) for name in ("to", "was"))
        place = plain(request.POST, "place")
        actions.move_in_proposal(run, forming, place, to, was=was, by=by)
        return _("Moved in the proposal."), "sets:proposal"
    if do == "drop":
        actions.drop_proposal(run, forming, by=by)
        return _("The proposal was discarded. Nothing has changed."), "sets:sets"
    if do == "stop":
        actions.stop_errand(run, plain(request.POST, "errand"), by=by)
        return _("Stopped. Nothing has changed."), "sets:sets"
    if do != "apply":
        raise Refused(Refusal("not_an_option", {"given": do[:40]}))
    _applied(request, run, forming)
    return _("The proposed sets have been applied. Members can now see them."), "sets:sets"


def _applied(request: HttpRequest, run: Run, forming: str) -> None:
    until, amiss = typed_day(request, "until")
    insist(amiss)
    seen = {name: plain(request.POST, name) for name in ("shown", "knowingly")}
    actions.apply_proposal(run, forming, until=until, by=actor_of(request), **seen)
