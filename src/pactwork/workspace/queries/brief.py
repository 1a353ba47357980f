"""What the page of a run shows of the reader's own contract: how to start it, or how to go on."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from pactwork.contracts.models import Contract
from pactwork.modules.models import Enrolment
from pactwork.modules.queries.brief import Brief
from pactwork.modules.rules.specification import Section, Template


def on_brief(request: HttpRequest, *, brief: Brief) -> Mapping[str, Any] | None:
    """For students of the run only; one query, and one more before they begin."""
    if brief.enrolment is None:
        return None
    form = brief.spec.templates[brief.variants[0].template]
    contract = Contract.objects.filter(enrolment=brief.enrolment).first()
    words = brief.spec.words
    calls_it = form.calls_it
    if words and words.contract and calls_it == Template.model_fields["calls_it"].default:
        calls_it = words.contract.one  # the module's word, where its template says no other
    found = {"contract": contract, "calls_it": calls_it, "first": _first_to_write(form)}
    return found | {"earlier": [] if contract else earlier_attempts(brief.enrolment)}


def _first_to_write(form: Template) -> Section:
    """The first section that asks something of the student."""
    asks = (one for one in form.sections if one.kind not in ("facts", "promise"))
    return next(asks, form.sections[0])


def earlier_attempts(enrolment: Enrolment) -> list[Contract]:
    """The same student's contracts on earlier runs of the module, the latest first."""
    mine = Contract.objects.filter(student=enrolment.person_id, run__key=enrolment.run.key)
    return list(mine.exclude(run=enrolment.run_id).select_related("run").order_by("-made_at"))
