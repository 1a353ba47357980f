"""What a learning set and its facilitator say about a shared draft, beside the words it is about."""

from django.db import models

from pactwork.contracts.models import Contract, Draft
from pactwork.ground.refs import new_ref
from pactwork.people.models import Person


class Comment(models.Model):
    """One comment, anchored to words of one draft; or a reply to one."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="comments")
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT)
    ref = models.CharField(max_length=20, unique=True, default=new_ref)
    section = models.CharField(max_length=40)
    path = models.CharField(max_length=80, blank=True)  # the line it is about
    quote = models.CharField(max_length=600, blank=True)  # the words it is about
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="comments")
    reply_to = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="replies"
    )
    text = models.TextField()
    at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("at", "pk")
