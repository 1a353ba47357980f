"""What a team owes to its guests: an invitation that did not arrive."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from pactwork.ground import clock
from pactwork.ground.one_query import moment
from pactwork.ground.owed import Kind, Owed
from pactwork.history.models import Delivery
from pactwork.history.refusals import NOT_DELIVERED
from pactwork.hotseats.models import Hotseat
from pactwork.modules.models import Role
from pactwork.modules.queries import in_force
from pactwork.modules.rules.roles import TEACHING_TEAM
from pactwork.people.actors import Actor
from pactwork.people.owed import rows_owed

LOST = Kind(
    act="invitation",
    tick="hotseats",
    one=_("The invitation to %(name)s was not delivered"),
    many=ngettext_lazy(
        "%(num)s invitation not delivered", "%(num)s invitations not delivered", "num"
    ),
    button=_("Correct the address"),
    route="hotseats:desk",
)


def owed_rows(person: int, on: date) -> "dict[str, tuple[QuerySet[Any], list[str]]]":
    """Hotseats of one's team that may still be held, and whose newest invitation was lost."""
    sent = Delivery.objects.filter(about=OuterRef("ref"), kind="guest_invited").order_by("-pk")
    lost = Delivery.objects.filter(NOT_DELIVERED, pk=OuterRef("newest"))
    team = Role.objects.filter(in_force(on), person=person, kind__in=TEACHING_TEAM)
    open_ = Hotseat.objects.filter(
        link__isnull=False, declined_at=None, cancelled_at=None, run__in=team.values("run")
    )
    found = open_.alias(newest=Subquery(sent.values("pk")[:1])).filter(Exists(lost))
    return {
        "hotseats.lost": (found, ["ref", "guest_name", "planned_at", "opens_at", "closes_at"]),
    }


def owed(actor: Actor) -> Iterator[Owed]:
    """Until it opens is how long there is; once it is over there is nothing to mend."""
    now = clock.now()
    for ref, guest, at, opens, closes in rows_owed(actor).get("hotseats.lost", ()):
        opens_at, closes_at = moment(opens), moment(closes)
        if closes_at and opens_at and closes_at > now:
            yield Owed(
                LOST, ref, guest, moment(at), due_on=clock.day_of(opens_at, actor.zone), holds=1
            )
