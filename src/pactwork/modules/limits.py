"""How many emails somebody has caused in the last day, and that it is not too many."""

from collections.abc import Sequence
from datetime import timedelta

from django.db.models import Count, F, Q

from pactwork.ground.refusal import Refused
from pactwork.ground.time_windows import lately
from pactwork.history.models import Delivery
from pactwork.history.record import Notice
from pactwork.modules.queries.staff import is_staff
from pactwork.modules.rules.emails import BY_LINK, STAFF, STUDENT, TO_OUTSIDERS, Day, too_many
from pactwork.people.actors import Actor
from pactwork.people.reached import reached

A_DAY = timedelta(days=1)


def _caused(by: Actor, subject: str) -> Day:
    """What went out, or goes out within the day. To outsiders, by link: whoever had it sent about this."""
    own = Q(entry__by=by.ref)
    whose = own | Q(entry__subject=subject) if by.via == "link" else own
    lasting = Q(lately("entry__at", A_DAY), due_at__lte=F("entry__at") + A_DAY)
    found = Delivery.objects.filter(whose, lasting).aggregate(
        outside=Count("pk", filter=Q(kind__in=TO_OUTSIDERS)), all=Count("pk", filter=own)
    )
    return Day(**found)


def insist_within_limits(by: Actor, subject: str, notices: Sequence[Notice]) -> None:
    """Raises ``Refused`` where these would be more than one person may cause in a day."""
    soon = [notice for notice in notices if notice.wait <= A_DAY]
    if by.via == "system" or not soon:
        return
    now = Day(sum(notice.kind in TO_OUTSIDERS for notice in soon), len(soon))
    before = _caused(by, subject)
    refusal = too_many(before, now, BY_LINK if by.via == "link" else STUDENT)
    if refusal and by.via == "account" and is_staff(by):
        refusal = too_many(before, now, STAFF)
    if refusal:
        reached("emails")
        raise Refused(refusal)
