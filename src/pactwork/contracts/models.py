"""The contract: working text, frozen drafts, seats, asks, answers, agreements."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from pactwork.ground.refs import new_ref
from pactwork.links.models import Link
from pactwork.modules.models import Enrolment, PinnedTemplate, Run
from pactwork.people.models import Institution, Person


class Contract(models.Model):
    """One student researcher's contract for one run; its template is pinned."""

    ref = models.CharField(max_length=20, unique=True, default=new_ref)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT)
    run = models.ForeignKey(Run, on_delete=models.PROTECT)
    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="contract")
    student = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contracts")
    template = models.ForeignKey(PinnedTemplate, on_delete=models.PROTECT)
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

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="drafts")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    digests = models.JSONField()  # section -> digest of its material
    digest = models.CharField(max_length=64)
    note = models.TextField(blank=True)  # what changed, in the student's words
    shared_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["contract", "number"], name="draft_order"),)
        ordering = ("number",)


class Seat(models.Model):
    """One place at the table, for one party. Staff seats are held by whoever has the role."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="seats")
    ref = models.CharField(max_length=20, unique=True, default=new_ref)
    party = models.CharField(max_length=40)
    by = models.CharField(max_length=30)  # link, or the role that answers, as the template says
    n = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["contract", "party", "n"], name="seat_once"),
        )
        ordering = ("pk",)


class Holder(models.Model):
    """Somebody without an account who holds a seat, from when to when."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="holders")
    name = models.CharField(max_length=200)
    email = models.EmailField()
    job = models.CharField(max_length=200, blank=True)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    vouched_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL)
    vouched_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["seat"], condition=Q(until_at=None), name="holder_one_at_a_time"
            ),
        )


class Ask(models.Model):
    """A numbered draft put before one seat. At most one is open for each seat."""

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
    at = models.DateTimeField()
    by_person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT)
    by_name = models.CharField(max_length=200)  # as typed, or as the account says
    method = models.CharField(max_length=20)  # account, link
    note = models.TextField(blank=True)
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

    OPEN: ClassVar[Q] = Q(response="", answer__undone_at=None)

    class Meta:
        ordering = ("pk",)


class Waiver(models.Model):
    """A seat that need not answer in this round, with a reason."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="waivers")
    reason = models.TextField()
    by_person = models.ForeignKey(Person, on_delete=models.PROTECT)
    at = models.DateTimeField()


class Agreement(models.Model):
    """From this moment this draft is in force."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="agreements")
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT)
    from_at = models.DateTimeField()
    yeses = models.JSONField()  # who said yes, in what capacity, when, how
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("from_at", "pk")


class Ending(models.Model):
    """The contract is over: completed, or ended early."""

    contract = models.OneToOneField(Contract, on_delete=models.CASCADE, related_name="ending")
    kind = models.CharField(max_length=20)
    reason = models.TextField()
    by_person = models.ForeignKey(Person, on_delete=models.PROTECT)
    at = models.DateTimeField()


class Talk(models.Model):
    """A facilitator proposed to talk it through; the ask stays open."""

    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="talks")
    by_person = models.ForeignKey(Person, on_delete=models.PROTECT)
    message = models.TextField()
    at = models.DateTimeField()


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


class Turn(models.Model):
    """Where each seat stands, cached for lists. Written last in an act; ``pactwork verify`` compares."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="turns")
    seat = models.ForeignKey(Seat, null=True, on_delete=models.CASCADE)  # none: the student
    party = models.CharField(max_length=40)
    state = models.CharField(max_length=20)
    stage = models.CharField(max_length=20)
    since = models.DateTimeField()
    waiting = models.BooleanField()  # it is this seat's turn
    due_on = models.DateField(null=True)
    ask = models.ForeignKey(Ask, null=True, on_delete=models.CASCADE)

    class Meta:
        indexes = (models.Index(fields=["waiting", "since"], name="turn_waiting"),)
