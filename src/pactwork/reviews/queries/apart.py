"""Drafts on which reviewers are far apart, for whoever looks after the module; one query."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db.models import Exists, F, Max, Min, OuterRef, Q
from django.http import HttpRequest

from pactwork.contracts.memberships import memberships
from pactwork.contracts.models import Draft
from pactwork.ground import clock
from pactwork.modules.queries import lasting
from pactwork.modules.rules.roles import TEACHING_TEAM
from pactwork.people.actors import Actor
from pactwork.people.requests import actor_of
from pactwork.reviews.rules.verdicts import QUESTIONS, WIDE

SINCE = timedelta(days=14)  # of an older round everybody has heard
MOST = 8  # rows on a home page


def far_apart(actor: Actor) -> list[Draft]:
    """Newest drafts whose reviewers differ by ``WIDE`` on a question, the latest first."""
    runs = sorted({r.run_id for r in memberships(actor).roles if r.kind in TEACHING_TEAM})
    if not runs:
        return []
    wide = Q(pk__in=[])
    widths = {}
    for question in QUESTIONS:
        widths[f"{question}_apart"] = Max(f"reviews__{question}") - Min(f"reviews__{question}")
        wide |= Q(**{f"{question}_apart__gte": WIDE})
    later = Draft.objects.filter(contract=OuterRef("contract"), number__gt=OuterRef("number"))
    rows = (
        Draft.objects.filter(
            ~Exists(later),
            lasting(clock.today(actor.zone), "contract__enrolment__"),
            contract__run__in=runs,
            contract__ending=None,
            reviews__given_at__gte=clock.now() - SINCE,
        )
        .exclude(contract__student=actor.person_id)
        .annotate(latest=Max("reviews__given_at"), **widths)
        .filter(wide)
    )
    return list(
        rows.select_related("contract__student")
        .defer("content", "digests")
        .order_by(F("latest").desc(), "pk")[:MOST]
    )


def on_home(request: HttpRequest, **_about: Any) -> Mapping[str, Any] | None:
    found = far_apart(actor_of(request))
    return {"drafts": found} if found else None
