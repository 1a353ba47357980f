"""Learning sets in the demo: who can meet when, ground rules, and sets that are still provisional."""

from collections.abc import Mapping
from datetime import timedelta

from pactwork.ground import clock
from pactwork.modules.models import Enrolment, LearningSet, Run
from pactwork.people.actors import actor_for
from pactwork.people.models import Institution, Person
from pactwork.sets.actions import (
    agree_to_rules,
    apply_proposal,
    move_in_proposal,
    pair_up,
    propose,
    propose_rules,
    say_when,
)
from pactwork.sets.arranging import groups_of
from pactwork.sets.rules.times import bit
from pactwork.sets.typed import Wish

LEAD = "Nadine Brooks"
FIELDS = ("Housing", "Nursing", "Local government", "Software", "Teaching", "Care", "Retail")
RULES = (
    "- We meet on Tuesday evenings for an hour, online.\n"
    "- Whoever cannot come says so the day before.\n"
    "- We say what we see before we say what we think.\n"
    "- What somebody tells about their workplace stays here."
)
EARLIER = "- We meet on Tuesday evenings.\n- What is said here stays here."


def sets(institution: Institution, staff: Mapping[str, Person]) -> None:
    """In the run of the cohort that a newcomer sees first."""
    places = Enrolment.objects.filter(run__institution=institution, person__name=LEAD)
    lead = places.select_related("run__institution", "learning_set").first()
    if lead is None or lead.learning_set is None:
        return
    now, leader = clock.now(), staff["ruth"]
    with clock.at(now - timedelta(days=19)):
        _say(lead.run)
    with clock.at(now - timedelta(days=15)):
        _provisional(lead.run, leader)
    with clock.at(now - timedelta(days=13)):
        _agree(lead.learning_set)


def _say(run: Run) -> None:
    """Six in seven have said; each set has some evenings in common, most have more."""
    found = Enrolment.objects.filter(run=run).select_related(
        "run__institution", "person__institution"
    )
    for n, place in enumerate(found.order_by("pk")):
        if n % 7 == 5:
            continue
        shared = place.learning_set_id or 0
        slots = 1 << bit(1, 2) | 1 << bit((shared + 2) % 5, 2) | 1 << bit(5, shared % 2)
        for at in (n * 5 % 21, n * 11 % 21, n * 2 % 21):
            slots |= 1 << at
        by = actor_for(place.person)
        say_when(place, slots=slots, experience=n * 3 % 5, discipline=FIELDS[n % 7], by=by)


def _provisional(run: Run, leader: Person) -> None:
    """The roster's sets; two who have shared nothing left theirs, and a place for them is proposed."""
    by = actor_for(leader)
    idle = list(Enrolment.objects.filter(run=run, contract__drafts=None).order_by("-pk")[:2])
    forming = propose(run, Wish("keep"), by=by).forming
    if forming is None:
        return
    for place in idle:
        groups = groups_of(forming.arrangement)
        was = next(n for n, group in enumerate(groups) if place.ref in group.members)
        forming = move_in_proposal(run, forming.ref, place.ref, None, was=was, by=by)
    until = clock.today(run.institution.time_zone) + timedelta(days=26)
    apply_proposal(run, forming.ref, shown=forming.shown, until=until, by=by)
    if len(idle) == 2:
        why = "They asked for different sets, after a disagreement at work."
        pair_up(run, idle[0].ref, idle[1].ref, "apart", reason=why, by=by)
        propose(run, Wish("join", colleagues_apart=False), by=by)


def _agree(group: LearningSet) -> None:
    """Proposed once, made better, and agreed to by all but one."""
    members = [e.person for e in group.members.select_related("person__institution").order_by("pk")]
    if len(members) < 3:
        return
    propose_rules(group, EARLIER, expected=0, by=actor_for(members[1]))
    agree_to_rules(group, version=1, by=actor_for(members[2]))
    propose_rules(group, RULES, expected=1, by=actor_for(members[2]))
    for person in members[3:] + members[1:2]:
        agree_to_rules(group, version=2, by=actor_for(person))
