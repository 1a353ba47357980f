"""The cached turns of a contract as its facts say they should be, and where the cache differs."""

from pactwork.contracts.dossier import Dossier
from pactwork.contracts.models import Turn


def turns(dossier: Dossier) -> list[Turn]:
    """The cached rows that lists read, as they should be now."""
    stands = dossier.stands
    rows = [
        Turn(
            contract=dossier.contract,
            party="student",
            state=stands.stage,
            stage=stands.stage,
            since=stands.student_since,
            waiting=None in stands.waiting,
        )
    ]
    for place in stands.seats:
        ask = dossier.open_ask(place.seat)
        rows.append(
            Turn(
                contract=dossier.contract,
                seat_id=place.seat,
                party=place.party,
                state=place.state,
                stage=stands.stage,
                since=place.since,
                waiting=place.seat in stands.waiting,
                due_on=ask.due_on if ask else None,
                ask=ask,
            )
        )
    return rows


# Every column of a turn but whose it is.
SAID = ("party", "state", "stage", "since", "waiting", "due_on", "ask_id")


def turn_says(turn: Turn) -> tuple[object, ...]:
    """What a turn says, without its row number."""
    return (turn.seat_id, *(getattr(turn, name) for name in SAID))


def turns_differ(dossier: Dossier) -> bool:
    """Whether the cached turns are other than the facts say."""
    kept = {turn_says(turn) for turn in dossier.turns}
    return kept != {turn_says(turn) for turn in turns(dossier)}
