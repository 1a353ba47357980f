"""The walk: the story is played once, and at every moment everybody knocks at every door."""

from collections import Counter
from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass, field

from django.db import transaction

from tests.access.cells import Cell, cells, chosen
from tests.access.fields import marked_fields
from tests.access.knocks import Door
from tests.access.moment import Moment
from tests.access.moves import Try, tries
from tests.access.pleas import pleas
from tests.access.relations import RELATIONS
from tests.access.rounds import NAMED, Found, Round, delete_in_turn, taking_note
from tests.access.story import told
from tests.conftest import Clock
from tests.crawl import quick


@dataclass
class Walk:
    """What came of it all."""

    tried: Counter[str] = field(default_factory=Counter)  # by moment
    cells: int = 0  # that there are
    amiss: list[str] = field(default_factory=list)
    opened: set[tuple[str, str, str]] = field(default_factory=set)  # route, relation, method
    read: set[str] = field(default_factory=set)  # marks that somebody met
    planted: dict[str, str] = field(default_factory=dict)
    fields: set[str] = field(default_factory=set)  # of the database, in which a mark lies
    moves: int = 0
    pleas: int = 0
    guards: Found = field(default_factory=Found)
    unlawful: list[str] = field(default_factory=list)
    made: set[tuple[str, str]] = field(default_factory=set)  # move, role


def moments() -> Generator[tuple[Moment, Door]]:
    """Each moment of the story with a door at which everybody may knock."""
    door = None
    with Clock() as held, quick(), transaction.atomic():
        for moment in told(held):
            door = door or _signed_in(moment)
            yield moment, door
        transaction.set_rollback(True)


def _signed_in(moment: Moment) -> Door:
    door = Door()
    for relation in RELATIONS:
        door.let_in(relation, moment.town.person(relation))
    return door


def walk(*, every: bool) -> Walk:
    """``every``: each cell, and not a share of them."""
    found = Walk()
    with closing(moments()) as story:  # or a walk that breaks would leave its clock and its world
        for number, (moment, door) in enumerate(story):
            rounds = Round(moment, door)
            with taking_note():
                look_round(found, rounds, number, every=every)
            found.planted, found.fields = moment.planted.what, found.fields | marked_fields()
            delete_in_turn(found.guards, rounds)
    return found


def look_round(found: Walk, rounds: Round, number: int, *, every: bool) -> None:
    for cell in cells(rounds.moment, first=number == 0):
        found.cells += 1
        if every or chosen(cell, number) or (rounds.moment.name, str(cell)) in NAMED:
            _cell(found, rounds, cell)
    for one in tries(rounds.moment):
        _try(found, rounds, one)
    for plea in pleas(rounds.moment):
        found.pleas += 1
        found.unlawful += rounds.met(plea)[1]


def _cell(found: Walk, rounds: Round, cell: Cell) -> None:
    met, amiss = rounds.met(cell)
    found.tried[rounds.moment.name] += 1
    found.read |= met.marks
    found.amiss += amiss
    if met.word == "open":
        found.opened.add((cell.route, cell.relation, cell.method))


def _try(found: Walk, rounds: Round, one: Try) -> None:
    met, amiss = rounds.met(one)
    found.moves += 1
    found.read |= met.marks
    found.unlawful += amiss
    if met.done:
        found.made.add((one.move, one.relation.replace(" ", "_")))
