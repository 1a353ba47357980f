"""What is asked of a seat, what it answers, and what the answer asks for."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q

from pactwork.contracts.models.seats import Holder, Seat
from pactwork.contracts.models.words import Draft
from pactwork.ground.refs import new_ref
from pactwork.history.models import Delivery
from pactwork.history.refusals import NOT_DELIVERED
from pactwork.links.models import Link
from pactwork.modules.models import Blob
from pactwork.people.models import Person

_EMAILS = Delivery.objects.filter(kind="asked", about=OuterRef("ref"))


class Ask(models.Model):
    """A numbered draft put before one seat. At most one is open for each seat."""

    # Open by link, and no mail server took the question, which is not tried any more.
    LOST: ClassVar[Q] = (
        Q(ended_at=None, link__isnull=False)
        & Q(Exists(_EMAILS.filter(NOT_DELIVERED)))
        & ~Q(Exists(_EMAILS.filter(Q(sent_at__isnull=False) | Q(stopped_at=None))))
    )
    lost = False  # said where a contract is read whole

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="asks")
    ref = models.CharField(max_length=20, unique=True, default=new_ref)
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT)
    holder = models.ForeignKey(Holder, null=True, on_delete=models.PROTECT)
    link = models.OneToOneField(Link, null=True, on_delete=models.PROTECT, related_name="ask")
    message = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    due_on = models.DateField(null=True)  # what the university promised
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=20, blank=True)
    not_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    handed_to = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    hand_note = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["seat"], condition=Q(ended_at=None), name="ask_one_open"
            ),
        )
        ordering = ("pk",)


class Answer(models.Model):
    """What a seat said about exact words."""

    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="answers")
    ref = models.CharField(max_length=20, unique=True, default=new_ref)
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="answers")
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT)
    kind = models.CharField(max_length=20)
    covered = models.JSONField(default=dict)  # section -> digest agreed to
    digest_form = models.PositiveSmallIntegerField(default=1)  # of these digests
    at = models.DateTimeField()
    by_person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT)
    by_name = models.CharField(max_length=200)  # as typed, or as the account says
    # Whose deputy they were, where the party is one person.
    deputy_for = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="deputised"
    )
    method = models.CharField(max_length=20)  # account, link, meeting, phone, paper, carried
    note = models.TextField(blank=True)
    opened_at = models.DateTimeField(null=True)  # in the browser that answered by link
    wording = models.BooleanField(default=False)  # confirms that this draft changed wording only
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.TextField(blank=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["ask"], condition=Q(undone_at=None), name="answer_once"
            ),
        )
        ordering = ("pk",)

    @property
    def stands(self) -> bool:
        """Neither undone nor taken back: what it asks for is still asked for."""
        return self.undone_at is None and self.withdrawn_at is None


class Recording(models.Model):
    """A yes that somebody else wrote down; whoever said it hears, and may dispute it for a working day."""

    STANDS, FALLS = "stands", "falls"
    answer = models.OneToOneField(Answer, on_delete=models.CASCADE, related_name="recording")
    by_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    said_on = models.DateField()
    reason = models.TextField()  # why it was not given by link
    file = models.ForeignKey(Blob, null=True, on_delete=models.PROTECT, related_name="+")
    dispute_until = models.DateTimeField()
    disputed_at = models.DateTimeField(null=True)
    disputed_why = models.TextField(blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    settled_how = models.CharField(max_length=20, blank=True)
    settled_why = models.TextField(blank=True)


class Point(models.Model):
    """One thing an answer asks for or suggests; the student settles it with a reason."""

    SUGGESTION, CONDITION, REVISION = "suggestion", "condition", "revision"
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="points")
    ref = models.CharField(max_length=20, unique=True, default=new_ref)
    kind = models.CharField(max_length=20)
    section = models.CharField(max_length=40, blank=True)
    prompt = models.CharField(max_length=80, blank=True)
    text = models.TextField()
    wording = models.TextField(blank=True)  # exact words proposed for the prompt
    owner = models.CharField(max_length=20, default="student")
    due_on = models.DateField(null=True)
    blocks = models.CharField(max_length=20, blank=True)  # start, submission
    response = models.CharField(max_length=20, blank=True)  # adopted, adapted, declined
    reason = models.TextField(blank=True)
    responded_at = models.DateTimeField(null=True)
    met_at = models.DateTimeField(null=True)  # conditions: confirmed by the giver's side

    STANDS: ClassVar[Q] = Q(answer__undone_at=None, answer__withdrawn_at=None)
    OPEN: ClassVar[Q] = STANDS & Q(response="", met_at=None)
    UNMET: ClassVar[Q] = STANDS & Q(kind=CONDITION, met_at=None)

    class Meta:
        ordering = ("pk",)

    @property
    def open(self) -> bool:
        """The student has not said what becomes of it, and it is not done anyway."""
        return not self.response and self.met_at is None and self.answer.stands

    @property
    def unmet(self) -> bool:
        """A condition that is still to be met, whoever is to see to it."""
        return self.kind == self.CONDITION and self.met_at is None and self.answer.stands

    @property
    def for_student(self) -> bool:
        """Waits for the student: for a word about it, or for what they are to see to."""
        return self.open or (self.unmet and self.owner == "student")

    def overdue(self, today: date) -> bool:
        return bool(self.due_on and self.due_on < today and self.met_at is None)


class Talk(models.Model):
    """A facilitator proposed to talk it through; the ask stays open."""

    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="talks")
    by_person = models.ForeignKey(Person, on_delete=models.PROTECT)
    message = models.TextField()
    at = models.DateTimeField()
