"""Pleas: every role asks the law for every move, about every seat, as the contract stands now.

What the hand-written table calls never theirs, or not at this stage, must be refused. Nothing is
sent: this is the law alone, so that a door before it cannot hide what it would let through.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pactwork.contracts.rules.facts import Facts
from pactwork.contracts.rules.moves import MOVES, Case, why_not
from pactwork.contracts.rules.standing import Standing
from tests.access.moment import Moment
from tests.access.moves import LAW
from tests.contracts.law_moves import ROLES


@dataclass(frozen=True)
class Plea:
    move: str
    role: str
    seat: int
    facts: Facts
    stands: Standing

    def __str__(self) -> str:
        return f"{self.role} asks the law to {self.move}"

    def granted(self) -> bool:
        newest = self.facts.newest
        case = Case(
            self.facts,
            self.stands,
            by=self.facts.student if self.role == "student" else "person:somebody",
            seat=self.seat,
            draft=newest.number if newest else None,
        )
        return why_not(self.move, frozenset({self.role}), case) is None


def pleas(moment: Moment) -> Iterator[Plea]:
    """What must be refused, by role and stage."""
    if "contract" not in moment.there:
        return
    found = moment.town.world.dossier()
    facts = found.facts_with_working()
    for move in MOVES:
        for role in ROLES:
            if LAW[moment.stage, move, role] in "s.":
                for seat in found.seats:
                    yield Plea(move, role, seat.pk, facts, found.stands)
