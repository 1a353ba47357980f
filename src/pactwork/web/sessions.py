"""Sessions in the database, as Django keeps them, read with SQL that is worked out once."""

from typing import Any

from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as Kept
from django.db.models.functions import Now

from pactwork.ground.prepared import Prepared

# By the database's clock: Django sets the end by the machine's, whatever ours is set to.
_named = Prepared(
    lambda key: Kept.get_model_class().objects.filter(session_key=key, expire_date__gt=Now())
)


class SessionStore(Kept):
    @classmethod
    def get_model_class(cls) -> Any:
        return Kept.get_model_class()

    def save(self, must_create: bool = False) -> None:
        """A full disk or a database that is away is no session that was ended elsewhere.

        Django takes one for the other, and would tell people that what they sent was damaged.
        """
        try:
            super().save(must_create)
        except UpdateError as error:
            trouble = error.__context__
            if trouble is not None and trouble.__cause__ is not None:  # the database's own words
                raise trouble from trouble.__cause__
            raise

    def _get_session_from_db(self) -> Any:
        """The row, unless it is too old; what was deleted is gone with the next request."""
        if found := _named(self.session_key or ""):
            return found[0]
        self._session_key = None
        return None
