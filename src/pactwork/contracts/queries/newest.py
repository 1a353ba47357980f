"""The newest draft of each of many contracts."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, QuerySet

from pactwork.contracts.models import Draft


def newest_of(contracts: Sequence[int]) -> QuerySet[Draft]:
    later = Draft.objects.filter(contract=OuterRef("contract"), number__gt=OuterRef("number"))
    return Draft.objects.filter(~Exists(later), contract__in=contracts)
