"""The mid-point review: the student has looked at the plan, and nothing is to be changed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pactwork.contracts import actions
from pactwork.contracts.requests import student_desk


@require_POST
def look_again(request: HttpRequest, ref: str) -> HttpResponse:
    found = student_desk(request, ref)
    actions.look_again(found.dossier.contract, by=found.actor)
    messages.success(request, _("Thank you. Your plan stays as it is."))
    return redirect("contracts:workspace", ref)
