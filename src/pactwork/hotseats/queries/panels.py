"""What hotseats show on pages that are not their own."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from pactwork.ground import clock
from pactwork.hotseats.models import Hotseat
from pactwork.hotseats.visibility import HEAVY
from pactwork.modules.queries.brief import Brief


def on_brief(request: HttpRequest, *, brief: Brief) -> Mapping[str, Any]:
    """The one that is open now, if there is one; one query."""
    now = clock.now()
    rows = Hotseat.objects.filter(
        run=brief.run, opens_at__lte=now, closes_at__gt=now, cancelled_at=None, declined_at=None
    )
    return {"hot": {"open": rows.defer(*HEAVY).order_by("closes_at").first()}}
