"""Django's own way to SQLite, asked about the library apart from the database that people share.

Django asks whether SQLite knows JSON when it is first needed, in a write transaction. While another
process writes, that is refused at once where rows are being read; it takes the refusal for a *no*,
and remembers it for as long as the connection lives.
"""

from contextlib import closing
from sqlite3 import OperationalError, connect

from django.db.backends.sqlite3 import base, features
from django.utils.functional import cached_property


class DatabaseFeatures(features.DatabaseFeatures):
    @cached_property
    def supports_json_field(self) -> bool:  # type: ignore[override]
        """A property of the library, so any database will do: one in memory, which nobody locks."""
        with closing(connect(":memory:")) as apart:
            try:
                apart.execute("SELECT JSON('{}')")
            except OperationalError:
                return False
        return True


class DatabaseWrapper(base.DatabaseWrapper):
    features_class = DatabaseFeatures
