"""The demo's doors: be anybody in the cast, read the letters it sent."""

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from pactwork.demo.letters import letter_named, newest_letters
from pactwork.demo.queries import cast_list
from pactwork.people.models import Person


@login_not_required
@require_safe
def cast(request: HttpRequest) -> HttpResponse:
    return render(request, "demo/cast.html", {"cast": cast_list()})


@login_not_required
@require_POST
def be(request: HttpRequest, ref: str) -> HttpResponse:
    person = get_object_or_404(Person.objects.exclude(account=None), ref=ref)
    login(request, person.account, backend="pactwork.web.signin.Backend")
    return redirect("home")


@login_not_required
@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    to = request.GET.get("to", "")
    return render(request, "demo/letters.html", {"letters": newest_letters(to), "to": to})


@login_not_required
@require_safe
def letter(request: HttpRequest, name: str) -> HttpResponse:
    found = letter_named(name)
    if found is None:
        raise Http404
    return render(request, "demo/letter.html", {"letter": found})
