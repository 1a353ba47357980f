"""What every app's people owe. Navigation, home and digest count from here and nowhere else."""

from pactwork.ground.installed import manifests
from pactwork.ground.owed import QUEUE, Owed
from pactwork.people.actors import Actor


def owed(actor: Actor) -> list[Owed]:
    """Read once for an actor."""
    known: list[Owed] | None = actor.known.get("owed")
    if known is None:
        known = [one for app in manifests() if app.owed for one in app.owed(actor)]
        actor.known["owed"] = known
    return known


def number(actor: Actor, place: str) -> int:
    """The number behind a place: what is owed in a queue counts once for each contract."""
    found = [one.about for one in owed(actor) if one.place == place]
    return len(set(found)) if place == QUEUE else len(found)
