"""What a learning set says about a shared draft: comments beside its words, reviews of the whole."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from pactwork.contracts.models import Contract, Draft
from pactwork.ground.refs import new_ref
from pactwork.modules.models import LearningSet
from pactwork.people.models import Person


class Comment(models.Model):
    """One comment, anchored to words of one draft; or a reply to one."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="comments")
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT)
    ref = models.CharField(max_length=20, unique=True, default=new_ref)
    section = models.CharField(max_length=40)
    path = models.CharField(max_length=80, blank=True)  # the line it is about
    quote = models.CharField(max_length=600, blank=True)  # the words it is about
    kind = models.CharField(max_length=20, blank=True)  # question, praise, concern, suggestion
    wording = models.TextField(blank=True)  # exact words suggested instead
    please_answer = models.BooleanField(default=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="comments")
    reply_to = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="replies"
    )
    text = models.TextField()
    at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    fate = models.CharField(max_length=20, blank=True)  # adopted, adapted, declined
    fate_at = models.DateTimeField(null=True)
    fate_why = models.TextField(blank=True)
    fate_words = models.TextField(blank=True)  # adapted: the author's own words for it

    UNDECIDED: ClassVar[Q] = Q(kind="suggestion", fate="", resolved_at=None, reply_to=None)

    class Meta:
        ordering = ("at", "pk")

    @property
    def undecided(self) -> bool:
        """A suggestion that its author has not settled, and nobody has taken back."""
        return self.kind == "suggestion" and not self.fate and self.resolved_at is None


class Round(models.Model):
    """A shared draft has been looked at: so many of its author's set were asked to review it."""

    draft = models.OneToOneField(Draft, on_delete=models.PROTECT, related_name="round")
    learning_set = models.ForeignKey(LearningSet, null=True, on_delete=models.SET_NULL)
    asked = models.PositiveSmallIntegerField()
    at = models.DateTimeField()


class Review(models.Model):
    """Somebody is asked to review one draft; later, what they said of the whole."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="reviews")
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="reviews")
    ref = models.CharField(max_length=20, unique=True, default=new_ref)
    reviewer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="reviews")
    substitute_for = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="substitutes"
    )  # somebody of another set, for whoever did not come
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    reminded_at = models.DateTimeField(null=True)
    stuck_at = models.DateTimeField(null=True)  # nobody could be found: a facilitator was told
    given_at = models.DateTimeField(null=True)
    real = models.PositiveSmallIntegerField(null=True)  # 1 to 5
    real_line = models.CharField(max_length=300, blank=True)
    doable = models.PositiveSmallIntegerField(null=True)
    doable_line = models.CharField(max_length=300, blank=True)
    cut = models.PositiveSmallIntegerField(null=True)
    cut_line = models.CharField(max_length=300, blank=True)
    helpful = models.PositiveSmallIntegerField(null=True)  # by the author, where a module wants it
    helpful_at = models.DateTimeField(null=True)  # when the author first said so
    over_at = models.DateTimeField(null=True)  # no longer owed, and not given
    over_why = models.CharField(max_length=20, blank=True)  # declined, waived, substituted, ...
    over_reason = models.TextField(blank=True)
    over_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    OPEN: ClassVar[Q] = Q(given_at=None, over_at=None)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["draft", "reviewer"], name="review_once"),)
        indexes = (
            models.Index(
                fields=["due_on"], name="review_owed", condition=Q(given_at=None, over_at=None)
            ),
        )
        ordering = ("asked_at", "pk")


class Pace(models.Model):
    """How many working days one learning set gives itself for a review."""

    learning_set = models.OneToOneField(LearningSet, on_delete=models.CASCADE, related_name="pace")
    days = models.PositiveSmallIntegerField()


class Idea(models.Model):
    """A note on a section of one's own, taken from somebody else's plan, with credit. Private."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="ideas")
    ref = models.CharField(max_length=20, unique=True, default=new_ref)
    section = models.CharField(max_length=40)  # of one's own contract
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="+")  # it came from
    words = models.CharField(max_length=600)  # as they stand there
    text = models.TextField(blank=True)  # what one makes of them
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")


class Interview(models.Model):
    """A peer asks the try card's questions aloud, and types what they hear. The author takes it over.

    Until then nothing of it is in the contract: nobody writes in somebody else's.
    """

    OPEN = Q(taken_at=None, over_at=None)
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="interviews")
    ref = models.CharField(max_length=20, unique=True, default=new_ref)
    interviewer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    section = models.CharField(max_length=40)
    words = models.JSONField(default=dict)  # prompt -> what was heard
    version = models.PositiveIntegerField(default=0)  # counts saves, against silent overwrites
    asked_at = models.DateTimeField()
    typed_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)
    over_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["contract"],
                condition=Q(taken_at=None, over_at=None),
                name="interview_one_at_a_time",
            ),
        )
        ordering = ("asked_at", "pk")
