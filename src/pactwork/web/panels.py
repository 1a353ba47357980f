"""Places on a page where other apps show something of theirs."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from markupsafe import Markup

from pactwork.ground import installed
from pactwork.people.models import Person


def panel(place: str, request: HttpRequest, **about: Any) -> Markup:
    """Everything that apps show at this place."""
    parts = []
    person: Person | None = getattr(request, "_person", None)
    left_out = person.institution.left_out if person else ()
    for one in installed.panels(place):
        if one.template.partition("/")[0] in left_out:  # the app that shows it is switched off
            continue
        found = one.query(request, **about)
        if found is not None:
            parts.append(render_to_string(one.template, {**about, **found}, request=request))
    # Each part was rendered, and so escaped, by our own template engine.
    return Markup("".join(parts))  # noqa: S704
