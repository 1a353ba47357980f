"""The cached turns of a contract as its facts say they should be, and where the cache differs."""

from pactwork.contracts.models import Turn
from pactwork.contracts.whole import Whole


def turns(found: Whole) -> list[Turn]:
    """The cached rows that lists read, as they should be now."""
    stands = found.stands
    rows = [
        Turn(
            contract=found.contract,
            party="student",
            state=stands.stage,
            stage=stands.stage,
            since=stands.student_since,
            waiting=None in stands.waiting,
        )
    ]
    for place in stands.seats:
        ask = found.open_ask(place.seat)
        rows.append(
            Turn(
                contract=found.contract,
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


def turn_says(turn: Turn) -> tuple[object, ...]:
    """What a turn says, without its row number."""
    return (
        turn.seat_id,
        turn.party,
        turn.state,
        turn.stage,
        turn.since,
        turn.waiting,
        turn.due_on,
        turn.ask_id,
    )


def turns_differ(found: Whole) -> bool:
    """Whether the cached turns are other than the facts say."""
    kept = {turn_says(turn) for turn in found.contract.turns.all()}
    return kept != {turn_says(turn) for turn in turns(found)}
