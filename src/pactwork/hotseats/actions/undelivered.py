"""An invitation that did not reach the guest is told to the team, once: a rule with a clock."""

from functools import partial

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, Subquery

from pactwork.contracts.actions.clockwork import AT_ONCE, each
from pactwork.ground import clock
from pactwork.history.models import Delivery
from pactwork.history.record import Notice
from pactwork.history.refusals import NOT_DELIVERED
from pactwork.hotseats.actions.base import locked, remember
from pactwork.hotseats.models import Hotseat
from pactwork.modules.queries import staff_of
from pactwork.modules.rules.roles import TEACHING_TEAM
from pactwork.people.actors import system_at

KIND = "guest_undelivered"


def _untold() -> QuerySet[Hotseat]:
    """Hotseats still to be held whose newest invitation was lost, and of it nobody was told yet."""
    here = Delivery.objects.filter(about=OuterRef("ref"))
    newest = here.filter(kind="guest_invited").order_by("-pk").values("pk")[:1]
    waits = Hotseat.objects.filter(
        link__isnull=False, declined_at=None, cancelled_at=None, closes_at__gt=clock.now()
    )
    return waits.annotate(newest=Subquery(newest)).filter(
        Exists(Delivery.objects.filter(NOT_DELIVERED, pk=OuterRef("newest"))),
        ~Exists(here.filter(kind=KIND, pk__gt=OuterRef("newest"))),
    )


def tell_of_lost_invitations() -> int:
    """One round; each invitation in an act of its own."""
    found = list(_untold().values_list("pk", flat=True)[:AT_ONCE])
    return each("invitations not delivered", [partial(tell_undelivered, pk) for pk in found])


@transaction.atomic
def tell_undelivered(pk: int) -> None:
    seat = locked(Hotseat.objects.get(pk=pk))
    if not _untold().filter(pk=pk).exists():
        return
    team = {role.person.email for role in staff_of(seat.run, *TEACHING_TEAM)}
    notices = [Notice(KIND, email, seat.ref) for email in sorted(team)]
    by, payload = system_at(seat.run.institution), {"hotseat": seat.ref}
    remember(
        "guest_undelivered", seat.run, subject=seat.ref, by=by, payload=payload, notices=notices
    )
