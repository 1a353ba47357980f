"""Who sees which hotseats, and what somebody is on a run: every query and every act begins here."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from pactwork.contracts.memberships import Memberships, memberships
from pactwork.ground import clock
from pactwork.hotseats.models import Answer, Hotseat, Question, Topic
from pactwork.hotseats.rules.window import Window
from pactwork.modules.models import Run
from pactwork.modules.rules.roles import TEACHING_TEAM
from pactwork.people.actors import Actor

LOOKS_ON = ("examiner",)  # reads, and takes no part
HEAVY = ("run__specification", "run__files")


@dataclass(frozen=True)
class Place:
    """What somebody is on one run today."""

    student: bool = False
    team: bool = False
    staff: bool = False
    reads: bool = False

    @property
    def proposes(self) -> bool:
        return self.student or self.staff


def place(actor: Actor, run: int, theirs: Memberships | None = None) -> Place:
    """By memberships read for this request; an act hands in those that it read itself."""
    found = theirs or memberships(actor)
    kinds = {role.kind for role in found.roles if role.run_id == run}
    student = any(enrolment.run_id == run for enrolment in found.enrolments)
    return Place(
        student=student,
        team=bool(kinds & set(TEACHING_TEAM)),
        staff=bool(kinds - set(LOOKS_ON)),
        reads=bool(student or kinds or actor.administrator),
    )


def run_read_by(actor: Actor, ref: str) -> Run | None:
    """A run whose hotseats this actor may look at: they take it, teach it, or look after it all."""
    runs = Run.objects.filter(institution_id=actor.institution_id, ref=ref)
    found = runs.select_related("institution").defer("specification", "files").first()
    return found if found and place(actor, found.pk).reads else None


def hotseats_seen_by(actor: Actor) -> QuerySet[Hotseat]:
    """All of one's own runs; of other runs of the same module what is closed, for good: the archive."""
    rows = Hotseat.objects.filter(run__institution_id=actor.institution_id)
    if actor.administrator:
        return rows
    runs = memberships(actor).runs
    archived = Q(
        run__key__in={run.key for run in runs}, closes_at__lte=clock.now(), cancelled_at=None
    )
    return rows.filter(Q(run__in=[run.pk for run in runs]) | archived)


def hotseat_seen_by(actor: Actor, ref: str) -> Hotseat | None:
    rows = hotseats_seen_by(actor).filter(ref=ref)
    return rows.select_related("run__institution", "link").defer(*HEAVY).first()


def question_seen_by(actor: Actor, ref: str) -> Question | None:
    """A question for those on its own run: the archive is for answers."""
    rows = Question.objects.filter(ref=ref, hotseat__in=hotseats_seen_by(actor))
    found = rows.select_related("hotseat__run__institution", "answer").first()
    return found if found and place(actor, found.hotseat.run_id).reads else None


def topic_seen_by(actor: Actor, ref: str) -> Topic | None:
    rows = Topic.objects.filter(run__institution_id=actor.institution_id, ref=ref)
    found = rows.select_related("run__institution").first()
    return found if found and place(actor, found.run_id).reads else None


def answer_seen_by(actor: Actor, ref: str) -> Answer | None:
    """An answer that has been shown: once the hotseat opened, or from the first where not held."""
    rows = Answer.objects.filter(
        ref=ref,
        question__hotseat__in=hotseats_seen_by(actor),
        question__withdrawn_at=None,
        question__hotseat__cancelled_at=None,
    ).select_related("question__hotseat__run__institution")
    found = rows.first()
    if found is None:
        return None
    seat = found.question.hotseat
    early = seat.held and window(seat).state == "planned"
    return None if early and not place(actor, seat.run_id).team else found


def window(seat: Hotseat) -> Window:
    return Window(seat.opens_at, seat.closes_at, clock.now(), seat.cancelled_at is not None)
