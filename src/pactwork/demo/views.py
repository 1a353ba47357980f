"""The demo's doors: be anybody in the cast, read the letters it sent."""

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from pactwork.demo.letters import letter_named, page_of_letters
from pactwork.demo.queries import cast_list
from pactwork.ground.typed_numbers import number_in
from pactwork.people.models import Person


@login_not_required
@require_safe
def cast(request: HttpRequest) -> HttpResponse:
    who = request.GET.get("who", "").strip()[:100]
    return render(request, "demo/cast.html", {"cast": cast_list(who), "who": who})


@login_not_required
@require_POST
def be(request: HttpRequest, ref: str) -> HttpResponse:
    person = get_object_or_404(Person.objects.exclude(account=None), ref=ref)
    login(request, person.account, backend="pactwork.web.signin.Backend")
    to = request.POST.get("to", "")
    return redirect(to if url_has_allowed_host_and_scheme(to, allowed_hosts=None) else "home")


@login_not_required
@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    to, page = request.GET.get("to", "")[:254], request.GET.get("page", "")
    number = number_in(page, 1, 99_999) or 1
    return render(request, "demo/letters.html", {"page": page_of_letters(to, number), "to": to})


@login_not_required
@require_safe
def letter(request: HttpRequest, name: str) -> HttpResponse:
    found = letter_named(name)
    if found is None:
        raise Http404
    return render(request, "demo/letter.html", {"letter": found})
