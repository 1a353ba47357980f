"""The rows of one contract, hung where they belong: seats with their holders, asks with their answers."""

from collections.abc import Mapping

from pactwork.contracts.contract_rows import Rows
from pactwork.contracts.models import Answer, Ask, Contract, Draft, Seat
from pactwork.ground.compiled_query import hang


def seats_of(contract: Contract, rows: Rows) -> list[Seat]:
    seats: list[Seat] = rows["seats"]
    for seat in seats:
        seat.contract = contract
    hang(seats, rows["waivers"], on="seat", name="waivers")
    hang(seats, rows["holders"], on="seat", name="holders")
    return seats


def asks_of(rows: Rows, drafts: Mapping[int, Draft]) -> list[Ask]:
    """With their answers that were not undone, and these with their points."""
    asks: list[Ask] = rows["asks"]
    answers: list[Answer] = rows["answers"]
    holders = {holder.pk: holder for holder in rows["holders"]}
    hang(answers, rows["points"], on="answer", name="points")
    hang(asks, rows["talks"], on="ask", name="talks")
    by_ask: dict[int, list[Answer]] = {}
    for answer in answers:
        answer.open_points = sum(not p.response for p in answer.points.all())  # type: ignore[attr-defined]
        by_ask.setdefault(answer.ask_id, []).append(answer)
    for ask in asks:
        ask.draft, ask.holder = drafts[ask.draft_id], holders.get(ask.holder_id or 0)
        ask.lost = ask in rows["lost"]
        ask.standing_answers = by_ask.get(ask.pk, [])  # type: ignore[attr-defined]
        for answer in ask.standing_answers:  # type: ignore[attr-defined]
            answer.ask = ask
    return asks


def linked(contract: Contract) -> Contract:
    """What is the same row by several ways is one object."""
    contract.run.institution = contract.student.institution = contract.institution
    contract.enrolment.run = contract.run
    return contract
