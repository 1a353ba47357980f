"""What every app's people owe. Navigation, home and digest count from here and nowhere else."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from pactwork.ground import clock
from pactwork.ground.installed import manifests
from pactwork.ground.one_query import Lists
from pactwork.ground.owed import QUEUE, Owed
from pactwork.people.actors import Actor

Rows = Mapping[str, list[list[Any]]]


def owed(actor: Actor) -> list[Owed]:
    """Everything somebody owes, whatever the app; read once for an actor."""
    known: list[Owed] | None = actor.known.get("owed")
    if known is None:
        there = [app for app in manifests() if app.owed and app.app not in actor.left_out]
        known = [one for app in there if app.owed for one in app.owed(actor)]
        actor.known["owed"] = known
    return known


def number(actor: Actor, place: str = "") -> int:
    """The number behind a place: what is owed in a queue counts once for each contract there.

    Without a place it is everything: the number of *Your turn*, of its heading and of its rows.
    """
    if not place:
        return len(owed(actor))
    found = [one.about for one in owed(actor) if one.place == place]
    return len(set(found)) if place == QUEUE else len(found)


@cache
def _lists() -> Lists:
    """Rows of every app in one query: of a person, on a day."""
    wanted: list[Callable[..., Mapping[str, Any]]] = [
        app.owed_rows for app in manifests() if app.owed_rows
    ]
    return Lists(
        lambda person, on: {name: rows for one in wanted for name, rows in one(person, on).items()}
    )


def rows_owed(actor: Actor) -> Rows:
    """What the apps asked for in ``owed_rows``, by name; one query for all of them, once for an actor."""
    known: Rows | None = actor.known.get("owed_rows")
    if known is None:
        today = clock.today(actor.zone)
        known = _lists()(actor.person_id, today) if actor.person_id else {}
        actor.known["owed_rows"] = known
    return known
