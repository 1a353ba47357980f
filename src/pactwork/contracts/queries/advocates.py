"""Advocates worth a second look, over many contracts at once, in one query."""

from collections import defaultdict

from pactwork.contracts.models import Holder
from pactwork.contracts.rules.advocates import concerns

FIELDS = (
    "name",
    "email",
    "vouched_at",
    "seat__contract_id",
    "seat__contract__ending",
    "seat__contract__student__name",
    "seat__contract__student__email",
)


def contracts_to_check(institution: int) -> set[int]:
    """Contracts whose advocate gives a reason to look, and nobody has looked yet."""
    current = Holder.objects.filter(until_at=None, seat__contract__institution=institution)
    rows = list(current.values_list(*FIELDS))
    serves: defaultdict[str, set[int]] = defaultdict(set)
    for row in rows:
        serves[row[1].lower()].add(row[3])
    return {
        contract
        for name, email, vouched, contract, ended, student, student_email in rows
        if vouched is None
        and ended is None
        and concerns(
            student, student_email, name, email, len(serves[email.lower()]) if email else 0
        )
    }
