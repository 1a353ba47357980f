"""Letters to those who are asked by link: the question, the receipt, and what became of it."""

from django.utils.translation import gettext as _

from pactwork.contracts.queries.by_link import Plan, plan_of
from pactwork.contracts.speaking import with_address
from pactwork.emails.by_link import common, letter_to, link_address, plan_about, who_gave_it
from pactwork.emails.question import again, aim, changed_aim, takes
from pactwork.ground import clock
from pactwork.ground.dates import day
from pactwork.ground.lately import is_ahead
from pactwork.history.models import Delivery
from pactwork.links.actions import FRESH_FOR
from pactwork.links.models import FreshCode
from pactwork.links.secrets import code_for
from pactwork.post.letter import Letter, letter
from pactwork.post.names import quoted, spaced

MOOT = "nothing is being asked here any more"


def _words(plan: Plan, before: str) -> list[str]:
    known = common(plan)
    by = {"name": with_address(plan.contract, plan.given_by)} if plan.given_by else None
    words = [
        _("%(name)s says that you are the right person to ask.") % by if by else "",
        before,
        _("%(student)s is studying %(module)s at %(house)s, and does this module at work.") % known,
        *((changed_aim(plan) if before else []) or aim(plan)),
        _(
            "Before %(first)s goes on, we need a yes or a no from you: is the %(plan)s all right "
            "for your workplace?"
        )
        % known,
        takes(plan)
        + " "
        + _(
            "You can say yes, yes with a change, not yet, or that somebody else is the right person."
        ),
    ]
    return [said for said in words if said]


@letter
def asked(delivery: Delivery) -> Letter | str:
    """The invitation: link and code, until when they work, who gave the address."""
    plan = plan_about(delivery.about)
    if plan is None or plan.state != "open":
        return MOOT
    known, before = common(plan), again(plan)
    until = {"day": day(plan.link.ends_at)}
    high = plan.party.risk == "high"
    return letter_to(
        plan,
        (
            _("Asking again: %(first)s’s %(plan)s needs your yes or no")
            if before
            else _("%(first)s’s %(plan)s needs your yes or no")
        )
        % known,
        _words(plan, before),
        quoted=quoted(plan.ask.message),
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
            who_gave_it(plan, known),
        ],
        reply_to=plan.contract.student.email,
    )


def _was_sent(delivery: Delivery) -> bool:
    """Whether the reader ever had the letter that this one takes back."""
    first = Delivery.objects.filter(kind="asked", about=delivery.about, to=delivery.to)
    return first.exclude(sent_at=None).exists()


@letter
def withdrawn(delivery: Delivery) -> Letter | str:
    plan = plan_about(delivery.about)
    if plan is None or not _was_sent(delivery):
        return "the question itself was never sent"
    known = common(plan)
    return letter_to(
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
def ask_paused(delivery: Delivery) -> Letter | str:
    plan = plan_about(delivery.about)
    if plan is None or not _was_sent(delivery):
        return "the question itself was never sent"
    if plan.whole.facts.paused_at is None:
        return "it goes on, or has ended, by now"
    known = common(plan)
    return letter_to(
        plan,
        _("On hold: %(first)s’s %(plan)s") % known,
        [
            _(
                "%(student)s’s module is paused, so there is nothing to answer for now. "
                "If it goes on and your yes is needed, another email comes."
            )
            % known
        ],
    )


@letter
def ask_left(delivery: Delivery) -> Letter | str:
    plan = plan_about(delivery.about)
    if plan is None or not _was_sent(delivery):
        return "the question itself was never sent"
    known = common(plan)
    return letter_to(
        plan,
        _("No answer needed any more: %(first)s’s %(plan)s") % known,
        [
            _(
                "%(student)s no longer does this module with you, so there is nothing for you to do. "
                "Thank you for your time."
            )
            % known
        ],
    )


@letter
def superseded(delivery: Delivery) -> Letter | str:
    plan = plan_about(delivery.about)
    if plan is None or not _was_sent(delivery):
        return "the question itself was never sent"
    known = common(plan) | {"day": day(plan.ask.asked_at)}
    return letter_to(
        plan,
        _("%(first)s’s %(plan)s has changed") % known,
        [
            _(
                "We asked you for a yes or a no about %(first)s’s %(plan)s. %(first)s has changed the words "
                "since, so please ignore our email of %(day)s. If your yes is needed for the new words, "
                "another email comes, with a link and a code of its own."
            )
            % known
        ],
    )


@letter
def fresh_code(delivery: Delivery) -> Letter | str:
    """Six digits for ten minutes, where the module calls the risk high."""
    made = FreshCode.objects.filter(ref=delivery.about).select_related("link__institution").first()
    plan = plan_of(made.link) if made else None
    if made is None or plan is None or (plan.state != "open" and not made.client):
        return MOOT
    if clock.now() >= made.made_at + FRESH_FOR or is_ahead(made.made_at):
        return "its ten minutes are over"
    known = common(plan) | {"code": spaced(code_for(made.ref))}
    return letter_to(
        plan,
        _("Fresh digits for %(first)s’s %(plan)s") % known,
        [
            _(
                "You are on the page about %(first)s’s %(plan)s. Type these six digits on the page that you "
                "have open. They work for ten minutes."
            )
            % known
        ],
        code=known["code"],
        code_words=_("Your fresh code:"),
        small=[
            _(
                "If you have no such page open just now, ignore this email: without these digits "
                "nothing happens."
            )
        ],
    )
