"""A contract, its private working text and its frozen drafts."""

from django.db import models

from pactwork.ground.refs import new_ref
from pactwork.modules.models import Enrolment, PinnedTemplate, Run
from pactwork.people.models import Institution, Person


class Contract(models.Model):
    """One student researcher's contract for one run; its template is pinned."""

    ref = models.CharField(max_length=20, unique=True, default=new_ref)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT)
    run = models.ForeignKey(Run, on_delete=models.PROTECT)
    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="contract")
    student = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contracts")
    template = models.ForeignKey(PinnedTemplate, on_delete=models.PROTECT)  # of the working text
    copied_from = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="copies"
    )  # the earlier attempt whose words it began with
    key = models.CharField(max_length=64)  # hex; the history commits to words under it
    title = models.CharField(max_length=300, blank=True)  # from the newest words, for lists
    made_at = models.DateTimeField()


class Text(models.Model):
    """The private working text of one section. ``version`` counts saves, against silent overwrites."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="texts")
    section = models.CharField(max_length=40)
    value = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    attempted = models.BooleanField(default=False)  # saved by hand once: exemplars are open

    class Meta:
        constraints = (models.UniqueConstraint(fields=["contract", "section"], name="text_once"),)


class Draft(models.Model):
    """A numbered draft: immutable, named by the digest of its words."""

    named_by = "number"
    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="drafts")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    digests = models.JSONField()  # section -> digest of its material
    digest = models.CharField(max_length=64)
    # How all these are made (rules/drafts.py); drafts from before there were forms have the first.
    digest_form = models.PositiveSmallIntegerField(default=1)
    # The words of older drafts and answers in this form, as they were called when it was made.
    restated = models.JSONField(default=dict)
    template = models.ForeignKey(PinnedTemplate, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True)  # what changed and why, in the student's words
    wording_only = models.BooleanField(default=False)  # says the student; a facilitator confirms
    shared_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["contract", "number"], name="draft_order"),)
        ordering = ("number",)
