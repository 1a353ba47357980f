"""For administrators: somebody who wanted no letters wants them again."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pactwork.contracts.actions import write_again
from pactwork.ground.refusal import Refused
from pactwork.ground.typed import typed_in
from pactwork.history.refusals import undelivered_of
from pactwork.people.actors import actor_for
from pactwork.people.requests import person_behind


@require_http_methods(["GET", "HEAD", "POST"])
def silence(request: HttpRequest) -> HttpResponse:
    person = person_behind(request)
    if not person.administrator:
        raise Http404
    typed = {name: typed_in(request.POST, name) for name in ("email", "reason")}
    refusal = None
    if request.method == "POST":
        try:
            write_again(person.institution, by=actor_for(person), **typed)
            messages.success(request, _("Emails to this address are allowed again."))
            return redirect("contracts:silence")
        except Refused as no:
            refusal = no.refusal
    refused = undelivered_of(person.institution.ref)
    context = {"typed": typed, "refusal": refusal, "refused": refused}
    return render(request, "desk/silence.html", context, status=422 if refusal else 200)
