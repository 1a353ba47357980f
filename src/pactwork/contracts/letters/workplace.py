"""Letters to those who are asked by link: the question, the receipt, and what became of it."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pactwork.contracts.letters.base import Letter, hello, letter, link_address
from pactwork.contracts.models import Answer, Ask
from pactwork.contracts.names import first_name, in_letters, unlinked
from pactwork.contracts.queries.by_link import Plan, plan_of
from pactwork.contracts.queries.plan_words import minutes, parts_of
from pactwork.contracts.rules.facts import YES
from pactwork.ground import clock
from pactwork.ground.dates import day, moment
from pactwork.history.models import Delivery
from pactwork.links.actions import FRESH_FOR
from pactwork.links.models import FreshCode
from pactwork.links.secrets import code_for

MOOT = "nothing is being asked here any more"


def spaced(code: str) -> str:
    """Six digits in two groups, easier to copy by eye."""
    return f"{code[:3]} {code[3:]}"


def _plan(ref: str) -> Plan | None:
    ask = Ask.objects.filter(ref=ref).select_related("link__institution").first()
    return plan_of(ask.link) if ask and ask.link else None


def _common(plan: Plan) -> dict[str, str]:
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


def _letter(
    plan: Plan, subject: str, words: list[str], small: Sequence[str] = (), **more: Any
) -> Letter:
    known = _common(plan)
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
        **more,
    )


def _who_gave_it(plan: Plan, known: dict[str, str]) -> str:
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


@letter
def asked(delivery: Delivery) -> Letter | str:
    """The invitation: link and code, until when they work, who gave the address."""
    plan = _plan(delivery.about)
    if plan is None or plan.state != "open":
        return MOOT
    known = _common(plan)
    takes = minutes(parts_of(plan, plan.ask.draft.content))
    words = [
        _(
            "%(student)s takes a module with us, %(module)s, and does it at work. Before going on, "
            "we need a yes or a no from you: is the %(plan)s all right for your workplace?"
        )
        % known,
        ngettext(
            "It takes about %(num)s minute to read on a phone, and you need no account.",
            "It takes about %(num)s minutes to read on a phone, and you need no account.",
            takes,
        )
        % {"num": takes}
        + " "
        + _(
            "You can say yes, yes with a change, not yet, or that somebody else is the right person."
        ),
    ]
    if plan.given_by:
        passed = {"name": in_letters(plan.given_by.name)}
        words.insert(0, _("%(name)s says that you are the right person to ask.") % passed)
    until = {"day": day(plan.link.ends_at)}
    high = plan.party.risk == "high"
    return _letter(
        plan,
        _("%(first)s’s %(plan)s needs your yes or no") % known,
        words,
        quoted=[unlinked(part) for part in plan.ask.message.splitlines() if part.strip()],
        quoted_by=known["first"],
        button=(_("Read %(first)s’s %(plan)s") % known, link_address(plan.link)),
        code=spaced(code_for(plan.link.ref)),
        code_words=_("Your code, to get fresh digits when you answer:")
        if high
        else _("Your code, for when you answer:"),
        small=[
            _(
                "The link and the code are for you alone and work until %(day)s. "
                "Opening the link answers nothing."
            )
            % until,
            _who_gave_it(plan, known),
        ],
        reply_to=plan.contract.student.email,
    )


@letter
def receipt(delivery: Delivery) -> Letter | str:
    """What the reader said and when; the words themselves are on the page."""
    given = Answer.objects.filter(ref=delivery.about).select_related("ask").first()
    plan = _plan(given.ask.ref) if given and given.undone_at is None else None
    if given is None or plan is None:
        return "the answer was undone"
    known = _common(plan) | {"when": moment(given.at), "name": in_letters(given.by_name)}
    said = {
        "yes": _("you said yes to %(first)s’s %(plan)s"),
        "yes_change": _("you said yes, with a change, to %(first)s’s %(plan)s"),
        "revise": _("you said not yet to %(first)s’s %(plan)s"),
        "not_me": _("you said you are not the right person for %(first)s’s %(plan)s"),
    }[given.kind] % known
    words = [_("On %(when)s %(said)s, as %(name)s.") % (known | {"said": said})]
    if given.kind in YES:
        words.append(
            _(
                "The words you said yes to are on the page, and you can print them. If you change "
                "your mind you can take your yes back there, with the code in our first letter."
            )
        )
    small = [_("If this was not you, tell us today: %(help)s.") % known] if known["help"] else []
    return _letter(
        plan,
        _("Your receipt: %(said)s") % {"said": said},
        words,
        button=(_("See what you answered"), link_address(plan.link)),
        small=small,
    )


def _was_sent(delivery: Delivery) -> bool:
    """Whether the reader ever had the letter that this one takes back."""
    first = Delivery.objects.filter(kind="asked", about=delivery.about, to=delivery.to)
    return first.exclude(sent_at=None).exists()


@letter
def withdrawn(delivery: Delivery) -> Letter | str:
    plan = _plan(delivery.about)
    if plan is None or not _was_sent(delivery):
        return "the question itself was never sent"
    known = _common(plan)
    return _letter(
        plan,
        _("No answer needed any more: %(first)s’s %(plan)s") % known,
        [
            _(
                "We asked you for a yes or a no about %(first)s’s %(plan)s. That is no longer needed, "
                "so there is nothing for you to do. Thank you for your time."
            )
            % known
        ],
    )


@letter
def superseded(delivery: Delivery) -> Letter | str:
    plan = _plan(delivery.about)
    if plan is None or not _was_sent(delivery):
        return "the question itself was never sent"
    known = _common(plan)
    return _letter(
        plan,
        _("%(first)s’s %(plan)s has changed") % known,
        [
            _(
                "We asked you for a yes or a no about %(first)s’s %(plan)s. %(first)s has changed the words "
                "since, so please leave our first letter. If your yes is needed for the new words, "
                "another letter comes, with a link and a code of its own."
            )
            % known
        ],
    )


@letter
def fresh_code(delivery: Delivery) -> Letter | str:
    """Six digits for ten minutes, where the module calls the risk high."""
    made = FreshCode.objects.filter(ref=delivery.about).select_related("link__institution").first()
    plan = plan_of(made.link) if made else None
    if made is None or plan is None or plan.state != "open":
        return MOOT
    if clock.now() >= made.made_at + FRESH_FOR:
        return "its ten minutes are over"
    known = _common(plan) | {"code": spaced(code_for(made.ref))}
    return _letter(
        plan,
        _("%(code)s is your fresh code") % known,
        [
            _(
                "You are answering about %(first)s’s %(plan)s. Type these six digits on the page that you "
                "have open. They work for ten minutes."
            )
            % known
        ],
        code=known["code"],
        code_words=_("Your fresh code:"),
        small=[
            _(
                "If you are not answering just now, leave this letter: without these digits "
                "nothing happens."
            )
        ],
    )
