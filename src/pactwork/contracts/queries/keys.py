"""Under which key the history committed to the words of each subject."""

from functools import cache

from pactwork.contracts.models import Contract
from pactwork.history.models import Entry
from pactwork.history.queries import ERASED, Keys
from pactwork.people.models import Institution

OPEN = {"history": "00" * 32}  # what a chain says about itself is no secret


def _of(chain: str) -> tuple[str | None, dict[str, str]]:
    """An institution's own key, and those of its contracts; empty where the words were erased."""
    house = Institution.objects.filter(ref=chain).values_list("key", flat=True).first()
    own = dict(Contract.objects.filter(institution__ref=chain).values_list("ref", "key").iterator())
    told = Entry.objects.filter(chain=chain, act=ERASED).values_list("payload", flat=True)
    return house, OPEN | own | {str(said.get("subject")): "" for said in told}


def keys_of_all() -> Keys:
    """A contract's words were sealed under its own key, all others under their institution's.

    Looked up when a chain's first entry is read, so that whatever an entry is about is known by then.
    """
    known = cache(_of)

    def key(chain: str, subject: str) -> str | None:
        house, own = known(chain)
        return own.get(subject, house)

    return key
