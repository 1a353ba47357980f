"""Threads with their posts, clarifications with their versions, and what search reads of both."""

from typing import ClassVar

from django.db import models

from pactwork.ground.refs import new_ref
from pactwork.ground.words import gettext as _
from pactwork.modules.models import Enrolment, LearningSet, Run
from pactwork.people.models import Institution, Person


def short_ref() -> str:
    """Short enough to be typed into an answer: [C-k7mq2x v2]."""
    return new_ref(6)


class Thread(models.Model):
    """Talk about one place of a run. ``scope`` and ``also`` say who reads it; see ``seen.py``."""

    ref = models.CharField(max_length=20, unique=True, default=new_ref)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT)
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="threads")
    audience = models.CharField(max_length=10)  # me, set, cohort, staff, everyone
    scope = models.CharField(max_length=24)
    also = models.CharField(max_length=24, blank=True)
    learning_set = models.ForeignKey(
        LearningSet, null=True, on_delete=models.SET_NULL, related_name="threads"
    )
    place = models.CharField(max_length=20)  # module, part, requirement, section, week, set, ...
    key = models.CharField(max_length=40, blank=True)  # which of them
    student = models.ForeignKey(  # the team's notes on somebody
        Enrolment, null=True, on_delete=models.PROTECT, related_name="+"
    )
    about = models.ForeignKey(  # the team's notes on another thread
        "self", null=True, on_delete=models.PROTECT, related_name="notes"
    )
    title = models.CharField(max_length=200)
    title_away = models.BooleanField(default=False)  # with the words of the first post
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="threads")
    made_at = models.DateTimeField()
    active_at = models.DateTimeField()
    posts_count = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = (
            models.Index(fields=["run", "-active_at"], name="thread_newest"),
            models.Index(fields=["scope"], name="thread_scope"),
        )

    @property
    def heading(self) -> str:
        """The title, for everybody who reads the thread."""
        return _("This post was hidden") if self.title_away else self.title


class Post(models.Model):
    """One post. Its words now; ``wordings`` holds every version of them."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="posts")
    ref = models.CharField(max_length=20, unique=True, default=new_ref)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    text = models.TextField()
    quotes = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    edited_at = models.DateTimeField(null=True)
    hidden_at = models.DateTimeField(null=True)
    hidden_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    hidden_why = models.TextField(blank=True)

    class Meta:
        ordering = ("at", "pk")


class Wording(models.Model):
    """One version of a post's words."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="wordings")
    number = models.PositiveIntegerField()
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["post", "number"], name="wording_once"),)
        ordering = ("number",)


class Mention(models.Model):
    """Somebody is named in a post that they may read."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="mentions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["post", "person"], name="mention_once"),)


class Clarification(models.Model):
    """What a requirement or section of a run means, as it is said now."""

    KINDS: ClassVar[tuple[str, ...]] = ("required", "yours", "several")
    ref = models.CharField(max_length=20, unique=True, default=short_ref)
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="clarifications")
    place = models.CharField(max_length=20)
    key = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=20)
    text = models.TextField()
    readings = models.JSONField(default=list)  # several: each reading in its own line
    version = models.PositiveIntegerField(default=1)
    post = models.ForeignKey(Post, null=True, on_delete=models.SET_NULL, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)  # it stands nowhere; its own page stays
    withdrawn_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_why = models.TextField(blank=True)

    class Meta:
        indexes = (models.Index(fields=["run"], name="clarification_run"),)

    @property
    def mark(self) -> str:
        """What a contract cites."""
        return f"[C-{self.ref} v{self.version}]"


class Version(models.Model):
    """One version of a clarification, with why it was changed."""

    clarification = models.ForeignKey(
        Clarification, on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    text = models.TextField()
    readings = models.JSONField(default=list)
    why = models.TextField(blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["clarification", "number"], name="version_once"),
        )
        ordering = ("number",)


class Reliance(models.Model):
    """Somebody has said that they go by a clarification, as it was then."""

    clarification = models.ForeignKey(
        Clarification, on_delete=models.CASCADE, related_name="reliances"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["clarification", "person"], name="reliance_once"),
        )


class Renewal(models.Model):
    """An earlier run's clarification was renewed for this run, or (none made) was not."""

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="+")
    earlier = models.ForeignKey(Clarification, on_delete=models.CASCADE, related_name="renewals")
    made = models.OneToOneField(
        Clarification, null=True, on_delete=models.CASCADE, related_name="renews"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["run", "earlier"], name="renewal_once"),)


class Findable(models.Model):
    """What search reads of a post or a clarification: plain words, and who may read them."""

    post = models.OneToOneField(Post, null=True, on_delete=models.CASCADE)
    clarification = models.OneToOneField(Clarification, null=True, on_delete=models.CASCADE)
    scope = models.CharField(max_length=24)
    also = models.CharField(max_length=24, blank=True)
    words = models.TextField()

    class Meta:
        indexes = (models.Index(fields=["scope"], name="findable_scope"),)


class Spelling(models.Model):
    """A word that somebody wrote, under itself and under itself less a letter: how slips are found."""

    variant = models.CharField(max_length=24)
    word = models.CharField(max_length=24)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["variant", "word"], name="spelling_once"),)
