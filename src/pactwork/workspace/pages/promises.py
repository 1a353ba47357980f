"""What somebody undertakes, with its clock: by which day, since when it runs, when it was stopped."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from pactwork.contracts.dossier import Dossier
from pactwork.contracts.models import Ask
from pactwork.modules.queries import specification
from pactwork.modules.rules.calendar import add_working_days
from pactwork.modules.rules.specification import Promise, Section


@dataclass(frozen=True)
class Undertaken:
    """``by_on`` is there once the clock has started, ``done_on`` once an answer has stopped it."""

    promise: Promise
    since_on: date | None = None
    by_on: date | None = None
    done_on: date | None = None


def _day(dossier: Dossier, moment: datetime) -> date:
    return moment.astimezone(ZoneInfo(dossier.contract.institution.time_zone)).date()


def _latest_ask(dossier: Dossier, party: str | None) -> Ask | None:
    """The newest ask of this party that is open or was answered."""
    seats = {s.pk for s in dossier.seats if s.party == party}
    answered = {a.ask_id for a in dossier.answers}
    rows = [
        a for a in dossier.asks if a.seat_id in seats and (a.ended_at is None or a.pk in answered)
    ]
    return max(rows, key=lambda a: a.asked_at, default=None)


def _started(dossier: Dossier, promise: Promise) -> tuple[date | None, date | None]:
    """When this promise's clock started, and when it was stopped."""
    if promise.starts == "start" and dossier.context.weeks:
        return dossier.context.weeks[0].first, None
    if promise.starts == "shared" and dossier.newest:
        return _day(dossier, dossier.newest.shared_at), None
    if promise.starts == "agreed" and dossier.agreements:
        return _day(dossier, dossier.agreements[-1].from_at), None
    ask = _latest_ask(dossier, promise.party) if promise.starts == "asked" else None
    if ask is None:
        return None, None
    answer = next((a for a in dossier.answers if a.ask_id == ask.pk), None)
    return _day(dossier, ask.asked_at), _day(dossier, answer.at) if answer else None


def undertaken(dossier: Dossier, section: Section) -> list[Undertaken]:
    """Each promise of the section, with dates where its clock has started."""
    calendar = specification(dossier.contract.run).calendar
    found = []
    for promise in section.items:
        since, done = _started(dossier, promise)
        timed = since is not None and promise.days is not None
        by = add_working_days(calendar, since, promise.days) if timed else None  # type: ignore[arg-type]
        found.append(Undertaken(promise, since, by, done))
    return found
