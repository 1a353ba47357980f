"""What was asked in a hotseat, by whom it was wanted, and what the guest said."""

from django.db import models

from pactwork.ground.refs import new_ref
from pactwork.hotseats.models.seats import Hotseat
from pactwork.people.models import Person


def short_ref() -> str:
    """Short enough to stand as a mark within a text: [H-k7mq2xfd]."""
    return new_ref(8)


class Question(models.Model):
    """One question to the guest. Only its author and staff are told who asked."""

    hotseat = models.ForeignKey(Hotseat, on_delete=models.PROTECT, related_name="questions")
    ref = models.CharField(max_length=20, unique=True, default=new_ref)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    merged_into = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="merged"
    )
    aside_at = models.DateTimeField(null=True)
    aside_why = models.TextField(blank=True)

    class Meta:
        ordering = ("at", "pk")

    @property
    def waits(self) -> bool:
        """Whether it is in the queue at all."""
        return not (self.withdrawn_at or self.merged_into_id or self.aside_at)


class QuestionVote(models.Model):
    """One student who would like to hear the answer too."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="votes")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["question", "person"], name="question_vote_once"),
        )


class Answer(models.Model):
    """The guest's answer as it stands now; ``by_person`` wrote it down on the guest's behalf."""

    question = models.OneToOneField(Question, on_delete=models.PROTECT, related_name="answer")
    ref = models.CharField(max_length=20, unique=True, default=short_ref)
    text = models.TextField()
    at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True)
    by_person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("at", "pk")


class EarlierWords(models.Model):
    """What an answer said before it was changed."""

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="earlier")
    text = models.TextField()
    at = models.DateTimeField()  # when these words were written
    by_person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("at", "pk")
