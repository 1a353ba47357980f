"""The places at the table, and who holds them from when to when."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from pactwork.contracts.models.words import Contract
from pactwork.ground.refs import new_ref
from pactwork.history.names import Called
from pactwork.people.models import Person


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

    @property
    def holder(self) -> "Holder | None":
        """Who holds it by link now."""
        return next((h for h in self.holders.all() if h.until_at is None), None)


class Holder(models.Model):
    """Somebody without an account who holds a seat, from when to when."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="holders")
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)  # empty: staff recorded somebody who has none
    job = models.CharField(max_length=200, blank=True)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    # Why it is not certain who this is, as codes, from when they were named; a yes waits for staff.
    doubts = models.CharField(max_length=200, blank=True)
    vouched_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL)
    vouched_at = models.DateTimeField(null=True)
    refused_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    refused_at = models.DateTimeField(null=True)
    looked_how = models.TextField(blank=True)  # how staff know, whichever they said
    stands_in_for = models.ForeignKey("self", null=True, on_delete=models.SET_NULL)  # this once

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["seat"], condition=Q(until_at=None), name="holder_one_at_a_time"
            ),
        )
        # How many contracts an address speaks for, asked by every queue.
        indexes = (models.Index(Lower("email"), name="holder_address", condition=Q(until_at=None)),)

    @property
    def unconfirmed(self) -> bool:
        """Staff have still to say who this is; until then their yes completes nothing."""
        return bool(self.doubts) and self.vouched_at is None

    @property
    def called(self) -> Called:
        """Their name, as an entry of the history is to hold it."""
        return Called(f"holder:{self.pk}", self.name)

    @property
    def who(self) -> str:
        """Name and address in one, to tell one holder from the next."""
        return f"{self.name} <{self.email}>"
