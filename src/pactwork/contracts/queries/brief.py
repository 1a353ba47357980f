"""What the page of a run shows of the reader's own contract: how to start it, or how to go on."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from pactwork.contracts.models import Contract
from pactwork.modules.queries.brief import Brief


def on_brief(request: HttpRequest, *, brief: Brief) -> Mapping[str, Any] | None:
    """For students of the run only; one query."""
    if brief.enrolment is None:
        return None
    form = brief.spec.templates[brief.variants[0].template]
    contract = Contract.objects.filter(enrolment=brief.enrolment).first()
    return {"contract": contract, "calls_it": form.calls_it, "first": form.sections[0]}
