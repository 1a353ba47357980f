"""What happened, in order, chained; the letters that each event promised, and codes to sign in with."""

from datetime import timedelta
from typing import ClassVar

from django.db import models

from pactwork.ground.refs import new_ref


class Head(models.Model):
    """Where a chain stands. Locked last in every action, so that entries have one order."""

    chain = models.CharField(max_length=40, unique=True)
    length = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="")


class Entry(models.Model):
    """One act. The chain holds ``commitment``, never the payload: erasing leaves it valid."""

    chain = models.CharField(max_length=40)
    seq = models.BigIntegerField()
    at = models.DateTimeField()
    act = models.CharField(max_length=60)
    subject = models.CharField(max_length=60, db_index=True)
    by = models.CharField(max_length=60, blank=True)
    payload = models.JSONField(default=dict)
    commitment = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["chain", "seq"], name="entry_order"),)
        # How much somebody has caused lately, asked before it causes more.
        indexes = (models.Index(fields=["by", "at"], name="entry_by_whom"),)
        ordering = ("chain", "seq")


class Name(models.Model):
    """A name that entries hold by its mark only. Once the row is gone, nobody can tell whose it was."""

    chain = models.CharField(max_length=40)
    of = models.CharField(max_length=60)  # what the history calls somebody
    key = models.CharField(max_length=64)  # hex; one for each of them
    name = models.CharField(max_length=200)
    mark = models.CharField(max_length=64, unique=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["chain", "of", "name"], name="history_name_once"),
        )


class Outgoing(models.Model):
    """An email owed to one person; it is written when it is sent."""

    first_wait: ClassVar[timedelta] = timedelta(seconds=30)  # doubled after each try that failed
    secret: ClassVar[bool] = False  # whether a server's answer, which may quote it, is not kept

    to = models.EmailField()
    due_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    stopped_why = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True
        indexes = (
            models.Index(
                fields=["due_at"],
                name="%(class)s_waiting",
                condition=models.Q(sent_at=None, stopped_at=None),
            ),
        )

    @classmethod
    def wait_after(cls, tries: int) -> timedelta:
        """How long until it is tried again."""
        return cls.first_wait * 2 ** (tries - 1)


class Delivery(Outgoing):
    """A letter owed because of one entry."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="deliveries")
    kind = models.CharField(max_length=60)
    about = models.CharField(max_length=60, db_index=True)
    read_at = models.DateTimeField(null=True)  # in the list of what happened, by whom it is to

    class Meta(Outgoing.Meta):
        indexes = [  # type: ignore[assignment]
            *Outgoing.Meta.indexes,
            models.Index(fields=["to", "read_at", "due_at"], name="delivery_told"),
        ]

    @property
    def mark(self) -> str:
        """What its Message-ID is made of."""
        return f"{self.entry.hash[:24]}.{self.pk}"


class SignInCode(Outgoing):
    """A code owed to whoever wants to sign in: no act, so no entry, and forgotten after a day.

    The digits follow from the ref and are kept nowhere; they sign in once. An address that nobody here
    has gets a row too, without the address and stopped at birth: asking takes as long for it as for any.
    """

    kind: ClassVar[str] = "sign_in_code"
    first_wait: ClassVar[timedelta] = timedelta(seconds=5)  # somebody sits before the page
    secret: ClassVar[bool] = True

    ref = models.CharField(max_length=20, unique=True, default=new_ref)
    asked_at = models.DateTimeField(db_index=True)
    # Sealed: the address that was typed, and where from. Both are counted, and kept for nothing else.
    address = models.CharField(max_length=64, blank=True)
    source = models.CharField(max_length=64, blank=True)
    # Wrong digits where it was asked for, and where the email's link leads.
    wrong = models.PositiveIntegerField(default=0)
    wrong_by_link = models.PositiveIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta(Outgoing.Meta):
        indexes = [  # type: ignore[assignment]
            *Outgoing.Meta.indexes,
            models.Index(fields=["address", "asked_at"], name="signincode_address"),
            models.Index(  # few, however many codes strangers ask for
                fields=["asked_at"], name="signincode_guessed", condition=models.Q(wrong__gt=0)
            ),
        ]

    @property
    def mark(self) -> str:
        return f"{self.ref}.{self.pk}"


class Checkpoint(models.Model):
    """What a chain was at some moment, signed; copies of it leave the machine."""

    chain = models.CharField(max_length=40)
    length = models.BigIntegerField()
    hash = models.CharField(max_length=64)
    at = models.DateTimeField()
    key = models.CharField(max_length=64)  # the public key that checks the signature, hex
    signature = models.CharField(max_length=128)  # Ed25519, hex

    class Meta:
        constraints = (models.UniqueConstraint(fields=["chain", "length"], name="checkpoint_once"),)
        ordering = ("chain", "length")
