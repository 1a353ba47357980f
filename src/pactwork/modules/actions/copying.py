"""Last year's run becomes next year's: its file with other dates, its team, and nobody who takes it."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction

from pactwork.ground.refusal import Refusal, Refused, insist
from pactwork.modules.actions.loading import put, remember
from pactwork.modules.models import Role, Run
from pactwork.modules.queries.altered import altered
from pactwork.modules.queries.leading import leads
from pactwork.modules.rules.calendar import monday
from pactwork.modules.rules.specification import Specification
from pactwork.people.actors import Actor
from pactwork.people.models import Institution

PREPARES = "module_leader"  # whose role on the new run begins at once: it has to be got ready


@transaction.atomic
def copy_module(run: Run, spec: Specification, *, roles: Iterable[Role] = (), by: Actor) -> Run:
    """A new run of the same module from ``spec``, its file with a new name and new dates.

    ``roles``, of that run, are carried over, their dates moved by as many weeks as the first day.
    """
    institution = Institution.objects.select_for_update(no_key=True).get(pk=run.institution_id)
    insist(None if leads(by, run) else Refusal("run_not_yours"))
    insist(None if spec.key == run.key else Refusal("copy_other_module", {"key": run.key}))
    insist(Refusal("module_altered") if altered(run) else None)
    taken = Run.objects.filter(institution=institution, key=spec.key, name=spec.run)
    if taken.exists():
        raise Refused(Refusal("run_exists", {"name": spec.run}))
    made = put(institution, spec, run.files, by=by.ref)
    later = monday(spec.calendar.starts_on) - monday(run.starts_on)
    carried = [_later(role, made, later) for role in roles if role.run_id == run.pk]
    Role.objects.bulk_create(carried)
    payload = {"from": run.ref, "run": spec.run, "digest": made.digest, "roles": len(carried)}
    remember("module_copied", made, payload, by.ref)
    return made


def _later(role: Role, run: Run, by: timedelta) -> Role:
    return Role(
        run=run,
        person=role.person,
        kind=role.kind,
        weeks=role.weeks,
        deputy_for=role.deputy_for,
        starts_on=role.starts_on + by if role.starts_on and role.kind != PREPARES else None,
        ends_on=role.ends_on + by if role.ends_on else None,
    )
