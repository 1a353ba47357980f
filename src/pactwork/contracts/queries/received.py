"""What others owed to a module and has come, counted by piece: for whoever changes the module."""

from collections.abc import Collection, Mapping

from django.db.models import Count

from pactwork.contracts.models import Received
from pactwork.modules.models import Run


def received(run: Run, pieces: Collection[str]) -> Mapping[str, int]:
    """Of how many students each piece is marked as received, as far as it is of any; one query."""
    rows = Received.objects.filter(contract__run=run, piece__in=pieces)
    counted = rows.values("piece").annotate(students=Count("contract", distinct=True))
    return {row["piece"]: row["students"] for row in counted}
