"""Whether somebody has done anything yet."""

from pactwork.history.models import Entry


def has_acted(ref: str) -> bool:
    """``ref``: what the history calls them. One query, by an index."""
    return Entry.objects.filter(by=ref).exists()
