"""Institutions are walls; an account signs in; a person is somebody at one institution."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from pactwork.ground.names import first_name
from pactwork.ground.refs import new_ref
from pactwork.history.names import Called


class Installation(models.Model):
    """One row: what this database is for. A demo never becomes a real one, nor the reverse."""

    demo = models.BooleanField(default=False)
    beat_at = models.DateTimeField(null=True)  # when the letters worker was last alive
    checked_at = models.DateTimeField(null=True)  # when all was last compared with the history
    found = models.JSONField(default=list)  # what that found amiss, a sentence each; at most some
    backed_up_at = models.DateTimeField(null=True)  # the moment that the last backup holds
    backed_up_to = models.TextField(blank=True, default="")


def found_amiss() -> list[str]:
    """What the last check found, a sentence each; at most some."""
    return Installation.objects.values_list("found", flat=True).first() or []


class Tally(models.Model):
    """How often something happened on a day; never to whom."""

    day = models.DateField()
    kind = models.CharField(max_length=40)
    times = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["day", "kind"], name="tally_once"),)


class Institution(models.Model):
    ref = models.CharField(max_length=20, unique=True, default=new_ref)
    name = models.CharField(max_length=200)
    time_zone = models.CharField(max_length=60, default="Europe/London")
    language = models.CharField(max_length=10, default="en-gb")
    help_email = models.EmailField(blank=True)
    staff_second_step = models.BooleanField(default=False)  # asked of everybody with a role
    # How it presents itself; ``institutions`` writes it. Nothing said: as the product has it.
    sender = models.CharField(max_length=100, blank=True)  # the name that its emails come from
    dates = models.CharField(max_length=5, default="day")  # which comes first
    paper = models.CharField(max_length=6, default="a4")
    light = models.CharField(max_length=7, blank=True)  # its colour on light pages, as #0b5470
    dark = models.CharField(max_length=7, blank=True)  # and on dark ones
    logo = models.CharField(max_length=64, blank=True)  # the digest of the picture
    roles = models.JSONField(default=dict)  # its own names: kind of role -> [one, several]
    left_out = models.JSONField(default=list)  # apps that are switched off
    key = models.CharField(max_length=64)  # hex; keeps history commitments unguessable

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(dates__in=("day", "month", "year")), name="dates_known"
            ),
            models.CheckConstraint(
                condition=models.Q(paper__in=("a4", "letter")), name="paper_known"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def sent_as(self) -> str:
        """The name that its emails come from."""
        return self.sender or self.name


class AccountManager(BaseUserManager["Account"]):
    def create_user(self, email: str, **fields: Any) -> "Account":
        account = self.model(email=email.strip().lower(), **fields)
        account.set_unusable_password()
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(email=(username or "").lower())


class Account(AbstractBaseUser):
    """Who signs in. Whatever they may do follows from persons and their dated roles."""

    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)

    objects: ClassVar[AccountManager] = AccountManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    def has_usable_password(self) -> bool:
        """There are none here, whatever stands in that column: nobody is ever asked for one."""
        return False


class Organisation(models.Model):
    """A workplace or host, as an institution knows it."""

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT)
    ref = models.CharField(max_length=20, unique=True, default=new_ref)
    name = models.CharField(max_length=200)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["institution", "name"], name="organisation_once"),
        )


class Person(models.Model):
    """Somebody at one institution. ``key`` is what a roster calls them there."""

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT)
    account = models.ForeignKey(
        Account, null=True, on_delete=models.SET_NULL, related_name="persons"
    )
    ref = models.CharField(max_length=20, unique=True, default=new_ref)
    key = models.CharField(max_length=254)
    name = models.CharField(max_length=200)
    known_as = models.CharField(max_length=100, blank=True)
    email = models.EmailField()
    phone = models.CharField(max_length=40, blank=True)
    job = models.CharField(max_length=200, blank=True)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.SET_NULL)
    introduction = models.TextField(blank=True)
    administrator = models.BooleanField(default=False)
    active = models.BooleanField(default=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["institution", "key"], name="person_once"),)
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def called(self) -> Called:
        """Their name, as an entry of the history is to hold it."""
        return Called(f"person:{self.ref}", self.name)

    @property
    def first_name(self) -> str:
        """What others call them: the chosen name, or the one by which their name greets them."""
        return first_name(self.known_as or self.name)
