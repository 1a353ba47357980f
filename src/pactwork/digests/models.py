"""How often somebody wants to hear from us, and when they last did."""

from django.db import models

from pactwork.digests.rules.timing import QUIET_FROM, QUIET_UNTIL
from pactwork.people.models import Person


class Wishes(models.Model):
    """One row for each person who was looked at once, or who chose. Hours are the institution's."""

    RHYTHMS = ("daily", "weekly", "never")
    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="wishes")
    rhythm = models.CharField(max_length=10, default="weekly")
    quiet_from = models.PositiveSmallIntegerField(default=QUIET_FROM)
    quiet_until = models.PositiveSmallIntegerField(default=QUIET_UNTIL)
    off = models.JSONField(default=list)  # kinds of lines they do not want
    looked_on = models.DateField(null=True)  # when we last worked out what is owed
    sent_at = models.DateTimeField(null=True)
    news_from = models.DateTimeField(null=True)  # from when on the last digest tells what happened
    nudged_on = models.JSONField(default=list)  # days of the digests that had no news

    class Meta:
        indexes = (models.Index(fields=["looked_on"], name="wishes_looked"),)
