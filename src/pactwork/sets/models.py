"""What sets are formed from, how they were formed, and what each agrees to."""

from datetime import timedelta
from typing import ClassVar

from django.db import models

from pactwork.ground.canonical import digest
from pactwork.ground.errand import Errand as BaseErrand
from pactwork.ground.refs import new_ref
from pactwork.modules.models import Enrolment, LearningSet, Run
from pactwork.people.models import Person


class Availability(models.Model):
    """When a student researcher can meet, and what they bring. ``slots``: a bit for each time."""

    enrolment = models.OneToOneField(
        Enrolment, on_delete=models.PROTECT, related_name="availability"
    )
    slots = models.BigIntegerField()
    experience = models.PositiveSmallIntegerField(null=True)  # a level, 0 to 4
    discipline = models.CharField(max_length=80, blank=True)
    said_at = models.DateTimeField()


class Pair(models.Model):
    """Two who are kept apart or together; who said so and why is for staff alone."""

    APART, TOGETHER = "apart", "together"
    KINDS: ClassVar[tuple[str, ...]] = (APART, TOGETHER)
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="pairs")
    ref = models.CharField(max_length=20, unique=True, default=new_ref)
    one = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    reason = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~models.Q(one=models.F("other")), name="pair_of_two"),
            models.UniqueConstraint(
                fields=["run", "one", "other"],
                condition=models.Q(ended_at=None),
                name="pair_once",
            ),
        )


class Forming(models.Model):
    """Sets as somebody proposes them; nothing is so before it is applied.

    ``arrangement``: for each set its ref (or nothing), its name and its members (enrolment refs).
    """

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="formings")
    ref = models.CharField(max_length=20, unique=True, default=new_ref)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)  # new, join, keep, anew: see arranging.py
    size = models.PositiveSmallIntegerField(default=5)
    colleagues_apart = models.BooleanField(default=True)
    seed = models.PositiveIntegerField()
    arrangement = models.JSONField()
    stands_on = models.CharField(max_length=64)  # the places there were, as a digest
    changes = models.JSONField(
        default=list
    )  # by hand: who, from which set to which, and what stood
    made_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)
    provisional_until = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["run"],
                condition=models.Q(applied_at=None, dropped_at=None),
                name="one_open_proposal",
            ),
        )

    @property
    def shown(self) -> str:
        """Which arrangement a page shows, so that no other is put into force from it."""
        return digest(self.arrangement)


class Errand(BaseErrand):
    """A proposal for so many people that the worker works it out; at most one waits for each run."""

    # Over because it was made, stopped or replaced, or for one of these reasons, which are shown.
    SHOWN: ClassVar[tuple[str, ...]] = ("impossible", "refused", "failed")
    lease: ClassVar[timedelta] = timedelta(minutes=5)  # five times what 30,000 people take
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="errands")
    ref = models.CharField(max_length=20, unique=True, default=new_ref)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    size = models.PositiveSmallIntegerField()
    colleagues_apart = models.BooleanField()
    seed = models.PositiveIntegerField()
    people = models.PositiveIntegerField()  # for how many a place is looked for
    conflicts = models.JSONField(default=list)  # of one that is impossible

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["run"], condition=models.Q(over_at=None), name="one_errand_waits"
            ),
        )


class GroundRules(models.Model):
    """What a set agrees to, as somebody of it proposed; the newest version counts."""

    set = models.ForeignKey(LearningSet, on_delete=models.PROTECT, related_name="ground_rules")
    version = models.PositiveIntegerField()
    words = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("version",)
        constraints = (
            models.UniqueConstraint(fields=["set", "version"], name="ground_rules_once"),
        )


class Consent(models.Model):
    """Somebody of the set agreed to exactly this version."""

    rules = models.ForeignKey(GroundRules, on_delete=models.PROTECT, related_name="consents")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["rules", "person"], name="consent_once"),)
