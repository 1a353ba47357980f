"""What happened, in order, chained; and the letters that each event promised."""

from django.db import models


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
        ordering = ("chain", "seq")


class Delivery(models.Model):
    """A letter owed to one person because of one entry; it is written when it is sent."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="deliveries")
    kind = models.CharField(max_length=60)
    to = models.EmailField()
    about = models.CharField(max_length=60, db_index=True)
    due_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    stopped_why = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = (
            models.Index(
                fields=["due_at"],
                name="delivery_waiting",
                condition=models.Q(sent_at=None, stopped_at=None),
            ),
        )


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
