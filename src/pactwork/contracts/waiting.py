"""Whose turn it is on a contract and since when, for every party; and the university's promised days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from pactwork.contracts.conditions import unmet
from pactwork.contracts.dossier import Dossier
from pactwork.contracts.models import Ask
from pactwork.contracts.recorded import disputed_now
from pactwork.contracts.rules.own_person import of_party
from pactwork.contracts.rules.standing import SeatStanding
from pactwork.contracts.seat_states import answer_at
from pactwork.contracts.students_turn import students_turn
from pactwork.contracts.vocabulary import in_a_sentence, seat_title
from pactwork.ground import clock
from pactwork.ground.dates import short_day
from pactwork.ground.words import gettext as _
from pactwork.ground.words import ngettext
from pactwork.modules.queries import specification
from pactwork.modules.rules.calendar import working_days_between
from pactwork.modules.rules.specification import Calendar

QUIET = 7  # days after which a workplace that was not promised for is called quiet


@dataclass(frozen=True)
class Clock:
    """A promised day: its state as a shape and colour, and the same in a word."""

    state: str  # go, slow or stop
    words: str


@dataclass(frozen=True)
class Wait:
    """Somebody whose turn it is. ``clock`` is there where the university has promised a day."""

    words: str
    state: str = "brand"
    clock: Clock | None = None


def due_words(due: date) -> str:
    """A promised day in a list, where no calendar is at hand: in days of the week's seven."""
    days = (due - timezone.localtime(clock.now()).date()).days
    if days < 0:
        said = ngettext("%(num)s day late", "%(num)s days late", -days)
        return said % {"num": -days}
    if days == 0:
        return _("due today")
    return ngettext("%(num)s day left", "%(num)s days left", days) % {"num": days}


def clock_of(due: date, today: date, calendar: Calendar) -> Clock:
    """How a promise stands: working days left, today, or missed."""
    if due < today:
        days = (today - due).days
        said = ngettext("%(num)s day late", "%(num)s days late", days)
        return Clock("stop", said % {"num": days})
    left = working_days_between(calendar, today, due)
    if left == 0:
        return Clock(
            "slow", _("due today") if due == today else _("due before the next working day")
        )
    said = ngettext("%(num)s working day left", "%(num)s working days left", left)
    return Clock("slow" if left == 1 else "go", said % {"num": left})


def _of_student(dossier: Dossier, at: datetime, *, own: bool) -> Wait:
    since = {"day": short_day(at)}
    if own:
        return Wait(_("Your turn since %(day)s") % since, "brand")
    since["name"] = dossier.contract.student.first_name
    return Wait(_("%(name)s’s turn since %(day)s") % since, "idle")


def _of_seat(
    dossier: Dossier, place: SeatStanding, ask: Ask | None, title: str, today: date
) -> Wait:
    own = of_party(dossier.facts.named, place.party)
    who = own.name if own and own.name else in_a_sentence(title)
    if ask and ask.holder:
        who = ask.holder.name
    if ask and ask.handed_to:
        who = ask.handed_to.name
    if ask and ask.lost:
        said = _("%(who)s has not received it: our email was not delivered")
        return Wait(said % {"who": who}, "stop")
    words = _("With %(who)s since %(day)s") % {"who": who, "day": short_day(place.since)}
    if ask and ask.due_on:
        calendar = specification(dossier.contract.run).calendar
        return Wait(words, "idle", clock_of(ask.due_on, today, calendar))
    days = (clock.now() - place.since).days
    return Wait(words, "slow" if days >= QUIET else "idle", _quiet(days))


def _quiet(days: int) -> Clock | None:
    if days < QUIET:
        return None
    said = ngettext("no answer for %(num)s day", "no answer for %(num)s days", days)
    return Clock("slow", said % {"num": days})


def _disputes(dossier: Dossier, known: frozenset[str]) -> list[Wait]:
    """A yes that is disputed waits for the university, whoever else has a turn."""
    found = []
    for place in dossier.stands.seats:
        given = next((a for a in dossier.answers if place.answer and a.pk == place.answer.id), None)
        if place.party in known and place.state == "withdrawn" and disputed_now(given):
            words = _("The university has had a dispute to settle since %(day)s")
            found.append(Wait(words % {"day": short_day(place.since)}, "stop"))
    return found


def _to_confirm(dossier: Dossier, known: frozenset[str]) -> list[Wait]:
    """A yes that waits until staff have said who gave it."""
    found = []
    for place in dossier.state.to_confirm:
        given = answer_at(dossier, place)
        if place.party in known and given and given.ask.holder:
            said = {"house": dossier.contract.institution.name, "name": given.ask.holder.name}
            said["day"] = short_day(place.since)
            words = _("Waiting since %(day)s for %(house)s to confirm who %(name)s is") % said
            found.append(Wait(words, "slow", waited(place.since)))
    return found


def waited(since: datetime) -> Clock | None:
    """For what no day is promised: how long it has waited, from the second day on."""
    days = (clock.now() - since).days
    if days < 1:
        return None
    said = ngettext("waiting for %(num)s day", "waiting for %(num)s days", days)
    return Clock("slow", said % {"num": days})


def _conditions(dossier: Dossier, known: frozenset[str]) -> list[Wait]:
    """What others are to see to before something may happen; the student's own is their turn."""
    words = {
        "university": (
            _("The university has a condition to meet"),
            _("The university has a condition to meet by %(day)s"),
        ),
        "workplace": (
            _("The workplace has a condition to meet"),
            _("The workplace has a condition to meet by %(day)s"),
        ),
    }
    found = []
    for point in unmet(dossier):
        if point.owner in words and dossier.seat(point.answer.seat_id).party in known:
            plain, dated = words[point.owner]
            said = dated % {"day": short_day(point.due_on)} if point.due_on else plain
            found.append(Wait(said, "slow"))
    return found


def waits(dossier: Dossier, *, own: bool, parties: Sequence[str]) -> list[Wait]:
    """Everybody whose turn it is, among the parties a reader may know to be asked."""
    stands, known = dossier.stands, frozenset(parties)
    today = clock.today(dossier.contract.institution.time_zone)
    if stands.stage == "ended":
        return []
    paused: datetime | None = dossier.facts.paused_at
    if paused:
        return [Wait(_("Paused since %(day)s: nothing to do") % {"day": short_day(paused)}, "idle")]
    of = {p.key: p for p in dossier.template.parties}
    since = students_turn(dossier)
    found = [_of_student(dossier, since, own=own)] if since else []
    found += _conditions(dossier, known)
    found += _disputes(dossier, known)
    found += _to_confirm(dossier, known)
    for place in stands.seats:
        if place.seat in stands.waiting and place.party in known:
            ask = dossier.open_ask(place.seat)
            found.append(_of_seat(dossier, place, ask, seat_title(of[place.party], place.n), today))
    return found or [Wait(_("Nothing to do for now"), "go")]
