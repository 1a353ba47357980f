"""Whether somebody has done anything yet: what they did once, they have done."""

from pactwork.ground.process_cache import Known
from pactwork.history.models import Entry

_acted: Known[str, bool] = Known(5000)


def has_acted(ref: str) -> bool:
    """``ref``: what the history calls them. Asked of the database until it is so."""
    if _acted.get(ref):
        return True
    found = Entry.objects.filter(by=ref).exists()
    if found:
        _acted.keep(ref, True)
    return found
