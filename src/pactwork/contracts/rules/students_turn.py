"""What a student can do now. Whoever is asked after somebody who has the question yet waits for them."""

from collections.abc import Collection, Iterable

from pactwork.contracts.rules.standing import SETTLED, STUDENTS_MOVE
from pactwork.modules.rules.specification import Party


def _settled(party: Party, states: Collection[str]) -> bool:
    wanted = [state for state in states if state != "not_needed"]
    enough = all if party.enough == "all" else any
    return not wanted or enough(state in SETTLED for state in wanted)


def to_ask(parties: Iterable[Party], seats: Collection[tuple[str, str]]) -> list[bool]:
    """For each seat, by its party and its state, whether asking it is the student's to do now."""
    of = {party.key: party for party in parties}
    open_ = {
        key for key, party in of.items() if not _settled(party, [s for p, s in seats if p == key])
    }
    return [
        key in open_ and state in STUDENTS_MOVE and not open_.intersection(of[key].after)
        for key, state in seats
    ]


def can_move(parties: Iterable[Party], seats: Collection[tuple[str, str]]) -> bool:
    """Somebody can be asked, or wants other words."""
    known = list(parties)
    revised = any(state == "revise" for _party, state in seats)
    return revised or any(to_ask(known, seats))
