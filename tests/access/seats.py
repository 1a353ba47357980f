"""A hotseat of the run in the story: a topic, questions, an answer; a mark wherever somebody writes."""

from dataclasses import replace
from datetime import timedelta

from pactwork.ground import clock
from pactwork.hotseats import actions
from pactwork.hotseats.models import Answer, Hotseat, Question, Topic
from pactwork.hotseats.typed import Plan
from pactwork.links.models import Link
from tests.planted import Planted

TEAM, GUEST = {"facilitator", "module leader"}, {"guest"}
INES, OTTO = "Ines Alvarez", "Otto Vale"
ON_RUN = TEAM | {
    *(
        "student",
        "peer",
        "peer who owes",
        "substitute",
        "another set",
        "another cohort",
        "ethics reviewer",
        "placement officer",
    ),
    *("careers", "student partner", "examiner", "examiner with a sample", "administrator"),
}


def plant_hotseat(it: Planted) -> None:
    """Open from next week; what is answered is shown at once."""
    run, colin, helen = it.world.run, it.world.actor("colin"), it.world.actor("helen")
    title, about = it.mark("a topic", ON_RUN), it.mark("what a topic is about", ON_RUN)
    actions.propose(run, by=colin, title=f"Calls {title}", about=f"All. {about}")
    aside = actions.propose(run, by=colin, title="Pay")
    why = it.mark("why a topic was set aside", {"another set"}, TEAM)
    actions.set_topic_aside(aside, by=helen, why=f"Not ours. {why}")
    said_of = _plan(it)
    seat = actions.plan(run, said_of, by=helen)
    asked = it.mark("a question to the guest", ON_RUN, GUEST)
    mine = actions.ask(seat, by=it.world.actor("nadine"), text=f"Why? {asked}")
    said = it.mark("the guest's answer", ON_RUN, GUEST)
    actions.answer_for_guest(_question(mine), by=helen, text=f"Because. {said}")
    other = actions.ask(seat, by=colin, text="What do you earn?")
    why = it.mark("why a question was set aside", {"another set"}, TEAM)
    actions.set_question_aside(_question(other), by=helen, why=f"Private. {why}")
    actions.ask(seat, by=it.world.actor("nadine"), text="And when?")
    actions.invite(seat, by=helen)
    known = {"guest_name": OTTO, "guest_email": "otto@union.example", "guest_line": "A union."}
    other_seat = replace(said_of, title="Pay", about="Pay, and no more.", **known)
    actions.invite(actions.plan(run, other_seat, by=helen), by=helen)


def _plan(it: Planted) -> Plan:
    now, week = clock.now(), timedelta(days=7)
    return Plan(
        title=f"Complaints {it.mark('a hotseat', ON_RUN, GUEST)}",
        about=f"First minutes. {it.mark('what a hotseat is about', ON_RUN, GUEST)}",
        guest_name=INES,
        guest_email=f"{it.mark('address of the guest', TEAM, GUEST)}@callcentre.example",
        guest_line=f"Twenty years. {it.mark('the line about the guest', ON_RUN, GUEST)}",
        opens_at=now + week,
        closes_at=now + 9 * week,
        held=False,
    )


def _question(made: Question) -> Question:
    return Question.objects.select_related("hotseat__run__institution").get(pk=made.pk)


def hotseat_refs() -> dict[str, str]:
    """Nadine's question that still waits, and the answer to her other one."""
    seat = Hotseat.objects.filter(guest_name=INES).first()
    if seat is None:
        return {}
    return {
        "topic": Topic.objects.filter(aside_at=None)[0].ref,
        "hotseat": seat.ref,
        "question asked": Question.objects.filter(text="And when?")[0].ref,
        "answer said": Answer.objects.all()[0].ref,
    }


def guests() -> dict[str, Link]:
    """The letters of the two guests."""
    names = {INES: "guest", OTTO: "guest of another hotseat"}
    rows = Hotseat.objects.exclude(link=None).select_related("link")
    return {names[seat.guest_name]: seat.link for seat in rows if seat.link}
