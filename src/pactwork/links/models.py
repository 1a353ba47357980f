"""Mailed links for people without an account. A link locates; it decides nothing."""

from django.db import models

from pactwork.ground.refs import new_ref
from pactwork.people.models import Institution


class Link(models.Model):
    """One letter's link. The token and the printed code follow from ``ref`` by HMAC."""

    ref = models.CharField(max_length=20, unique=True, default=new_ref)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT)
    email = models.EmailField()
    name = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=40, blank=True)
    renewed_as = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL
    )  # run out, and asked for afresh: the link that took its place


class Try(models.Model):
    """A wrong code, counted for a browser that came by the link, so that no other locks its reader out."""

    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="tries")
    client = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["link", "at"], name="try_recent"),)


class FreshCode(models.Model):
    """A short-lived code by mail, where the module calls the risk high, or the link is guessed at."""

    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="fresh_codes")
    ref = models.CharField(max_length=20, unique=True, default=new_ref)
    made_at = models.DateTimeField()
    # Of a link that is guessed at: for this browser alone, and mailed if what it typed was right.
    client = models.CharField(max_length=64, blank=True)
    right = models.BooleanField(default=True)


class Silence(models.Model):
    """An address that asked to be left alone by one institution. Only its digest is kept."""

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT)
    address = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["institution", "address"], name="silence_once"),
        )
