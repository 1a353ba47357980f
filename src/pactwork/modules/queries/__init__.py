"""What others need to know of a run: its file, its people today, a student's own context."""

from datetime import date
from threading import Lock

from cachetools import LRUCache, cached
from django.db.models import Q, QuerySet

from pactwork.ground import clock
from pactwork.modules.models import Blob, Enrolment, LearningSet, PinnedTemplate, Role, Run
from pactwork.modules.rules.calendar import Week, teaching_weeks
from pactwork.modules.rules.specification import Group, Specification, Template, Variant
from pactwork.people.actors import Actor


@cached(LRUCache(200), key=lambda run: run.digest, lock=Lock())
def specification(run: Run) -> Specification:
    """The run's file, parsed once per process: its digest names it, so it cannot be stale."""
    return Specification.model_validate(run.specification)


@cached(LRUCache(500), key=lambda pinned: pinned.digest, lock=Lock())
def template(pinned: PinnedTemplate) -> Template:
    """A pinned template, parsed once per process in the same way."""
    return Template.model_validate(pinned.body)


def variant(run: Run, code: str) -> Variant | None:
    return next((v for v in specification(run).variants if v.code == code), None)


def group(run: Run, key: str) -> Group | None:
    return next((g for g in specification(run).calendar.groups if g.key == key), None)


@cached(LRUCache(500), key=lambda enrolment: (enrolment.run.digest, enrolment.group), lock=Lock())
def weeks_of(enrolment: Enrolment) -> tuple[Week, ...]:
    """This student's own teaching weeks: their group may start later or go at half pace."""
    run, spec = enrolment.run, specification(enrolment.run)
    return tuple(teaching_weeks(spec.calendar, group(run, enrolment.group), spec.weeks))


def lasting(day: date, prefix: str = "") -> Q:
    """Not over on this day: what ended was taken off the roster, or was never for longer."""
    return Q(**{f"{prefix}ends_on": None}) | Q(**{f"{prefix}ends_on__gte": day})


def in_force(day: date, prefix: str = "") -> Q:
    """Begun and not over on a day, which is the institution's own: ``clock.today(zone)``."""
    begun = Q(**{f"{prefix}starts_on": None}) | Q(**{f"{prefix}starts_on__lte": day})
    return begun & lasting(day, prefix)


def today_at(run: Run) -> date:
    """The date at the institution of a run."""
    return clock.today(run.institution.time_zone)


def roles_at(person: int, day: date) -> QuerySet[Role]:
    """Every role that somebody holds on a day."""
    return Role.objects.filter(in_force(day), person_id=person, person__active=True)


def roles_now(actor: Actor) -> QuerySet[Role]:
    """Every role this actor holds today."""
    if actor.person_id is None:
        return Role.objects.none()
    return roles_at(actor.person_id, clock.today(actor.zone))


def enrolments_at(person: int, day: date) -> QuerySet[Enrolment]:
    return Enrolment.objects.filter(in_force(day), person_id=person, person__active=True)


def enrolments_now(actor: Actor) -> QuerySet[Enrolment]:
    if actor.person_id is None:
        return Enrolment.objects.none()
    return enrolments_at(actor.person_id, clock.today(actor.zone))


def runs_seen_by(actor: Actor) -> QuerySet[Run]:
    """Runs that this actor takes, teaches or looks after; administrators see all of their own."""
    runs = Run.objects.filter(institution_id=actor.institution_id)
    if actor.administrator:
        return runs
    return runs.filter(
        Q(pk__in=roles_now(actor).values("run")) | Q(pk__in=enrolments_now(actor).values("run"))
    )


def sets_at(person: int, day: date) -> QuerySet[LearningSet]:
    """The learning sets that somebody belongs to on a day."""
    return LearningSet.objects.filter(pk__in=enrolments_at(person, day).values("learning_set"))


def sets_of(actor: Actor) -> QuerySet[LearningSet]:
    """The learning sets this actor belongs to today."""
    if actor.person_id is None:
        return LearningSet.objects.none()
    return sets_at(actor.person_id, clock.today(actor.zone))


def staff_of(run: Run, *kinds: str) -> QuerySet[Role]:
    """Who holds these roles on a run today."""
    return (
        Role.objects.filter(in_force(today_at(run)), run=run, kind__in=kinds, person__active=True)
        .select_related("person")
        .order_by("person__name")
    )


def roles_on(run: Run) -> QuerySet[Role]:
    """Everybody's role on a run today, with the person and whom they stand in for."""
    return staff_of(run, *Role.KINDS).select_related("person", "deputy_for")


def enrolled_now(run: Run) -> QuerySet[Enrolment]:
    """Who takes a run today."""
    return Enrolment.objects.filter(in_force(today_at(run)), run=run, person__active=True)


def file_seen_by(actor: Actor, ref: str) -> Blob | None:
    """A brief's file, for whoever sees a run that names it."""
    named = any(
        ref in files.values() for files in runs_seen_by(actor).values_list("files", flat=True)
    )
    return (
        Blob.objects.filter(institution_id=actor.institution_id, ref=ref).first() if named else None
    )


def template_for(enrolment: Enrolment) -> PinnedTemplate:
    """The newest form of the contract template of this student's code."""
    own = variant(enrolment.run, enrolment.code)
    if own is None:
        raise LookupError(f"{enrolment.run} has no code {enrolment.code}")
    pinned = PinnedTemplate.objects.filter(run=enrolment.run, key=own.template)
    return pinned.order_by("-made_at", "-pk")[0]
