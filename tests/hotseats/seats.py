"""A hotseat for tests, reached by real acts."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from pactwork.ground import clock
from pactwork.hotseats import actions
from pactwork.hotseats.models import Hotseat, Question, Topic
from pactwork.hotseats.typed import Plan
from pactwork.links.secrets import code_for
from tests.stories import World

GUEST = {"guest_name": "Ines Alvarez", "guest_email": "ines@callcentre.example"}
LINE = "Ran complaint lines for twenty years."


def said(**changes: Any) -> Plan:
    """Opens tomorrow, for a week; answers are held until then."""
    day = timedelta(days=1)
    plan = Plan(
        title="The first minute of a complaint",
        about="What to say, and what never to say.",
        guest_line=LINE,
        opens_at=clock.now() + day,
        closes_at=clock.now() + 8 * day,
        **GUEST,
    )
    return replace(plan, **changes)


def topic(world: World, by: str = "nadine", title: str = "Angry callers") -> Topic:
    return actions.propose(world.run, by=world.actor(by), title=title, about="How to begin.")


def planned(world: World, **changes: Any) -> Hotseat:
    """Each is about something else: the very same plan, sent again, would be the first one."""
    plan, before = said(**changes), Hotseat.objects.count()
    if before and "about" not in changes:
        plan = replace(plan, about=f"{plan.about} Part {before + 1}.")
    return actions.plan(world.run, plan, by=world.actor("helen"))


def invited(world: World, **changes: Any) -> Hotseat:
    seat = planned(world, **changes)
    actions.invite(seat, by=world.actor("helen"))
    return fresh(seat)


def fresh(seat: Hotseat) -> Hotseat:
    return Hotseat.objects.select_related("run__institution", "link").get(pk=seat.pk)


def asked(world: World, seat: Hotseat, by: str = "priya", text: str = "Who speaks first?") -> Any:
    made = actions.ask(seat, by=world.actor(by), text=text)
    return Question.objects.select_related("hotseat__run__institution").get(pk=made.pk)


def answered(
    seat: Hotseat, question: Question, text: str = "You do, by name.", **more: Any
) -> None:
    """The guest answers by the link, with the code of the letter."""
    now = fresh(seat)
    assert now.link
    known = {"code": code_for(now.link.ref), "client": "browser", "was": {}} | more
    actions.answer_by_link(now, {question.ref: text}, **known)


def question(known: Question) -> Question:
    """The same as it is now."""
    rows = Question.objects.select_related("hotseat__run__institution", "answer")
    return rows.get(pk=known.pk)


def code(seat: Hotseat) -> str:
    """The six digits of the guest's letter."""
    now = fresh(seat)
    assert now.link
    return code_for(now.link.ref)
