"""Runs of modules as their files describe them, who teaches and takes them, and learning sets."""

from typing import ClassVar

from django.db import models

from pactwork.ground.refs import new_ref
from pactwork.modules.rules.dated import Own
from pactwork.modules.rules.roles import ROLE_KINDS
from pactwork.people.models import Institution, Person


class Blob(models.Model):
    """A file, by its content. The bytes lie in the data folder under the digest."""

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT)
    ref = models.CharField(max_length=20, unique=True, default=new_ref)
    digest = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()


class Run(models.Model):
    """One running of a module: the whole file as it is in force (its newest version, once more)."""

    named_by = "title"  # where another row points to it (ground.personal_data)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT)
    ref = models.CharField(max_length=20, unique=True, default=new_ref)
    key = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    name = models.CharField(max_length=300)  # "Autumn 2026"
    specification = models.JSONField()
    digest = models.CharField(max_length=64)
    files = models.JSONField(default=dict)  # path in the brief -> Blob ref
    starts_on = models.DateField()
    loaded_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["institution", "key", "name"], name="run_once"),
        )

    def __str__(self) -> str:
        return f"{self.title}, {self.name}"


class ColumnMap(models.Model):
    """What an institution's record systems call the columns of a roster, as somebody once said."""

    institution = models.OneToOneField(
        Institution, on_delete=models.PROTECT, related_name="column_map"
    )
    columns = models.JSONField(default=list)  # pairs of our column and their heading, newest first
    role = models.CharField(max_length=60, blank=True)  # of lines in such a file that name none
    code_page = models.CharField(max_length=20, blank=True)  # of files that are not Unicode
    set_at = models.DateTimeField()


class ModuleDraft(models.Model):
    """A module while people still work on it: a new one, or what a run is to say next. What it says
    is its newest version."""

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT)
    ref = models.CharField(max_length=20, unique=True, default=new_ref)
    # The run it is for; a new module has none until it is put into force.
    run = models.ForeignKey(Run, null=True, on_delete=models.PROTECT, related_name="drafts")
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)  # in force, or given up
    in_force = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["run"], condition=models.Q(closed_at=None), name="draft_once"
            ),
        )


class DraftEditor(models.Model):
    """Somebody who works on a draft of a module; ``leads``: who may put it into force as well."""

    draft = models.ForeignKey(ModuleDraft, on_delete=models.PROTECT, related_name="editors")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="module_drafts")
    leads = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["draft", "person"], name="editor_once"),)


class SpecVersion(models.Model):
    """A module's file as it was saved once, whole: rows are added, never changed (history.sealed).

    What is in force on a run is its newest version that is no draft; ``Run`` holds the same once more.
    """

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT)
    ref = models.CharField(max_length=20, unique=True, default=new_ref)
    key = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    name = models.CharField(max_length=300)  # of the run
    run = models.ForeignKey(Run, null=True, on_delete=models.PROTECT, related_name="versions")
    draft = models.ForeignKey(
        ModuleDraft, null=True, on_delete=models.PROTECT, related_name="versions"
    )
    in_force = models.BooleanField()
    specification = models.JSONField()
    source = models.TextField(blank=True)  # the file as it was written, where there was one
    digest = models.CharField(max_length=64)
    files = models.JSONField(default=dict)  # path in the brief -> Blob ref
    part = models.CharField(max_length=120, blank=True)  # which page of the editor was saved
    by = models.CharField(max_length=60, blank=True)  # as in the history
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.title}, {self.name}"


class PinnedTemplate(models.Model):
    """A contract template as it stood when contracts began with it; never changed afterwards."""

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="templates")
    key = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    body = models.JSONField()
    made_at = models.DateTimeField()  # or loaded again, with the same words

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["run", "key", "digest"], name="template_once"),
        )


class Role(models.Model):
    """What somebody is on one run, from when to when, and in which weeks."""

    FACILITATOR = "facilitator"
    KINDS: ClassVar[tuple[str, ...]] = ROLE_KINDS
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="roles")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="roles")
    kind = models.CharField(max_length=30)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    weeks = models.JSONField(default=list)  # teaching weeks; empty: all
    deputy_for = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="deputies"
    )

    class Meta:
        constraints = (models.UniqueConstraint(fields=["run", "person", "kind"], name="role_once"),)


class Cohort(models.Model):
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="cohorts")
    ref = models.CharField(max_length=20, unique=True, default=new_ref)
    name = models.CharField(max_length=100)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["run", "name"], name="cohort_once"),)


class LearningSet(models.Model):
    """About five peers who read each other's drafts."""

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="sets")
    ref = models.CharField(max_length=20, unique=True, default=new_ref)
    name = models.CharField(max_length=100)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["run", "name"], name="set_once"),)


class Enrolment(models.Model):
    """A student researcher on a run, under one of its codes."""

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="enrolments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="enrolments")
    ref = models.CharField(max_length=20, unique=True, default=new_ref)
    code = models.CharField(max_length=20)
    group = models.CharField(max_length=40, blank=True)
    cohort = models.ForeignKey(Cohort, null=True, on_delete=models.PROTECT)
    learning_set = models.ForeignKey(
        LearningSet, null=True, on_delete=models.SET_NULL, related_name="members"
    )
    # The set they were in when their place ended: whoever comes back finds it again.
    left_set = models.ForeignKey(
        LearningSet, null=True, on_delete=models.SET_NULL, related_name="left_by"
    )
    # This student's own mentor, tutor or moderator: a column that the module asks for -> Person ref.
    named = models.JSONField(default=dict)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    # Their own first and last day, where the module leaves these to each student.
    own_start = models.DateField(null=True)
    own_end = models.DateField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["run", "person"], name="enrolment_once"),)

    @property
    def own(self) -> Own:
        return Own(self.own_start, self.own_end)
