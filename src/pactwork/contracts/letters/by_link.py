"""What letters to those asked by link have in common: the plan behind the link, and who writes."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from pactwork.contracts.letters.base import Letter, hello
from pactwork.contracts.models import Ask
from pactwork.contracts.names import first_name, in_letters
from pactwork.contracts.queries.by_link import Plan, plan_of


def spaced(code: str) -> str:
    """Six digits in two groups, easier to copy by eye."""
    return f"{code[:3]} {code[3:]}"


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


def letter_to(
    plan: Plan, subject: str, words: list[str], small: Sequence[str] = (), **more: Any
) -> Letter:
    known = common(plan)
    small = list(small)
    if known["help"]:
        small.append(_("Questions: %(house)s, %(help)s.") % known)
    return Letter(
        institution=plan.contract.institution,
        subject=subject,
        behalf=_("%(house)s, on behalf of %(student)s") % known,
        hello=hello(first_name(plan.holder.name)),
        words=words,
        small=small,
        by_link=True,
        **more,
    )


def who_gave_it(plan: Plan, known: dict[str, str]) -> str:
    """Where the address came from, and how to hear no more."""
    by = plan.given_by
    known = known | {"by": in_letters(by.name) if by else known["student"]}
    return (
        _(
            "%(by)s gave us your address, %(email)s, for this one question. To hear no more from us, "
            "choose “Leave me alone” on that page."
        )
        % known
    )
