"""What is agreed, made for paper; and what happened, act by act."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pactwork.contracts.requests import desk
from pactwork.documents.pages.agreed import for_roles
from pactwork.documents.pages.timeline import told


@require_safe
def agreement(request: HttpRequest, ref: str) -> HttpResponse:
    found = desk(request, ref)
    page = for_roles(found.dossier, found.roles, request.GET.get("on", ""))
    status = 422 if page.problem else 200
    return render(request, "documents/agreement.html", {"page": page, "desk": found}, status=status)


@require_safe
def history(request: HttpRequest, ref: str) -> HttpResponse:
    found = desk(request, ref)
    context = {"desk": found, "acts": told(found.dossier, found.roles)}
    return render(request, "documents/history.html", context)
