"""What others need to know of a run: its file, its people today, a student's own context."""

from datetime import date
from typing import Any, Protocol

from django.db.models import Q, QuerySet

from pactwork.ground import clock
from pactwork.ground.canonical import digest
from pactwork.ground.process_cache import Known
from pactwork.modules.models import Blob, Enrolment, LearningSet, PinnedTemplate, Role, Run
from pactwork.modules.rules.calendar import Week, teaching_weeks
from pactwork.modules.rules.dated import Own
from pactwork.modules.rules.specification import Group, Specification, Template, Variant
from pactwork.people.actors import Actor

_specifications: Known[str, Specification] = Known(200)
_templates: Known[str, Template] = Known(500)
_weeks: Known[tuple[str, str, Own], tuple[Week, ...]] = Known(500)


class Filed(Protocol):
    """What holds a module's file: a run, or a version."""

    digest: str
    specification: Any


def specification(run: Filed) -> Specification:
    """The run's file, parsed once per process: its digest names it, so it cannot be stale.

    One that its digest does not name was altered past Pactwork, and is parsed anew each time.
    """
    known = _specifications.get(run.digest)
    if known is None:
        known = Specification.model_validate(run.specification)
        if digest(run.specification) == run.digest:
            _specifications.keep(run.digest, known)
    return known


def is_named(run: Run) -> bool:
    """Whether the run's file, as this process reads it, is the one that its digest names."""
    return run.digest in _specifications or digest(run.specification) == run.digest


def template(pinned: PinnedTemplate) -> Template:
    """A pinned template, parsed once per process in the same way."""
    known = _templates.get(pinned.digest)
    if known is None:
        known = Template.model_validate(pinned.body)
        if digest(pinned.body) == pinned.digest:
            _templates.keep(pinned.digest, known)
    return known


def is_as_pinned(pinned: PinnedTemplate) -> bool:
    """The same question of a pinned template."""
    return pinned.digest in _templates or digest(pinned.body) == pinned.digest


def variant(run: Run, code: str) -> Variant | None:
    return next((v for v in specification(run).variants if v.code == code), None)


def group(run: Run, key: str) -> Group | None:
    return next((g for g in specification(run).calendar.groups if g.key == key), None)


def weeks_of(enrolment: Enrolment) -> tuple[Week, ...]:
    """This student's own teaching weeks: their group may start later or go at half pace, and some have
    days of their own."""
    key = (enrolment.run.digest, enrolment.group, enrolment.own)
    known = _weeks.get(key)
    if known is None:
        run = enrolment.run
        spec = specification(run)
        theirs = group(run, enrolment.group)
        known = teaching_weeks(spec.calendar, theirs, spec.weeks, enrolment.own)
        if is_named(run):
            _weeks.keep(key, known)
    return known


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
