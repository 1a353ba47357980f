"""The mid-point review of one contract: its day, and whether the student still has to look at the plan."""

from datetime import date

from django.db.models import Min

from pactwork.contracts.dossier import Dossier
from pactwork.contracts.models import Agreement
from pactwork.contracts.rules.mid_point import is_due
from pactwork.ground import clock
from pactwork.history.models import Entry
from pactwork.modules.models import Enrolment
from pactwork.modules.queries import specification
from pactwork.modules.queries.handing_in import dates_for


def review_day(enrolment: Enrolment, agreed_on: date | None) -> date | None:
    """Its day by this student's own calendar; none where the module has none, or it waits for agreement."""
    asked = specification(enrolment.run).calendar.review_at
    due = dates_for(enrolment, agreed_on).due(asked) if asked else None
    return due.on if due else None


def agreed_on(enrolment: Enrolment) -> date | None:
    """The day on which their contract was first agreed, where the university is; one query."""
    made = Agreement.objects.filter(contract__enrolment=enrolment, undone_at=None)
    first = made.aggregate(first=Min("from_at"))["first"]
    return clock.day_of(first, enrolment.run.institution.time_zone) if first else None


def review_on(dossier: Dossier) -> date | None:
    return review_day(dossier.contract.enrolment, dossier.agreed_on)


def review_due(dossier: Dossier) -> bool:
    """Of a contract in force. One query more, and only where the module asks for a review."""
    on, zone = review_on(dossier), dossier.contract.institution.time_zone
    today = clock.today(zone)
    if on is None or today < on or dossier.stands.stage != "agreed":
        return False
    looked = Entry.objects.filter(subject=dossier.contract.ref, act="looked_again")
    moments = [*looked.values_list("at", flat=True), *(d.shared_at for d in dossier.drafts)]
    return is_due(on, today, [clock.day_of(moment, zone) for moment in moments])
