"""A hotseat of the run in the story: a topic, questions, an answer; a mark wherever somebody writes."""

from datetime import timedelta

from pactwork.ground import clock
from pactwork.hotseats import actions
from pactwork.hotseats.actions.planning import Plan
from pactwork.hotseats.models import Answer, Hotseat, Question, Topic
from tests.marks import Planted

TEAM = {"facilitator", "module leader"}
ON_RUN = TEAM | {
    *("student", "peer", "another set", "another cohort", "ethics reviewer", "placement officer"),
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
    seat = actions.plan(run, _plan(it), by=helen)
    asked = it.mark("a question to the guest", ON_RUN)
    mine = actions.ask(seat, by=it.world.actor("nadine"), text=f"Why? {asked}")
    said = it.mark("the guest's answer", ON_RUN)
    actions.answer_for_guest(_question(mine), by=helen, text=f"Because. {said}")
    other = actions.ask(seat, by=colin, text="What do you earn?")
    why = it.mark("why a question was set aside", {"another set"}, TEAM)
    actions.set_question_aside(_question(other), by=helen, why=f"Private. {why}")
    actions.ask(seat, by=it.world.actor("nadine"), text="And when?")


def _plan(it: Planted) -> Plan:
    now, week = clock.now(), timedelta(days=7)
    return Plan(
        title=f"Complaints {it.mark('a hotseat', ON_RUN)}",
        about=f"First minutes. {it.mark('what a hotseat is about', ON_RUN)}",
        guest_name="Ines Alvarez",
        guest_email=f"{it.mark('address of the guest', TEAM)}@callcentre.example",
        guest_line=f"Twenty years. {it.mark('the line about the guest', ON_RUN)}",
        opens_at=now + week,
        closes_at=now + 9 * week,
        held=False,
    )


def _question(made: Question) -> Question:
    return Question.objects.select_related("hotseat__run__institution").get(pk=made.pk)


def hotseat_refs() -> dict[str, str]:
    """Nadine's question that still waits, and the answer to her other one."""
    seat = Hotseat.objects.first()
    if seat is None:
        return {}
    return {
        "topic": Topic.objects.filter(aside_at=None)[0].ref,
        "hotseat": seat.ref,
        "question asked": Question.objects.filter(text="And when?")[0].ref,
        "answer said": Answer.objects.all()[0].ref,
    }
