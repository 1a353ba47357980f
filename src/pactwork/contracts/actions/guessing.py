"""A link that is guessed at: fresh digits to whoever typed the right ones, and word to those concerned.

Rules with a clock: what a guess is answered with shows by neither words nor time what will be mailed.
"""

from functools import partial

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, QuerySet

from pactwork.contracts.actions.base import finish, lock
from pactwork.contracts.actions.clockwork import AT_ONCE, clockwork, each
from pactwork.contracts.dossier import load_dossier
from pactwork.contracts.queries.by_link import plan_of
from pactwork.contracts.visibility import one
from pactwork.ground.time_windows import lately
from pactwork.history.models import Delivery
from pactwork.history.record import Notice
from pactwork.links.actions import DAY, FRESH_FOR, PER_LINK
from pactwork.links.models import FreshCode, Link
from pactwork.modules.rules.roles import LOOKS_AFTER

FRESH, ATTACKED = "fresh_code", "link_attacked"


def fresh_codes_owed(kind: str) -> QuerySet[FreshCode]:
    """Asked for by typing the right code of a link that is guessed at, and not in the outbox yet."""
    owed = Delivery.objects.filter(kind=kind, about=OuterRef("ref"))
    asked = FreshCode.objects.filter(lately("made_at", FRESH_FOR), right=True).exclude(client="")
    return asked.filter(~Exists(owed)).select_related("link__institution").order_by("pk")


def links_attacked(kind: str) -> QuerySet[Link]:
    """As many wrong codes in a day as a link takes, of which nobody was told yet."""
    told = Delivery.objects.filter(kind=kind, about=OuterRef("ref"))
    tried = Link.objects.filter(lately("tries__at", DAY)).annotate(count=Count("tries"))
    return tried.filter(~Exists(told), count__gte=PER_LINK).select_related("institution")


def mail_fresh_codes() -> int:
    """One round; each code in an act of its own."""
    found = list(fresh_codes_owed(FRESH)[:AT_ONCE])
    return each("fresh codes", [partial(_mail, one) for one in found])


@transaction.atomic
def _mail(made: FreshCode) -> None:
    plan = plan_of(made.link)
    if plan is None:
        return
    lock(plan.contract)
    if not fresh_codes_owed(FRESH).filter(pk=made.pk).exists():
        return
    notice, payload = Notice(FRESH, made.link.email, made.ref), {"party": plan.seat.party}
    finish("code_sent", plan.contract, by=plan.actor(), payload=payload, notices=[notice])


def tell_of_attacks() -> int:
    """One round; each link in an act of its own, and once for good."""
    found = list(links_attacked(ATTACKED)[:AT_ONCE])
    return each("links that are guessed at", [partial(_tell, link) for link in found])


@transaction.atomic
def _tell(link: Link) -> None:
    plan = plan_of(link)
    if plan is None:
        return
    contract = plan.contract
    lock(contract)
    if not links_attacked(ATTACKED).filter(pk=link.pk).exists():
        return
    told = {role.person.email for role in load_dossier(one(contract.pk)).team(*LOOKS_AFTER)}
    told.add(contract.student.email)
    notices = [Notice(ATTACKED, email, link.ref) for email in sorted(told)]
    payload = {"party": plan.seat.party, "seat": plan.seat.n, "of": plan.holder.called}
    finish("link_attacked", contract, by=clockwork(contract), payload=payload, notices=notices)
