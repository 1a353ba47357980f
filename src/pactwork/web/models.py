"""Where people are signed in: a row for each browser. A page that is held is one too, of nobody."""

from typing import Any

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from pactwork.people.models import Account


class Session(AbstractBaseSession):
    """The columns say again what the session holds, so that an account's rows can be found."""

    account = models.ForeignKey(Account, null=True, on_delete=models.CASCADE)
    device = models.CharField(max_length=40, blank=True, default="")
    began_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)  # not each request; see web.staying

    class Meta(AbstractBaseSession.Meta):
        abstract = False

    @classmethod
    def get_session_store_class(cls) -> Any:
        from pactwork.web.sessions import SessionStore  # the store knows this model already

        return SessionStore
