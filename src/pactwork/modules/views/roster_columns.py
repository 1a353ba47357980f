"""The column map: what the record system calls its columns, seen, changed and forgotten by hand."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pactwork.ground.refusal import Refused
from pactwork.modules.actions import set_columns
from pactwork.modules.forms import typed_map
from pactwork.modules.queries.roster import column_map, columns_asked_for
from pactwork.modules.roster.choices import Choices
from pactwork.modules.roster.columns import COLUMNS, ROLE_WORDS
from pactwork.modules.roster.text import CODE_PAGES
from pactwork.modules.views.roster import administrator_behind


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    person = administrator_behind(request)
    where, refusal = person.institution, None
    shown, named = column_map(where), columns_asked_for(where)
    if request.method == "POST":
        shown = Choices() if "forget_all" in request.POST else typed_map(request)
        try:
            set_columns(where, shown, named=named, by=f"person:{person.ref}")
        except Refused as refused:
            refusal = refused.refusal
        else:
            messages.success(request, _("Saved. The next file is read this way."))
            return redirect("modules:roster_columns")
    context: dict[str, Any] = {"kept": shown, "refusal": refusal, "roles": ROLE_WORDS}
    context |= {
        "columns": COLUMNS,
        "named": named,
        "code_pages": [(name, name) for name in CODE_PAGES],
    }
    return render(request, "modules/roster_columns.html", context, status=422 if refusal else 200)
