"""Who teaches and helps on one run, and a student's own people and dates, are changed by its leader, as a
roster would."""

from django.db import transaction

from pactwork.ground.refusal import Refusal, Refused, insist
from pactwork.history.names import Called
from pactwork.history.record import record
from pactwork.modules.actions.roster import write_plan
from pactwork.modules.editing import own_place
from pactwork.modules.editing.staff import held, stands_on
from pactwork.modules.models import Enrolment, Run
from pactwork.modules.queries.leading import leads, team_of
from pactwork.modules.roster.known import known
from pactwork.modules.roster.plan import Plan
from pactwork.modules.roster.planning import planned
from pactwork.modules.roster.reading import Sheet
from pactwork.people.actors import Actor
from pactwork.people.models import Institution, Person


@transaction.atomic
def change_staff(run: Run, sheet: Sheet, *, expected: str, by: Actor) -> Plan:
    """With a problem in any line nothing is written. The last module leader stays."""
    institution = Institution.objects.select_for_update(no_key=True).get(pk=run.institution_id)
    insist(None if leads(by, run) else Refusal("run_not_yours"))
    if stands_on(held(team_of(run))) != expected:
        raise Refused(Refusal("module_moved"))
    plan = planned(sheet, known(institution), run.ref)
    if (run.ref, "module_leader") in plan.unstaffed:
        raise Refused(Refusal("staff_leader"))
    if plan.problems:
        return plan
    return write_plan(institution, plan, about=run.ref, by=by)


@transaction.atomic
def change_place(place: Enrolment, sheet: Sheet, *, expected: str, by: Actor) -> Plan:
    """Who a student's own mentor or tutor is, and their own first and last day: these alone.

    With a problem nothing is written.
    """
    run = place.run
    institution = Institution.objects.select_for_update(no_key=True).get(pk=run.institution_id)
    insist(None if leads(by, run) else Refusal("run_not_yours"))
    place.refresh_from_db(fields=["named", "own_start", "own_end"])
    if own_place.stands_on(place) != expected:
        raise Refused(Refusal("module_moved"))
    plan = planned(sheet, known(institution), run.ref)
    if plan.problems or not plan.writes:
        return plan
    now = plan.places[run.ref, place.person.key].now
    keys = [key for _column, key in now.named]
    people = {p.key: p for p in Person.objects.filter(institution=institution, key__in=keys)}
    place.named = {column: people[key].ref for column, key in now.named}
    place.own_start, place.own_end = now.own_start, now.own_end
    place.save(update_fields=["named", "own_start", "own_end"])
    said: dict[str, Called | str] = {column: people[key].called for column, key in now.named}
    payload = {"place": place.ref, "of": place.person.called, "named": said}
    payload |= {"own_start": str(now.own_start or ""), "own_end": str(now.own_end or "")}
    record(
        "place_changed",
        chain=institution.ref,
        subject=run.ref,
        by=by.ref,
        key=institution.key,
        payload=payload,
    )
    return plan
