"""For how long the words of contracts are kept once a module has ended."""

from django.db import models

from pactwork.modules.models import Run
from pactwork.people.models import Institution


class Rule(models.Model):
    """One for an institution, and one for each run that differs. Without any, nothing is ever due."""

    institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="+")
    run = models.OneToOneField(Run, null=True, on_delete=models.CASCADE, related_name="+")
    months = models.PositiveSmallIntegerField()
    # Of the institution's own rule: whether what is due goes by itself, and how long that was looked at.
    nightly = models.BooleanField(default=False)
    looked_on = models.DateField(null=True)
    steady_since = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["institution"], condition=models.Q(run=None), name="rule_once"
            ),
        )
