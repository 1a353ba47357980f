"""What belongs to one reader: how far they have read, points not sent yet, and their own notes."""

from django.db import models

from pactwork.contracts.models.words import Contract, Draft
from pactwork.ground.refs import new_ref
from pactwork.people.models import Person


class Reading(models.Model):
    """Somebody marked a draft as read; redlines start from here."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="readings")
    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["contract", "person"], name="reading_once"),)


class SavedNote(models.Model):
    """One of a facilitator's own notes, to use again; they pick it by its name."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="saved_notes")
    ref = models.CharField(max_length=20, unique=True, default=new_ref)
    name = models.CharField(max_length=40, blank=True)
    text = models.TextField()
    made_at = models.DateTimeField()


class UnsentPoint(models.Model):
    """What a member of staff wrote beside the words of a draft, until it goes with their answer."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="unsent_points")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="unsent_points")
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="+")
    ref = models.CharField(max_length=20, unique=True, default=new_ref)
    section = models.CharField(max_length=40)
    quote = models.TextField(blank=True)  # the words that it is about
    text = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
