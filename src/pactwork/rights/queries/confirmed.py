"""Where somebody's name stands because they confirmed who the workplace is.

The row that says who it was may point to nobody by now, or the yes was carried into another contract:
what an agreement keeps is found by the name that the history gave them, and by when they confirmed.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from pactwork.contracts.models import Agreement
from pactwork.ground.personal_data import DataSubject
from pactwork.history.models import Entry, Name
from pactwork.people.models import Person

NEAR = timedelta(hours=1)  # one act, whose row and entry each ask for the time
Yes = Mapping[str, Any]


def confirmed_by(who: DataSubject) -> Callable[[Yes], bool]:
    """Whether it was they who confirmed the giver of a yes, as an agreement keeps it."""
    names = set(Person.objects.filter(pk__in=who.persons).values_list("name", flat=True))
    kept = Name.objects.filter(chain=who.house.ref, of__in=who.refs)
    names |= set(kept.values_list("name", flat=True))
    acts = Entry.objects.filter(chain=who.house.ref, by__in=who.refs, act="vouched")
    moments = list(acts.values_list("at", flat=True))

    def theirs(row: Yes) -> bool:
        if row.get("confirmed_by") not in names:
            return False
        at = datetime.fromisoformat(row["confirmed_at"])
        return any(abs(moment - at) < NEAR for moment in moments)

    return theirs


def confirmed_in(who: DataSubject) -> set[int]:
    """Contracts of which an agreement says so."""
    theirs = confirmed_by(who)
    kept = Agreement.objects.filter(
        contract__institution=who.house, yeses__icontains="confirmed_by"
    )
    return {a.contract_id for a in kept if any(map(theirs, a.yeses))}
