"""Everything about oneself: what it is, and all of it as a file; and what is kept about anybody."""

import re
from tempfile import SpooledTemporaryFile

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from pactwork.contracts.having import has_for
from pactwork.people.models import Account, Institution
from pactwork.people.requests import acting, actor_of, person_behind
from pactwork.rights.actions.giving import give_all
from pactwork.rights.queries.due import Rules, due, rule_words
from pactwork.rights.who import who_is

IN_MEMORY = 2_000_000
REF = re.compile(r"[a-z0-9]{1,20}")
MOST = 200  # lines on a page


@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponseBase:
    """Made by a press only: it costs a question for each kind of row there is."""
    person = person_behind(request)
    if request.method != "POST":
        return render(request, "rights/mine.html")
    out = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - the answer closes it
    give_all(who_is(person), out, by=actor_of(request))
    out.seek(0)
    answer = FileResponse(out, as_attachment=True, filename="about-me.zip")
    answer["Cache-Control"] = "no-store, private"
    return answer


@require_safe
def retention(request: HttpRequest) -> HttpResponse:
    """For administrators: what rules keep no longer. Erasing is done at the machine."""
    person = person_behind(request)
    if not person.administrator:
        raise Http404
    found = due(person.institution)
    context = {"rules": Rules(person.institution), "count": len(found), "due": found[:MOST]}
    return render(request, "rights/retention.html", context)


@login_not_required
@require_safe
def kept(request: HttpRequest) -> HttpResponseBase:
    """For whoever was asked by a link, too, who has no account."""
    house = _house(request)
    rule = rule_words(Rules(house)) if house else ""
    return render(
        request, "rights/kept.html", {"house": house, "rule": rule, "has": has_for(request)}
    )


def _house(request: HttpRequest) -> Institution | None:
    """That of the link that led here, or where somebody is signed in."""
    if REF.fullmatch(ref := request.GET.get("of", "")):
        return Institution.objects.filter(ref=ref).first()
    person = acting(request, request.user) if isinstance(request.user, Account) else None
    return person.institution if person else None
