"""Who hears by email of what was done to a module."""

from pactwork.history.record import Notice
from pactwork.modules.models import ModuleDraft, Run
from pactwork.people.actors import Actor


def to_leaders(draft: ModuleDraft, run: Run, by: Actor) -> list[Notice]:
    """Whoever leads what was drafted hears that it is in force, but for whoever put it there."""
    led = draft.editors.filter(leads=True, person__active=True).exclude(person=by.person_id or 0)
    people = led.exclude(person__email="").values_list("person__email", flat=True)
    return [Notice("module_in_force", email, run.ref) for email in people.order_by("pk")]
