"""One table: what an app shows on a page that it does not own. Place: a query and a part."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from markupsafe import Markup

from pactwork.contracts.queries.brief import on_brief
from pactwork.contracts.queries.sampling import samples_on_brief, samples_on_home
from pactwork.conversations.queries import panels as talk
from pactwork.hotseats.queries.panels import on_brief as hotseats_on_brief
from pactwork.reviews.queries import apart
from pactwork.reviews.queries.alone import without_set
from pactwork.reviews.queries.panels import beside_review, beside_workspace, on_home
from pactwork.sets.queries import panels as sets

Query = Callable[..., Mapping[str, Any] | None]
PANELS: dict[str, list[tuple[Query, str]]] = {
    "brief": [
        (on_brief, "contracts/on_brief.html"),
        (sets.on_brief, "sets/on_brief.html"),
    ],
    "brief.leads": [
        (sets.for_leaders, "sets/for_leaders.html"),
        (samples_on_brief, "contracts/samples_on_brief.html"),
    ],
    "brief.side": [
        (talk.on_brief, "conversations/on_brief.html"),
        (hotseats_on_brief, "hotseats/on_brief.html"),
    ],
    "home": [
        (samples_on_home, "contracts/samples_on_home.html"),
        (on_home, "reviews/on_home.html"),
        (without_set, "reviews/without_set.html"),
        (apart.on_home, "reviews/apart_on_home.html"),
    ],
    "set.none": [(without_set, "reviews/without_set.html")],
    "set.right": [(sets.beside_set, "sets/on_set.html")],
    "workspace.right": [
        (talk.beside_workspace, "conversations/beside_workspace.html"),
        (beside_workspace, "reviews/beside_workspace.html"),
    ],
    "review.right": [
        (beside_review, "reviews/beside_review.html"),
        (talk.beside_review, "conversations/beside_review.html"),
    ],
}


def panel(place: str, request: HttpRequest, **about: Any) -> Markup:
    """Everything that other apps show at this place, in the table's order."""
    parts = []
    for query, template in PANELS.get(place, ()):
        found = query(request, **about)
        if found is not None:
            parts.append(render_to_string(template, {**about, **found}, request=request))
    # Each part was rendered, and so escaped, by our own template engine.
    return Markup("".join(parts))  # noqa: S704
