"""The ground rules of a set: its members propose and agree, the run's team reads."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pactwork.ground.refusal import Refusal, Refused
from pactwork.modules.models import LearningSet
from pactwork.modules.queries import enrolments_now, roles_now
from pactwork.modules.rules.roles import TEACHING_TEAM
from pactwork.people.actors import Actor
from pactwork.people.requests import actor_of
from pactwork.sets import actions
from pactwork.sets.forms import plain, version_in
from pactwork.sets.queries.space import spaces


def own_set(actor: Actor, ref: str) -> LearningSet | None:
    """Of whoever takes this run today; somebody without a set gets None. Others: not here."""
    place = enrolments_now(actor).select_related("learning_set__run__institution")
    found = place.filter(run__ref=ref).first()
    if found is None:
        raise Http404
    return found.learning_set


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, ref: str) -> HttpResponse:
    actor = actor_of(request)
    teaches = roles_now(actor).filter(run__ref=ref, kind__in=TEACHING_TEAM).exists()
    if teaches and request.method != "POST":
        sets = LearningSet.objects.filter(run__ref=ref, run__institution=actor.institution_id)
        return _shown(request, ref, list(sets.values_list("pk", flat=True)))
    group = own_set(actor, ref)
    if request.method != "POST" or group is None:
        return _shown(request, ref, [group.pk] if group else [])
    words, version = plain(request.POST, "words"), plain(request.POST, "version")
    expected = version_in(version)
    try:
        actions.propose_rules(group, words, expected=expected, by=actor)
    except Refused as no:
        return _shown(request, ref, [group.pk], words, no.refusal)
    messages.success(request, _("Proposed. The others will see it and say whether they agree."))
    return redirect("sets:rules", ref)


def _shown(
    request: HttpRequest, ref: str, sets: list[int], words: str = "", refusal: Refusal | None = None
) -> HttpResponse:
    actor = actor_of(request)
    found = spaces(sets, actor.zone, actor.person_id or 0).values()
    rows = sorted(found, key=lambda space: (not space.member, space.set.name))
    context = {"run_ref": ref, "rows": rows, "words_typed": words, "refusal": refusal}
    return render(request, "sets/rules.html", context, status=422 if refusal else 200)


@require_POST
def agree(request: HttpRequest, ref: str) -> HttpResponse:
    actor = actor_of(request)
    group, version = own_set(actor, ref), plain(request.POST, "version")
    if group is None:
        raise Http404
    try:
        actions.agree_to_rules(group, version=version_in(version), by=actor)
    except Refused as no:
        return _shown(request, ref, [group.pk], refusal=no.refusal)
    messages.success(request, _("You agree to your set’s ground rules."))
    return redirect("sets:rules", ref)
