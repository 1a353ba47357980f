"""Staff plan a hotseat: the guest is invited by letter, the window extended, the guest thanked."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from pactwork.ground import clock
from pactwork.ground.canonical import digest
from pactwork.ground.mailboxes import written
from pactwork.ground.refusal import Refusal, insist
from pactwork.ground.twice import insist_new
from pactwork.ground.validation import insist_valid
from pactwork.history.outbox import stop_letters_about
from pactwork.history.record import Notice
from pactwork.hotseats.actions.base import insist_team, locked, remember
from pactwork.hotseats.models import Answer, Hotseat, Topic
from pactwork.hotseats.rules import typed
from pactwork.hotseats.rules.queue import taken_off
from pactwork.hotseats.rules.window import (
    why_not_cancel,
    why_not_extend,
    why_not_invite,
    why_not_thank,
)
from pactwork.hotseats.typed import Plan
from pactwork.hotseats.visibility import window
from pactwork.links.actions import end_link, extend_link, make_link
from pactwork.modules.models import Run
from pactwork.people.actors import Actor
from pactwork.people.switches import insist_switched_on
from pactwork.post.names import one_line

READS_AFTER = timedelta(days=30)  # how long the guest's link opens the page when all is over


def values_of(said: Plan) -> dict[str, Any]:
    """As they are kept."""
    return asdict(said) | {
        "title": one_line(said.title, typed.TITLE),
        "guest_name": one_line(said.guest_name, typed.NAME),
        "guest_email": written(said.guest_email),
        "guest_line": one_line(said.guest_line, typed.LINE),
        "about": said.about.strip(),
    }


@transaction.atomic
def plan(run: Run, said: Plan, *, by: Actor, topic: Topic | None = None) -> Hotseat:
    """A hotseat, from a topic or from nothing. Raises ``Invalid`` by field; ``Duplicate``."""
    person = insist_team(by, run.pk)
    insist_switched_on(run.institution, "hotseats")
    insist_valid(typed.plan(asdict(said), clock.now()))
    values = values_of(said) | {"run": run, "topic": topic, "planned_by_id": person}
    Run.objects.select_for_update(no_key=True).values_list("pk", flat=True).get(pk=run.pk)
    still = {"cancelled_at": None, "declined_at": None}
    insist_new(Hotseat.objects.filter(**still, **values), "planned_at")
    if topic is not None:
        _free(topic, run)
    made = Hotseat.objects.create(planned_at=clock.now(), **values)
    payload = {"hotseat": made.ref, "topic": topic.ref if topic else "", **when_of(made)}
    remember("hotseat_planned", run, subject=made.ref, by=by, payload=payload)
    return made


def _free(topic: Topic, run: Run) -> None:
    """A topic of this run of which no hotseat has come yet; locked, so that only one does."""
    found = Topic.objects.select_for_update(no_key=True).get(pk=topic.pk, run=run)
    insist(taken_off(aside=found.aside_at is not None, withdrawn=found.withdrawn_at is not None))
    planned = found.hotseats.filter(cancelled_at=None).exists()
    insist(Refusal("topic_planned") if planned else None)


def when_of(seat: Hotseat) -> dict[str, str]:
    return {"opens": seat.opens_at.isoformat(), "closes": seat.closes_at.isoformat()}


@transaction.atomic
def invite(seat: Hotseat, *, by: Actor) -> None:
    """The guest gets a letter with link and code; at opening time another, if questions wait."""
    insist_team(by, seat.run_id)
    found = locked(seat)
    insist(why_not_invite(window(found), invited=found.link_id is not None))
    notices = invitation(found)
    found.save(update_fields=["link"])
    payload = {"hotseat": found.ref}
    remember("guest_invited", found.run, subject=found.ref, by=by, payload=payload, notices=notices)


def invitation(seat: Hotseat) -> list[Notice]:
    """A new link for the guest, and what carries it. The caller saves it."""
    until, house = seat.closes_at + READS_AFTER, seat.run.institution
    seat.link = make_link(house, email=seat.guest_email, name=seat.guest_name, until=until)
    return [
        Notice("guest_invited", seat.guest_email, seat.ref),
        Notice("guest_opening", seat.guest_email, seat.ref, wait_until(seat.opens_at)),
    ]


def wait_until(moment: datetime) -> timedelta:
    return max(moment - clock.now(), timedelta(0))


def to_guest(seat: Hotseat, kind: str) -> Sequence[Notice]:
    """To a guest who was invited and has not said no."""
    there = seat.link_id is not None and seat.declined_at is None
    return [Notice(kind, seat.guest_email, seat.ref)] if there else []


@transaction.atomic
def extend(seat: Hotseat, *, by: Actor, until: datetime | None) -> None:
    """It closes later; what had closed is open again. The guest is told."""
    insist_team(by, seat.run_id)
    found = locked(seat)
    insist_valid({"until": why_not_extend(window(found), until)})
    found.closes_at = until or found.closes_at
    found.save(update_fields=["closes_at"])
    if found.link:
        extend_link(found.link, found.closes_at + READS_AFTER)
    payload = {"hotseat": found.ref, **when_of(found)}
    notices = to_guest(found, "guest_extended")
    remember(
        "hotseat_extended", found.run, subject=found.ref, by=by, payload=payload, notices=notices
    )


@transaction.atomic
def cancel(seat: Hotseat, *, by: Actor, why: str) -> None:
    """It does not take place. Students read why on its page, the guest in a letter."""
    insist_team(by, seat.run_id)
    found = locked(seat)
    insist(why_not_cancel(window(found)))
    insist_valid({"why": typed.words(why, typed.SHORT, missing="reason_for_cancelling")})
    found.cancelled_at, found.cancelled_why = clock.now(), why.strip()
    found.save(update_fields=["cancelled_at", "cancelled_why"])
    notices = to_guest(found, "guest_cancelled")
    stop_letters_about([found.ref], "the hotseat was cancelled")
    if found.link:
        end_link(found.link, "cancelled")
    payload = {"hotseat": found.ref, "words": digest([found.cancelled_why])}
    remember(
        "hotseat_cancelled", found.run, subject=found.ref, by=by, payload=payload, notices=notices
    )


@transaction.atomic
def thank(seat: Hotseat, *, by: Actor, words: str) -> None:
    """A letter of thanks with the link, so that the guest can read what came of it."""
    insist_team(by, seat.run_id)
    found = locked(seat)
    count = Answer.objects.filter(question__hotseat=found).count()
    thanked = found.thanked_at is not None
    insist(why_not_thank(window(found), answers=count, thanked=thanked))
    insist_valid({"words": typed.words(words, typed.SHORT)})
    found.thanked_at, found.thanks = clock.now(), words.strip()
    found.save(update_fields=["thanked_at", "thanks"])
    payload = {"hotseat": found.ref, "words": digest([found.thanks])}
    notices = to_guest(found, "guest_thanked")
    remember("guest_thanked", found.run, subject=found.ref, by=by, payload=payload, notices=notices)
