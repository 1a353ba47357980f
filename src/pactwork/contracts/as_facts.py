"""Rows of asks and answers as the law knows them."""

from collections.abc import Mapping
from datetime import datetime

from pactwork.contracts.models import Answer, Ask
from pactwork.contracts.rules.facts import AnswerFact, AskFact, RecordFact


def person_ref(ref: str) -> str:
    """How the history names a person."""
    return f"person:{ref}"


def ask_fact(ask: Ask, numbers: Mapping[int, int]) -> AskFact:
    return AskFact(
        id=ask.pk,
        seat=ask.seat_id,
        draft=numbers[ask.draft_id],
        asked_at=ask.asked_at,
        ended_at=ask.ended_at,
        ended_why=ask.ended_why,
        not_by=person_ref(ask.not_by.ref) if ask.not_by else "",
    )


def answered_by(answer: Answer) -> str:
    """The actor ref of whoever answered."""
    if answer.by_person:
        return person_ref(answer.by_person.ref)
    return f"holder:{answer.ask.holder_id}"


def _record_fact(answer: Answer) -> RecordFact | None:
    record = getattr(answer, "recording", None)
    if record is None:
        return None
    disputed, settled = record.disputed_at is not None, record.settled_at is not None
    return RecordFact(person_ref(record.by_person.ref), record.dispute_until, disputed, settled)


def taken_back_at(answer: Answer) -> datetime | None:
    """When the answer stopped counting: taken back, or disputed and not settled in its favour."""
    record = getattr(answer, "recording", None)
    if answer.withdrawn_at or record is None or record.settled_how == record.STANDS:
        return answer.withdrawn_at
    return record.disputed_at


def answer_fact(
    answer: Answer, numbers: Mapping[int, int], covered: Mapping[str, str]
) -> AnswerFact:
    """``covered``: what it agreed to, in the form of digests that the facts are in."""
    return AnswerFact(
        id=answer.pk,
        seat=answer.seat_id,
        draft=numbers[answer.draft_id],
        kind=answer.kind,
        at=answer.at,
        by=answered_by(answer),
        covered=covered,
        withdrawn_at=taken_back_at(answer),
        open_points=answer.open_points,  # type: ignore[attr-defined]
        wording=answer.wording,
        doubted=bool(answer.ask.holder and answer.ask.holder.unconfirmed),
        record=_record_fact(answer),
    )
