"""Django's own ``flush``, with the history's lock lifted meanwhile."""

from typing import Any

from django.core.management.commands import flush
from django.db import connections

from pactwork.history import sealed


class Command(flush.Command):
    def handle(self, **options: Any) -> None:
        connection = connections[options["database"]]
        sealed.unlock(connection)
        try:
            super().handle(**options)
        finally:
            sealed.lock(connection)
