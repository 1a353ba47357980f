"""Sessions in the database, as Django keeps them, read with SQL that is worked out once."""

from datetime import datetime
from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as Kept
from django.db import DatabaseError
from django.db.models.functions import Now

from pactwork.ground.compiled_query import Prepared
from pactwork.web.models import Session
from pactwork.web.staying import Here, begun, stay_of

BEGAN, SEEN, DEVICE = "began", "seen", "device"

# By the database's clock: Django sets the end by the machine's, whatever ours is set to.
_named = Prepared(lambda key: Session.objects.filter(session_key=key, expire_date__gt=Now()))


class SessionStore(Kept):
    _only_seen = False  # nothing else was changed

    @classmethod
    def get_model_class(cls) -> Any:
        return Session

    @property
    def here(self) -> Here | None:
        """Nothing for whoever is not signed in."""
        if BEGAN not in self:
            return None
        return Here(datetime.fromisoformat(self[BEGAN]), datetime.fromisoformat(self[SEEN]))

    def is_new_to(self, brought: str | None) -> bool:
        """Somebody signed in with this very request: the browser came with another key, or none."""
        return SESSION_KEY in self and self.session_key != brought

    def seen_again(self, here: Here) -> None:
        """Somebody is still here. A page that is read needs no room on a disk to say so."""
        self._only_seen = not self.modified
        self._write_down(here.again())

    def _write_down(self, here: Here) -> None:
        self[BEGAN], self[SEEN] = here.began.isoformat(), here.seen.isoformat()
        self.set_expiry(here.ends(stay_of(int(self[SESSION_KEY]))))

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """Django's own place for columns besides the data."""
        if SESSION_KEY in self and BEGAN not in self:
            self._write_down(begun())
        row = cast(Session, super().create_model_instance(data))
        row.account_id = int(self[SESSION_KEY]) if SESSION_KEY in self else None
        row.device = self.get(DEVICE, "")
        if here := self.here:
            row.began_at, row.seen_at = here.began, here.seen
        return row

    def save(self, must_create: bool = False) -> None:
        try:
            self._save(must_create)
        except DatabaseError:
            if not self._only_seen:
                raise

    def _save(self, must_create: bool) -> None:
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
