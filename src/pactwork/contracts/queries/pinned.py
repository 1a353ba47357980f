"""The form that a draft was written in: its own pinned template, whatever the contract has now."""

from pactwork.contracts.models import Draft
from pactwork.contracts.whole import Whole
from pactwork.modules.queries import template
from pactwork.modules.rules.specification import Template


def template_of(found: Whole, draft: Draft) -> Template:
    """No query while the contract keeps its template; one for a draft of an older form."""
    if draft.template_id == found.contract.template_id:
        return found.template
    return template(draft.template)
