"""One table: what every app's people owe. Navigation, home and digest count from here and nowhere else."""

from collections.abc import Callable

from pactwork.contracts.queries import owed as contracts
from pactwork.ground.owed import Owed
from pactwork.people.actors import Actor

OWED: tuple[Callable[[Actor], list[Owed]], ...] = (contracts.owed,)


def owed(actor: Actor) -> list[Owed]:
    """In the table's order, read once for an actor."""
    known: list[Owed] | None = actor.known.get("owed")
    if known is None:
        known = actor.known["owed"] = [one for of in OWED for one in of(actor)]
    return known


def number(actor: Actor, place: str) -> int:
    """The number behind a place: what is owed in a queue counts once for each contract."""
    found = [one.about for one in owed(actor) if one.place == place]
    return len(set(found)) if place == "queue" else len(found)
