"""What belongs to one reader: how far they have read, and their own notes."""

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
    """One of a facilitator's own notes, to use again."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="saved_notes")
    ref = models.CharField(max_length=20, unique=True, default=new_ref)
    text = models.TextField()
    made_at = models.DateTimeField()
