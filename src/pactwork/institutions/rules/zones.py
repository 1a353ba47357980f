"""A time zone as somebody types it, and the zones that people look for."""

from functools import cache

from pactwork.people.rules.describing import zones

PLACES = frozenset(
    {
        *("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia"),
        *("Europe", "Indian", "Pacific"),
    }
)


@cache
def offered() -> tuple[str, ...]:
    """Those called after a place, which know its summer time; and UTC."""
    return (*sorted(z for z in zones() if z.partition("/")[0] in PLACES), "UTC")


def zone_in(text: str) -> str:
    """``America/New_York`` for *new york*; what names no zone, or several, stays as it is."""
    said = "_".join(text.split())
    if said in zones():
        return said
    found = {
        zone
        for zone in offered()
        if said.casefold() in (zone.casefold(), zone.rpartition("/")[2].casefold())
    }
    return found.pop() if len(found) == 1 else text.strip()
