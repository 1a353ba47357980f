"""Who teaches and helps on one run is changed by its leader, as a roster would."""

from django.db import transaction

from pactwork.ground.refusal import Refusal, Refused
from pactwork.modules.actions.roster import apply_roster
from pactwork.modules.editing.staff import held, stands_on
from pactwork.modules.models import Run
from pactwork.modules.queries.leading import team_of
from pactwork.modules.roster.known import known
from pactwork.modules.roster.plan import Plan
from pactwork.modules.roster.planning import planned
from pactwork.modules.roster.reading import Sheet
from pactwork.people.models import Institution


@transaction.atomic
def change_staff(run: Run, sheet: Sheet, *, expected: str, by: str) -> Plan:
    """With a problem in any line nothing is written. The last module leader stays."""
    institution = Institution.objects.select_for_update(no_key=True).get(pk=run.institution_id)
    if stands_on(held(team_of(run))) != expected:
        raise Refused(Refusal("module_moved"))
    plan = planned(sheet, known(institution), run.ref)
    if (run.ref, "module_leader") in plan.unstaffed:
        raise Refused(Refusal("staff_leader"))
    if plan.problems:
        return plan
    return apply_roster(institution, sheet, run=run.ref, about=run.ref, by=by)
