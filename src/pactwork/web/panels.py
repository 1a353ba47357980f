"""Places on a page where other apps show something of theirs."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from markupsafe import Markup

from pactwork.ground import installed


def panel(place: str, request: HttpRequest, **about: Any) -> Markup:
    """Everything that apps show at this place."""
    parts = []
    for one in installed.panels(place):
        found = one.query(request, **about)
        if found is not None:
            parts.append(render_to_string(one.template, {**about, **found}, request=request))
    # Each part was rendered, and so escaped, by our own template engine.
    return Markup("".join(parts))  # noqa: S704
