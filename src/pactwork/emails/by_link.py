"""What letters to those asked by link have in common: the plan behind the link, and who writes."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from pactwork.contracts.models import Ask
from pactwork.contracts.queries.by_link import Plan, plan_of
from pactwork.contracts.speaking import speaks_for_others, with_address
from pactwork.ground.names import greeted
from pactwork.links.models import Link
from pactwork.modules.queries import staff_of
from pactwork.post.letter import Letter, hello
from pactwork.post.letter import link_address as page_by_link
from pactwork.post.names import in_letters
from pactwork.workplace.pages.mailbox_of import mailbox_of

# Who at the institution can say that a question is real: the first of these that a run has.
KNOWS = ("facilitator", "placement_officer", "module_leader")


def link_address(link: Link, name: str = "contracts:plan_open") -> str:
    return page_by_link(link, name)


def plan_about(ref: str) -> Plan | None:
    ask = Ask.objects.filter(ref=ref).select_related("link__institution").first()
    return plan_of(ask.link) if ask and ask.link else None


def common(plan: Plan) -> dict[str, str]:
    student = plan.contract.student
    return {
        "student": in_letters(student.name),
        "first": in_letters(student.first_name),
        "house": in_letters(plan.contract.institution.name),
        "module": plan.contract.run.title,
        "plan": plan.party.calls_it,
        "email": plan.link.email,
        "help": plan.contract.institution.help_email,
    }


def _to_check(plan: Plan) -> list[str]:
    """Whom to ask at the institution, and how to reach it; nothing that we do not know."""
    found = {role.kind: role.person.name for role in reversed(staff_of(plan.contract.run, *KNOWS))}
    name = next((found[kind] for kind in KNOWS if kind in found), "")
    known = common(plan) | {"staff": in_letters(name)}
    if name and known["help"]:
        return [
            _(
                "Questions, or to check that this email is real: ask for %(staff)s at %(house)s, "
                "%(help)s."
            )
            % known
        ]
    if name:
        return [
            _(
                "To check that this email is real, ask for %(staff)s at %(house)s, by a telephone "
                "number or an address that you look up yourself."
            )
            % known
        ]
    if known["help"]:
        return [_("Questions, or to check that this email is real: %(house)s, %(help)s.") % known]
    return []


def _greeted(plan: Plan) -> str:
    name = mailbox_of(plan) or plan.holder.name
    return "" if speaks_for_others(plan.contract, name) else greeted(name)


def letter_to(
    plan: Plan, subject: str, words: list[str], small: Sequence[str] = (), **more: Any
) -> Letter:
    known = common(plan)
    small = [*small, *_to_check(plan)]
    return Letter(
        institution=plan.contract.institution,
        subject=subject,
        behalf=_("%(house)s, on behalf of %(student)s") % known,
        sender=_("%(student)s via %(house)s") % known,
        hello=hello(_greeted(plan)),
        words=words,
        small=small,
        by_link=True,
        **more,
    )


def who_gave_it(plan: Plan, known: dict[str, str]) -> str:
    """Where the address came from, and how to hear no more."""
    by = plan.given_by
    known = known | {"by": with_address(plan.contract, by) if by else known["student"]}
    return (
        _(
            "%(by)s gave us your address, %(email)s, for this one question. To hear no more from us, "
            "choose “Leave me alone” on that page."
        )
        % known
    )
