"""Topics that people would like to hear about, and the hotseats that come of them."""

from django.db import models

from pactwork.ground.refs import new_ref
from pactwork.links.models import Link
from pactwork.modules.models import Run
from pactwork.people.models import Person


class Topic(models.Model):
    """Something a student or a member of staff would like to ask somebody about."""

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="topics")
    ref = models.CharField(max_length=20, unique=True, default=new_ref)
    title = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    aside_at = models.DateTimeField(null=True)  # set aside by staff, with a reason
    aside_why = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True)  # taken back by whoever proposed it

    class Meta:
        ordering = ("at", "pk")


class TopicVote(models.Model):
    """One student, one vote on a topic; taken back, it is gone."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="votes")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["topic", "person"], name="topic_vote_once"),)


class Hotseat(models.Model):
    """One guest, one subject, from when to when."""

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="hotseats")
    topic = models.ForeignKey(Topic, null=True, on_delete=models.PROTECT, related_name="hotseats")
    ref = models.CharField(max_length=20, unique=True, default=new_ref)
    title = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    guest_name = models.CharField(max_length=200)
    guest_email = models.EmailField()
    guest_line = models.CharField(max_length=300)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    held = models.BooleanField(default=True)  # answers are shown from opening time on
    planned_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    link = models.OneToOneField(
        Link, null=True, on_delete=models.PROTECT, related_name="hotseat"
    )  # none until the guest is invited
    declined_at = models.DateTimeField(null=True)
    declined_why = models.TextField(blank=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_why = models.TextField(blank=True)
    thanked_at = models.DateTimeField(null=True)
    thanks = models.TextField(blank=True)

    class Meta:
        ordering = ("opens_at", "pk")
