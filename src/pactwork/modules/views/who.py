"""Who is who on a module, for everybody on it; and one's own introduction, for its staff."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pactwork.ground.refusal import Refused
from pactwork.ground.typed import markdown_in
from pactwork.modules.actions.introducing import introduce
from pactwork.modules.models import Run
from pactwork.modules.queries import roles_now, runs_seen_by
from pactwork.modules.queries.team import who_is_who
from pactwork.modules.speaking import speak_of
from pactwork.people.requests import actor_of, person_behind


@require_safe
def page(request: HttpRequest, ref: str) -> HttpResponse:
    actor = actor_of(request)
    run = get_object_or_404(runs_seen_by(actor).select_related("institution"), ref=ref)
    speak_of(run)
    return render(request, "modules/who.html", {"run": run, "who": who_is_who(run, actor)})


@require_http_methods(["GET", "HEAD", "POST"])
def introduction(request: HttpRequest) -> HttpResponse:
    actor, person = actor_of(request), person_behind(request)
    runs = Run.objects.filter(pk__in=roles_now(actor).values("run")).defer("specification", "files")
    if not runs:
        raise Http404
    text, refusal = person.introduction, None
    if request.method == "POST":
        text = markdown_in(request.POST, "introduction")
        try:
            changed = introduce(actor, text)
            messages.success(request, _("Saved.") if changed else _("No changes to save."))
            return redirect("modules:introduction")
        except Refused as no:
            refusal = no.refusal
    context = {"runs": runs, "text": text, "refusal": refusal}
    return render(request, "modules/introduction.html", context, status=422 if refusal else 200)
