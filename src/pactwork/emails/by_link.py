"""What emails to those asked by link have in common: the plan behind the link, and who writes."""

from collections.abc import Sequence
from typing import Any

from pactwork.contracts.as_facts import person_ref
from pactwork.contracts.models import Ask
from pactwork.contracts.own_persons import looking_after
from pactwork.contracts.queries.by_link import Plan, plan_of
from pactwork.contracts.speaking import speaks_for_others, with_address
from pactwork.ground.names import greeted
from pactwork.links.models import Link
from pactwork.modules.queries import staff_of
from pactwork.modules.speaking import speak_of
from pactwork.post.message import link_address as page_by_link
from pactwork.post.names import in_letters, unlinked
from pactwork.post.templated import Facts
from pactwork.workplace.pages.mailbox_of import mailbox_of

# Who at the institution can say that a question is real: the first of these that a run has.
KNOWS = ("facilitator", "placement_officer", "module_leader")


def link_address(link: Link, name: str = "contracts:plan_open") -> str:
    return page_by_link(link, name)


def plan_about(ref: str) -> Plan | None:
    ask = Ask.objects.filter(ref=ref).select_related("link__institution").first()
    found = plan_of(ask.link) if ask and ask.link else None
    if found:
        speak_of(found.contract.run)
    return found


def known_of(plan: Plan) -> dict[str, Any]:
    """Names for the sentences; ``staff`` is whoever can say that it is real, if the run has one."""
    student, by = plan.contract.student, plan.given_by
    return {
        "student": in_letters(student.name),
        "first": in_letters(student.first_name),
        "module": unlinked(plan.contract.run.title),
        "plan": unlinked(plan.party.calls_it),
        "about_work": unlinked(plan.about_work),
        "of_workplace": plan.of_workplace,
        "email": plan.link.email,
        "given_by": with_address(plan.contract, by) if by else "",
        "staff": in_letters(_who_knows(plan)),
    }


def _who_knows(plan: Plan) -> str:
    """Of a role that is one person here, that person or their deputy; themselves before a deputy."""
    team = staff_of(plan.contract.run, *KNOWS)
    theirs = looking_after(team, plan.dossier.template, plan.dossier.facts.named)
    own = {one.who for one in plan.dossier.facts.named if one.there}
    theirs.sort(key=lambda role: person_ref(role.person.ref) not in own)
    found = {role.kind: role.person.name for role in reversed(theirs)}
    return next((found[kind] for kind in KNOWS if kind in found), "")


def _greeted(plan: Plan) -> str:
    name = mailbox_of(plan) or plan.holder.name
    return "" if speaks_for_others(plan.contract, name) else greeted(name)


def to_workplace(
    plan: Plan,
    known: dict[str, Any] | None = None,
    *,
    variant: str = "",
    link: str = "",
    code: str = "",
    quoted: Sequence[str] = (),
    reply_to: str = "",
) -> Facts:
    """For whoever is asked by link; their template extends ``shared/by_link.txt``."""
    names = known_of(plan)
    return Facts(
        plan.contract.institution,
        names | (known or {}),
        variant=variant,
        greeted=_greeted(plan),
        link=link,
        code=code,
        quoted=quoted,
        quoted_by=names["first"],
        reply_to=reply_to,
        by_link=True,
    )
