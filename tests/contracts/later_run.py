"""A later run of Nadine's module, for those who take it again."""

from datetime import date

from pactwork.modules.actions import Place, enrol, give_role, load_module
from pactwork.modules.models import Enrolment, PinnedTemplate
from pactwork.modules.queries import specification, template_for
from pactwork.modules.rules.calendar import shifted
from tests.stories import FILES, STAFF, World


def enrol_again(world: World, name: str) -> tuple[Enrolment, PinnedTemplate]:
    """The run of next spring with the same staff, and this student on it."""
    spec = shifted(specification(world.run), date(2027, 2, 1))
    later = spec.model_copy(update={"run": "Spring 2027"})
    run = load_module(world.institution, later, folder=FILES / "action-inquiry")
    for key, (_, kind) in STAFF.items():
        give_role(run, world.people[key], kind)
    place = Place(run.specification["variants"][0]["code"], cohort="Spring")
    enrolment = enrol(run, world.people[name], place)
    return enrolment, template_for(enrolment)
