"""The contexts of the pages by link."""

from typing import Any

from pactwork.contracts.doubt import changed_since, is_altered
from pactwork.contracts.header import workplace_said
from pactwork.contracts.own_states import Own, own_words
from pactwork.contracts.queries.by_link import Plan
from pactwork.contracts.queries.days import object_until
from pactwork.contracts.queries.words_of_yes import parted
from pactwork.contracts.recorded import recording_of
from pactwork.contracts.rules.wording_only import kept_by_wording
from pactwork.contracts.signed import signed_otherwise
from pactwork.contracts.speaking import said_by
from pactwork.contracts.states import blocked_words, state_words
from pactwork.contracts.theirs import Theirs, theirs
from pactwork.contracts.typed import Reply
from pactwork.ground import clock
from pactwork.ground.names import greeted
from pactwork.ground.words import gettext as _
from pactwork.post.names import hint_of
from pactwork.workplace.pages.choices import choices
from pactwork.workplace.pages.mailbox_of import mailbox_of
from pactwork.workplace.pages.plan_words import (
    Part,
    changes_since,
    differences,
    knows,
    minutes,
    others,
    parts_of,
    promises,
)


def open_page(plan: Plan, reply: Reply) -> dict[str, Any]:
    """The plan with its form, as far as it is filled."""
    parts = parts_of(plan)
    return {
        **_both(parts),
        "minutes": minutes(parts),
        "workplace": workplace_said(plan.contract.student, plan.draft.content),
        "owes": owes(plan),
        "changes": changes_since(plan),
        "others": others(plan),
        "promises": promises(plan),
        "choices": choices(plan),
        "reply": reply,
        "reader": greeted(plan.holder.name) or plan.holder.name,
        "given_by": said_by(plan.contract, given.name, given) if (given := plan.given_by) else "",
        "state_words": state_words(plan.dossier, knows(plan))
        if plan.dossier.agreements
        else changed_since(plan.dossier) + blocked_words(plan.dossier),
    }


def owes(plan: Plan) -> list[Theirs]:
    """What the reader hands in for the student, besides their answer; and what of it has come."""
    return theirs(plan.dossier, plan.party.key, plan=plan.party.calls_it)


def still_owes(plan: Plan) -> list[Theirs]:
    return [one for one in owes(plan) if not one.received]


def _both(parts: list[Part]) -> dict[str, list[Part]]:
    """The words of the yes, and what is only read beside them."""
    agreed = frozenset(part.key for part in parts if part.covered)
    return dict(zip(("parts", "only_read"), parted(parts, agreed), strict=True))


def done_page(plan: Plan) -> dict[str, Any]:
    """What was answered, in the words it was answered about, and what can still be done."""
    if plan.answer is None:
        return {}
    own, state = own_words(plan.dossier, plan.answer), plan.dossier.state
    gone = plan.holder.until_at is not None
    latest = own.fate not in ("answered_again", "not_counted")
    return reworded(plan) | {
        **_both(parts_of(plan, plan.content_of(plan.answer)) if plan.said_yes else []),
        "owes": [] if gone or state.ended_at or not plan.said_yes else owes(plan),
        "points": list(plan.answer.points.all()),
        "signed": signed_otherwise(plan.dossier, plan.answer),
        "others": [] if state.ended_at else others(plan),
        "own": own,
        "next": _next(plan, own),
        "state_words": state_words(plan.dossier, knows(plan))
        if plan.said_yes and not gone
        else changed_since(plan.dossier),
        "may_withdraw": latest and plan.why_not("withdraw_yes") is None,
        "agreement": plan.agreement,
    }


def _next(plan: Plan, own: Own) -> str:
    """What happens now with an answer, while it is the latest word; else nothing."""
    kind, name = plan.answer.kind if plan.answer else "", plan.contract.student.first_name
    if (
        is_altered(plan.dossier)
        or plan.dossier.state.ended_at
        or own.fate not in ("holds", "unconfirmed", "unused", "no_yes")
    ):
        return ""
    if own.fate == "unconfirmed":
        words = _(
            "Thank you. %(name)s can see your answer. Someone at %(house)s may get in "
            "touch to confirm who you are."
        )
        return words % {"name": name, "house": plan.contract.institution.name}
    if kind == "yes_change":
        words = (
            _("Thank you. Your wording was used exactly, so your yes counts.")
            if own.fate == "holds"
            else _(
                "Thank you. %(name)s can see your wording. If it is used exactly, your yes "
                "counts and we will not ask you again."
            )
        )
    else:
        words = {
            "yes": _("Thank you. %(name)s can see your answer.")
            if plan.to_see_to or still_owes(plan)
            else _(
                "Thank you. %(name)s can see your answer. There is nothing more for you to do now."
            ),
            "revise": _(
                "Thank you. %(name)s can see what you wrote and will be in touch. We will "
                "ask you again about any new wording."
            ),
            "not_me": _(
                "Thank you for telling us. %(name)s and the university will look for someone else."
            ),
        }[kind]
    return words % {"name": name}


def recorded_page(plan: Plan) -> dict[str, Any]:
    """A yes that somebody else wrote down, and whether it can still be disputed."""
    return done_page(plan) | {
        "record": recording_of(plan.answer),
        "mailbox": mailbox_of(plan),
        "may_dispute": plan.why_not("dispute") is None,
    }


def gone_page(plan: Plan) -> dict[str, Any]:
    """What became of the question, and which letter can be sent again, to where."""
    ask = plan.ask_to_send
    link = ask.link if ask else None
    resumed = plan.state == "paused" and plan.dossier.facts.paused_at is None
    return {"send_to": hint_of(link.email) if link else "", "resumed": resumed}


def reworded(plan: Plan) -> dict[str, Any]:
    """What was put in other words since, where a facilitator confirmed that it means the same."""
    kept = kept_by_wording(plan.dossier.facts, plan.seat.pk)
    if plan.answer is None or kept is None:
        return {}
    until = object_until(plan.dossier, plan.seat.pk)
    return {
        "reworded": differences(
            plan, plan.draft, plan.content_of(plan.answer), plan.covers(plan.draft)
        ),
        "object_until": until,
        "may_object": until is not None
        and clock.today(plan.contract.institution.time_zone) <= until,
    }


def changed_page(plan: Plan, reply: Reply) -> dict[str, Any]:
    """What differs between the draft that a reply names and the newest."""
    then = plan.dossier.draft(reply.draft or 0) or plan.ask.draft
    return {"moved": differences(plan, then, then.content, plan.reads(then)), "stale": reply}
