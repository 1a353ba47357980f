"""Modules and drafts in one list, and a new module: from an example, from last year's, or from a file."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pactwork.ground import clock
from pactwork.ground.refusal import Refusal, Refused
from pactwork.modules.actions import begin_draft, replace_draft
from pactwork.modules.examples import examples, offered
from pactwork.modules.making_forms import Making, from_example, from_file, typed
from pactwork.modules.models import ModuleDraft, Run
from pactwork.modules.queries.drafting import (
    authors_of,
    drafts_seen_by,
    listed_drafts,
    may_start,
    newest,
    who_could_lead,
)
from pactwork.modules.queries.listing import led_by
from pactwork.modules.queries.ready import ready_among
from pactwork.modules.reading.dropped import Dropped
from pactwork.modules.views.drafting import drafted, place_of
from pactwork.people.models import Person
from pactwork.people.requests import actor_of, person_behind
from pactwork.people.speaking import names_of


@require_safe
def modules(request: HttpRequest) -> HttpResponse:
    """Whoever leads nothing, is not to, and works on no draft, has no such page."""
    actor = actor_of(request)
    drafts, makes = listed_drafts(drafts_seen_by(actor)), may_start(actor)
    if not (drafts or makes):
        raise Http404
    context = {"led": led_by(actor), "drafts": drafts, "today": clock.today(actor.zone)}
    context |= {"makes": makes, "authors": authors_of(actor.institution_id, drafts)}
    context["ready"] = ready_among(one.draft for one in drafts)
    return render(request, "modules/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Administrators make any; a module leader the next run of what they lead, or a draft of a new one."""
    actor = actor_of(request)
    if not may_start(actor):
        raise Http404
    if request.method != "POST":
        return _shown(request, Making({}))
    people = _leaders(request)
    by_file = request.POST.get("do") == "file"
    values = typed(request)
    if by_file:
        making = from_file(request, values, people)
    else:
        making = from_example(
            values, examples(), people, names_of(person_behind(request).institution)
        )
    if making.made is None or making.problems:
        return _shown(request, making)
    return _begun(request, making, making.made)


def _begun(request: HttpRequest, making: Making, made: Dropped) -> HttpResponse:
    actor, person, spec = actor_of(request), person_behind(request), made.spec
    known = Run.objects.filter(institution=person.institution, key=spec.key, name=spec.run).first()
    try:
        draft = begin_draft(
            person.institution,
            spec,
            {},
            by=actor,
            run=known,
            leaders=[] if known else [making.leader or person],
            source=made.source,
            contents=made.contents,
        )
    except Refused as refused:
        return _not_begun(request, making, refused.refusal)
    return redirect("modules:draft", draft.ref)


def _not_begun(request: HttpRequest, making: Making, refusal: Refusal) -> HttpResponse:
    """An example gets its key from the title: another title is what helps. What was sent twice is one."""
    if refusal.code == "draft_begun":
        said = _(
            "There was already a draft of this name, so no second one was started. This is it."
        )
        messages.info(request, said)
        return redirect("modules:draft", refusal.params["draft"])
    if refusal.code != "draft_key_taken" or request.POST.get("do") == "file":
        return _shown(request, making, refusal)
    taken = _(
        "There is already a module of this title, and you do not lead it. Enter another title."
    )
    making.problems["title"] = taken
    return _shown(request, making)


def _leaders(request: HttpRequest) -> list[Person]:
    """Whom an administrator may name; a leader makes it for themselves."""
    actor = actor_of(request)
    return who_could_lead(actor.institution_id) if actor.administrator else []


def _shown(request: HttpRequest, making: Making, refusal: Refusal | None = None) -> HttpResponse:
    actor = actor_of(request)
    context: dict[str, Any] = {"form": making, "refusal": refusal, "leaders": _leaders(request)}
    context |= {"examples": offered(), "led": led_by(actor), "any": actor.administrator}
    status = 409 if refusal else 422 if making.problems else 200
    return render(request, "modules/new.html", context, status=status)


@require_POST
def replace(request: HttpRequest, ref: str) -> HttpResponse:
    """A file in place of what the draft says now."""
    draft = drafted(request, ref)
    now = newest(draft)
    making = from_file(request, typed(request), [], now.files)
    if making.made is None:
        return _dropped(request, draft, making)
    try:
        replace_draft(
            draft,
            making.made.spec,
            now.files,
            expected=request.POST.get("stands", ""),
            by=actor_of(request),
            source=making.made.source,
            contents=making.made.contents,
        )
    except Refused as refused:
        return _dropped(request, draft, making, refused.refusal)
    return redirect("modules:draft_difference", draft.ref)


def _dropped(
    request: HttpRequest, draft: ModuleDraft, making: Making, refusal: Refusal | None = None
) -> HttpResponse:
    place = place_of(draft)
    context = {"draft": draft, "place": place, "form": making, "refusal": refusal}
    return render(request, "modules/draft_file.html", context, status=409 if refusal else 422)
