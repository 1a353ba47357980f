"""What follows from the answers: agreements, waivers, pauses, the end; and the cached turns."""

from django.db import models
from django.db.models import Q

from pactwork.contracts.models.asks import Ask
from pactwork.contracts.models.seats import Seat
from pactwork.contracts.models.words import Contract, Draft
from pactwork.people.models import Person


class Waiver(models.Model):
    """A seat that need not answer in this round, or not for one section, with a reason."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="waivers")
    reason = models.TextField()
    by_person = models.ForeignKey(Person, on_delete=models.PROTECT)
    at = models.DateTimeField()
    section = models.CharField(max_length=40, blank=True)  # blank: all that the seat is needed for


class Objection(models.Model):
    """A seat does not take a change for wording only, and wants to be asked about it."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="objections")
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="objections")
    reason = models.TextField()
    by_person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["seat", "draft"], name="objection_once"),)


class Agreement(models.Model):
    """From this moment this draft is in force."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="agreements")
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT)
    from_at = models.DateTimeField()
    yeses = models.JSONField()  # who said yes, in what capacity, when, how
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("from_at", "pk")


class Pause(models.Model):
    """The contract rests: nobody is asked, no promise runs, every yes is kept."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="pauses")
    reason = models.TextField()
    by_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    back_on = models.DateField(null=True)  # when it is expected to go on
    over_at = models.DateTimeField(null=True)
    over_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["contract"], condition=Q(over_at=None), name="pause_one_at_a_time"
            ),
        )


class Voiding(models.Model):
    """Somebody proposes to declare the contract void; a second person has to agree."""

    contract = models.OneToOneField(Contract, on_delete=models.CASCADE, related_name="voiding")
    reason = models.TextField()
    by_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Ending(models.Model):
    """The contract is over: completed, ended early, deferred, withdrawn; void only by two."""

    contract = models.OneToOneField(Contract, on_delete=models.CASCADE, related_name="ending")
    kind = models.CharField(max_length=20)
    reason = models.TextField()
    by_person = models.ForeignKey(Person, on_delete=models.PROTECT)
    at = models.DateTimeField()
    second_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")


class Sampled(models.Model):
    """A contract shown to an external examiner, between two days, by the module leader."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="samples")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField()
    by_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["contract", "person"], name="sampled_once"),)


class Received(models.Model):
    """What somebody else owed to the student's module has come, as a member of staff says."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="receipts")
    piece = models.CharField(max_length=40)  # its key in the module's file
    number = (
        models.PositiveSmallIntegerField()
    )  # the teaching week, of what is due every week; else 1
    on = models.DateField()
    note = models.TextField(blank=True)
    by_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["contract", "piece", "number"], name="received_once"),
        )


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
