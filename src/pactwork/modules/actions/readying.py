"""An administrator is asked to put a new module into force, as whoever leads it cannot."""

from django.db import transaction

from pactwork.ground.refusal import Refusal, insist
from pactwork.modules.actions.drafting import locked_draft, remember_draft
from pactwork.modules.models import ModuleDraft
from pactwork.modules.queries.drafting import may_make, may_put_in_force, newest
from pactwork.modules.queries.ready import READY, ready_since
from pactwork.people.actors import Actor


@transaction.atomic
def ask_in_force(draft: ModuleDraft, *, by: Actor) -> None:
    """Administrators owe it a look from now on; asking again about the same words writes nothing."""
    draft = locked_draft(draft, by)
    now = newest(draft)
    insist(None if may_put_in_force(by, draft) else Refusal("draft_not_yours"))
    insist(Refusal("draft_ask_unneeded") if may_make(by, draft, now.key) else None)
    ready = ready_since(draft)
    if ready is None or ready.digest != now.digest:
        remember_draft(READY, draft, {"digest": now.digest}, by.ref)
