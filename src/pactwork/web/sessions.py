"""Sessions in the database, as Django keeps them, read with SQL that is worked out once."""

from typing import Any

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

    def _get_session_from_db(self) -> Any:
        """The row, unless it is too old; what was deleted is gone with the next request."""
        if found := _named(self.session_key or ""):
            return found[0]
        self._session_key = None
        return None
