"""The cache that sign-in limits are counted in. A clock that went back shuts nobody out.

allauth keeps the moments of tries, and a lock of ten seconds; each row says when it is over. Written
by a clock that was ahead, they would count until that moment comes, a year later.
"""

from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import connections, router
from django.utils.timezone import now

from pactwork.ground.time_windows import SKEW


class Counters(DatabaseCache):
    def get_many(self, keys: Any, version: Any = None) -> dict[Any, Any]:
        found = super().get_many(keys, version)
        return {key: _without_ahead(value) for key, value in found.items()}

    def add(
        self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None
    ) -> bool:
        """Django's, once a row is gone that is to last longer than anybody can have asked for."""
        self._drop_ahead(
            self.make_and_validate_key(key, version), self.get_backend_timeout(timeout)
        )
        return bool(super().add(key, value, timeout, version))

    def _drop_ahead(self, key: str, until: float | None) -> None:
        if until is None:
            return
        alias = router.db_for_write(self.cache_model_class)
        table = connections[alias].ops.quote_name(self.cache_model_class._meta.db_table)
        latest = now().fromtimestamp(until, now().tzinfo) + SKEW
        given = connections[alias].ops.adapt_datetimefield_value(latest.replace(microsecond=0))
        with connections[alias].cursor() as cursor:
            cursor.execute(
                f"DELETE FROM {table} WHERE cache_key = %s AND expires > %s",  # noqa: S608 - our own
                [key, given],
            )


def _without_ahead(value: Any) -> Any:
    """A list of moments, in seconds, without those that have not come."""
    if not isinstance(value, list):
        return value
    latest = (now() + SKEW).timestamp()
    return [one for one in value if not (isinstance(one, float) and one > latest)]
