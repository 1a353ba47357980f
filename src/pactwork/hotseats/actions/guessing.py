"""A guest's link that is guessed at: as for a workplace's, fresh digits, and word to the team."""

from functools import partial

from django.db import transaction

from pactwork.contracts.actions.clockwork import AT_ONCE, each
from pactwork.contracts.actions.guessing import fresh_codes_owed, links_attacked
from pactwork.history.record import Notice
from pactwork.hotseats.actions.base import locked, remember
from pactwork.hotseats.actions.by_link import guest
from pactwork.hotseats.models import Hotseat
from pactwork.links.models import FreshCode, Link
from pactwork.modules.queries import staff_of
from pactwork.modules.rules.roles import TEACHING_TEAM
from pactwork.people.actors import system_at

FRESH, ATTACKED = "guest_fresh_code", "guest_attacked"


def mail_guests_fresh_codes() -> int:
    """One round; each code in an act of its own."""
    found = list(fresh_codes_owed(FRESH)[:AT_ONCE])
    return each("fresh codes of guests", [partial(_mail, one) for one in found])


@transaction.atomic
def _mail(made: FreshCode) -> None:
    known = Hotseat.objects.filter(link=made.link).first()
    if known is None:
        return
    seat = locked(known)
    if not fresh_codes_owed(FRESH).filter(pk=made.pk).exists():
        return
    notice, payload = Notice(FRESH, made.link.email, made.ref), {"hotseat": seat.ref}
    by = guest(seat)
    remember(FRESH, seat.run, subject=seat.ref, by=by, payload=payload, notices=[notice])


def tell_of_guest_attacks() -> int:
    """One round; each link in an act of its own, and once for good."""
    found = list(links_attacked(ATTACKED)[:AT_ONCE])
    return each("guests' links that are guessed at", [partial(_tell, link) for link in found])


@transaction.atomic
def _tell(link: Link) -> None:
    known = Hotseat.objects.filter(link=link).first()
    if known is None:
        return
    seat = locked(known)
    if not links_attacked(ATTACKED).filter(pk=link.pk).exists():
        return
    team = {role.person.email for role in staff_of(seat.run, *TEACHING_TEAM)}
    notices = [Notice(ATTACKED, email, link.ref) for email in sorted(team)]
    by, payload = system_at(seat.run.institution), {"hotseat": seat.ref}
    remember(ATTACKED, seat.run, subject=seat.ref, by=by, payload=payload, notices=notices)
