"""A draft of a module: its pages, who works on it, how it differs, and what is decided about it."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pactwork.ground.refusal import Refused
from pactwork.ground.sentences import sentence
from pactwork.ground.typed import typed_in
from pactwork.modules.actions import (
    ask_in_force,
    begin_draft,
    change_editors,
    drop_draft,
    edit_draft,
    put_in_force,
)
from pactwork.modules.editing.overview import overview_of
from pactwork.modules.editing.place import Place
from pactwork.modules.models import ModuleDraft
from pactwork.modules.packing import packed
from pactwork.modules.pages.drafting import (
    all_new,
    asked_about,
    difference_of,
    marked,
    since_looked,
)
from pactwork.modules.queries import specification
from pactwork.modules.queries.drafting import (
    drafts_seen_by,
    editors_of,
    in_force_beside,
    last_touched,
    may_be_of,
    may_make,
    may_put_in_force,
    newest,
    since_it_began,
    who_could_edit,
)
from pactwork.modules.queries.versions import listed, of_draft
from pactwork.modules.rules.has import in_module
from pactwork.modules.views.editing import as_download, led
from pactwork.modules.views.editing_page import Editing, shown_or_saved
from pactwork.modules.views.versions import as_file, chosen
from pactwork.modules.warned import warned
from pactwork.people.requests import actor_of


def drafted(request: HttpRequest, ref: str) -> ModuleDraft:
    """The draft, for whoever works on it; to everybody else it is not here."""
    return get_object_or_404(drafts_seen_by(actor_of(request)), ref=ref)


def place_of(draft: ModuleDraft) -> Place:
    return Place(newest(draft), draft)


@require_POST
def begin(request: HttpRequest, ref: str) -> HttpResponse:
    """A draft of what a run says now."""
    run = led(request, ref)
    try:
        draft = begin_draft(
            run.institution, specification(run), run.files, run=run, by=actor_of(request)
        )
    except Refused as refused:
        messages.error(request, sentence(refused.refusal))
        return redirect("modules:edit", run.ref)
    return redirect("modules:draft", draft.ref)


@require_safe
def overview(request: HttpRequest, ref: str) -> HttpResponse:
    draft = drafted(request, ref)
    place = place_of(draft)
    context = {"draft": draft, "place": place, "spec": place.spec}
    context |= {"lists": overview_of(place.spec, place.parts), "warned": warned(place.spec)}
    context["has"] = in_module(place.spec)
    context["touched"] = last_touched(of_draft(draft), draft.institution_id)
    context["may"] = may_put_in_force(actor_of(request), draft)
    return render(request, "modules/draft.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, ref: str, part: str) -> HttpResponse:
    draft = drafted(request, ref)
    save = partial(edit_draft, draft, by=actor_of(request))
    touched = partial(last_touched, of_draft(draft), draft.institution_id)
    editing = Editing(place_of(draft), save, partial(place_of, draft), touched)
    return shown_or_saved(request, editing, part)


@require_safe
def versions(request: HttpRequest, ref: str) -> HttpResponse:
    draft = drafted(request, ref)
    place = place_of(draft)
    rows = listed(of_draft(draft), draft.institution_id)
    titles = {key: part.title for key, part in place.parts.items()}
    context = {"draft": draft, "place": place, "titles": titles, **chosen(request, rows)}
    return render(request, "modules/draft_versions.html", context)


@require_safe
def version_file(request: HttpRequest, ref: str, version: str) -> HttpResponse:
    draft = drafted(request, ref)
    return as_file(get_object_or_404(of_draft(draft), ref=version))


@require_safe
def download(request: HttpRequest, ref: str) -> HttpResponse:
    return as_download(packed(newest(drafted(request, ref))))


@require_safe
def difference(request: HttpRequest, ref: str) -> HttpResponse:
    return _differing(request, drafted(request, ref))


def _differing(request: HttpRequest, draft: ModuleDraft, refusal: object = None) -> HttpResponse:
    actor, now = actor_of(request), newest(draft)
    beside = in_force_beside(draft, now, actor)
    theirs = bool(beside or draft.run_id) or may_be_of(actor, draft, now.key)
    context = difference_of(now, beside, since_it_began(draft))
    context |= {"draft": draft, "place": Place(now, draft), "refusal": refusal, "beside": beside}
    context |= {"marked": marked(draft, beside, now), "asked": asked_about(draft, now)}
    context["looked"] = since_looked(draft, typed_in(request.POST, "looked"), now)
    if beside is None and theirs:
        context["all"] = all_new(now, (e.person.name for e in editors_of(draft) if e.leads))
    context |= {"theirs": theirs, "makes": may_make(actor, draft, now.key)}
    context["leads"] = may_put_in_force(actor, draft)
    context["may"] = theirs and context["makes"] and context["leads"]
    return render(request, "modules/draft_difference.html", context, status=409 if refusal else 200)


@require_POST
def in_force(request: HttpRequest, ref: str) -> HttpResponse:
    draft = drafted(request, ref)
    try:
        run = put_in_force(draft, expected=request.POST.get("stands", ""), by=actor_of(request))
    except Refused as refused:
        draft.refresh_from_db()
        return _differing(request, draft, refused.refusal)
    messages.success(request, _("In force now: %(run)s.") % {"run": run})
    return redirect("modules:run", run.ref)


@require_POST
def ask(request: HttpRequest, ref: str) -> HttpResponse:
    draft = drafted(request, ref)
    done = partial(ask_in_force, draft, by=actor_of(request))
    said = _("The administrators have been asked to put it into force.")
    return _done(request, done, said, "modules:draft_difference", ref)


@require_POST
def drop(request: HttpRequest, ref: str) -> HttpResponse:
    draft = drafted(request, ref)
    done = partial(drop_draft, draft, by=actor_of(request))
    said = _("The draft was discarded.")
    return _done(request, done, said, "modules:list", otherwise=("modules:draft", ref))


@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest, ref: str) -> HttpResponse:
    draft = drafted(request, ref)
    editors = editors_of(draft)
    others = who_could_edit(draft.institution, editors)
    by = actor_of(request)
    if request.method == "POST":
        add = next((p for p in others if p.ref == typed_in(request.POST, "add")), None)
        there = (one.person for one in editors)
        remove = next((p for p in there if p.ref == typed_in(request.POST, "remove")), None)
        done = partial(change_editors, draft, add=add, remove=remove, by=by)
        return _done(request, done, _("Saved."), "modules:draft_people", draft.ref)
    context = {"draft": draft, "place": place_of(draft), "editors": editors, "others": others}
    context["may"] = may_put_in_force(by, draft)
    return render(request, "modules/draft_people.html", context)


def _done(
    request: HttpRequest,
    act: Callable[[], object],
    said: str,
    *where: str,
    otherwise: tuple[str, ...] = (),
) -> HttpResponse:
    """Done and said so, or why not; ``otherwise`` is where one is then, if it is not the same page."""
    try:
        act()
    except Refused as refused:
        messages.error(request, sentence(refused.refusal))
        return redirect(*(otherwise or where))
    messages.success(request, said)
    return redirect(*where)
