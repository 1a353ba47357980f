"""A hotseat is put right before it opens, and its guest's address also afterwards."""

from dataclasses import asdict

from django.db import transaction

from pactwork.ground import clock
from pactwork.ground.mailboxes import mailbox, written
from pactwork.ground.refusal import Refusal, insist
from pactwork.ground.validation import Invalid, insist_valid
from pactwork.history.outbox import stop_letters_about
from pactwork.history.record import Notice
from pactwork.hotseats.actions.base import insist_team, locked, remember
from pactwork.hotseats.actions.planning import (
    READS_AFTER,
    invitation,
    to_guest,
    values_of,
    wait_until,
    when_of,
)
from pactwork.hotseats.models import Hotseat
from pactwork.hotseats.queries.seat import invited
from pactwork.hotseats.rules import typed
from pactwork.hotseats.rules.window import why_not_correct, why_not_invite_again
from pactwork.hotseats.typed import Plan
from pactwork.hotseats.visibility import window
from pactwork.links.actions import end_link, extend_link
from pactwork.people.actors import Actor

TOLD = ("title", "about", "opens_at", "closes_at")  # what the guest's letter said


@transaction.atomic
def correct(seat: Hotseat, said: Plan, *, by: Actor) -> list[str]:
    """The names of what is different now. Another address is another guest: the old letter's link ends,
    and the new one is invited by hand. Raises ``Invalid`` by field."""
    insist_team(by, seat.run_id)
    found = locked(seat)
    insist(why_not_correct(window(found), declined=found.declined_at is not None))
    insist_valid(typed.plan(asdict(said), clock.now()))
    values = values_of(said)
    changed = [name for name, value in values.items() if getattr(found, name) != value]
    if not changed:
        raise Invalid({"": Refusal("same_plan")})
    for name in changed:
        setattr(found, name, values[name])
    notices = _to_another(found) if "guest_email" in changed else _to_the_same(found, changed)
    found.save(update_fields=[*changed, "link"])
    payload = {"hotseat": found.ref, "changed": changed, **when_of(found)}
    remember(
        "hotseat_corrected",
        found.run,
        subject=found.ref,
        by=by,
        payload=payload,
        notices=notices,
    )
    return changed


def _to_another(seat: Hotseat) -> list[Notice]:
    """Nobody is told: the address was wrong. What was mailed there opens nothing any more."""
    stop_letters_about([seat.ref], "the guest's address was corrected")
    if seat.link:
        end_link(seat.link, "corrected")
    seat.link = None
    return []


def _to_the_same(seat: Hotseat, changed: list[str]) -> list[Notice]:
    if seat.link is None or not set(changed) & set(TOLD):
        return []
    extend_link(seat.link, seat.closes_at + READS_AFTER)
    notices = list(to_guest(seat, "guest_corrected"))
    if "opens_at" in changed:
        stop_letters_about([seat.ref], "it opens at another time", kind="guest_opening")
        opening = Notice("guest_opening", seat.guest_email, seat.ref, wait_until(seat.opens_at))
        notices.append(opening)
    return notices


@transaction.atomic
def invite_again(seat: Hotseat, email: str, *, by: Actor) -> None:
    """The guest's address is put right, open or not: the old link ends, and a fresh email goes at once.

    The same address once more only where the email did not reach it. Raises ``Invalid`` by field.
    """
    insist_team(by, seat.run_id)
    found = locked(seat)
    there, declined = found.link_id is not None, found.declined_at is not None
    insist(why_not_invite_again(window(found), invited=there, declined=declined))
    insist_valid({"email": typed.email(email)})
    if mailbox(email) == mailbox(found.guest_email) and not invited(found).fault:
        insist_valid({"email": Refusal("guest_already_invited")})
    was_open = window(found).state == "open"
    _to_another(found)
    found.guest_email = written(email)
    notices = [one for one in invitation(found) if not (was_open and one.kind == "guest_opening")]
    found.save(update_fields=["guest_email", "link"])
    payload = {"hotseat": found.ref, "changed": ["guest_email"]}
    remember(
        "guest_invited_again",
        found.run,
        subject=found.ref,
        by=by,
        payload=payload,
        notices=notices,
    )
