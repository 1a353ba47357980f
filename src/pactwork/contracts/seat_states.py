"""Every sentence about where one seat stands, for the band, the page that asks it, and *shared*."""

from pactwork.contracts.dossier import Dossier
from pactwork.contracts.doubt import is_altered
from pactwork.contracts.models import Answer, Holder, Seat
from pactwork.contracts.recorded import disputed_now, recorded_words, recording_of
from pactwork.contracts.rules.needed import only_at_first, told_only
from pactwork.contracts.rules.standing import SeatStanding
from pactwork.contracts.unasked import listed, unasked, unasked_words
from pactwork.contracts.vocabulary import in_a_sentence
from pactwork.contracts.waived import waived_words
from pactwork.ground.dates import short_day
from pactwork.ground.words import gettext as _


def answer_at(dossier: Dossier, place: SeatStanding) -> Answer | None:
    """The answer that decides where this seat stands."""
    return next((a for a in dossier.answers if place.answer and a.pk == place.answer.id), None)


def speaker(dossier: Dossier, seat: Seat) -> Holder | None:
    """Who speaks for a seat by link: whoever gave the yes that waits, or else who holds it now."""
    given = answer_at(dossier, dossier.stands.seat(seat.pk))
    if dossier.stands.seat(seat.pk).state == "unconfirmed" and given:
        return given.ask.holder
    return seat.holder


def refused_words(dossier: Dossier) -> str:
    """That somebody could not be confirmed, and nobody has been named since; else nothing."""
    for seat in dossier.seats:
        held = sorted(seat.holders.all(), key=lambda h: (h.until_at is None, h.from_at))
        if held and held[-1].refused_at and not dossier.state.ended_at:
            said = {"house": dossier.contract.institution.name, "name": held[-1].name}
            return _("%(house)s could not confirm who %(name)s is.") % said
    return ""


def yes_gone(dossier: Dossier, place: SeatStanding, given: Answer) -> str:
    """Why a yes no longer counts: disputed, never given, its giver left, not confirmed, or taken back."""
    record = recording_of(given)
    if given.ask.holder and given.ask.holder.refused_at:
        return "refused"
    if disputed_now(given):
        return "disputed"
    if record and record.settled_at:
        return "never"
    seat = dossier.seat(place.seat)
    if seat.by == "link" and not any(h.until_at is None for h in seat.holders.all()):
        return "left"
    return "back"


def gone_word(dossier: Dossier, place: SeatStanding, given: Answer) -> str:
    """The same in the few words that a ring has room for; ``%(day)s`` is still to be filled in."""
    return {
        "disputed": _("Disputed, %(day)s"),
        "never": _("There was no yes, %(day)s"),
        "left": _("Has left, %(day)s"),
        "refused": _("Could not be confirmed, %(day)s"),
        "back": _("Yes withdrawn, %(day)s"),
    }[yes_gone(dossier, place, given)]


def seat_words(dossier: Dossier, place: SeatStanding) -> str:
    """Where a seat stands, in a sentence for the student; nothing where nobody was asked yet."""
    given = answer_at(dossier, place)
    if place.state == "asked":
        return f"{_asked(dossier, place)} {waived_words(dossier, place.party)}".strip()
    if place.state == "waived":
        return _("The university is going ahead without this yes, and has given a reason.")
    if place.state == "not_needed":
        return _not_needed(dossier, place.party)
    said = _answered(dossier, place, given) if given else ""
    return " ".join(filter(None, [said, waived_words(dossier, place.party)]))


def _not_needed(dossier: Dossier, party: str) -> str:
    if told_only(dossier.facts, party, dossier.facts.newest):
        if not only_at_first(dossier.pinned, party):
            return _("This change does not need this yes. We email them when it is agreed.")
        return _(
            "Changes to what is agreed do not need this yes. We email them when one is agreed."
        )
    return _("Nothing in the newest draft needs this yes.")


def _asked(dossier: Dossier, place: SeatStanding) -> str:
    ask = dossier.open_ask(place.seat)
    if ask is None:
        return ""
    said = {"day": short_day(ask.asked_at), "number": ask.draft.number}
    if ask.holder is None:
        return _("Asked on %(day)s about draft %(number)s.") % said
    said["name"] = ask.holder.name
    if ask.lost:
        return (
            _("Your request to %(name)s on %(day)s, about draft %(number)s, was not delivered.")
            % said
        )
    return _("%(name)s was asked on %(day)s about draft %(number)s.") % said


def _answered(dossier: Dossier, place: SeatStanding, given: Answer) -> str:
    said = {"name": given.by_name, "day": short_day(given.at)}
    if place.state == "yes":
        return _yes(dossier, place, given)
    if place.state == "unconfirmed":
        return _waits(dossier, given)
    if place.state == "withdrawn":
        return _gone(dossier, place, given)
    if place.state == "lapsed":
        return _("%(name)s agreed to different wording.") % said
    if given.kind == "yes_change":
        return _("%(name)s said yes on %(day)s, with a change.") % said
    return _("%(name)s asked for changes on %(day)s.") % said


def _yes(dossier: Dossier, place: SeatStanding, given: Answer) -> str:
    over = dossier.state.ended_at is not None
    alone = [] if is_altered(dossier) else unasked(dossier, place.seat)
    if alone:
        return _yes_to_the_rest(given, place, alone, over=over)
    if noted := recorded_words(given):
        if is_altered(dossier):
            return f"{noted}."
        return f"{noted}. " + (
            _("It was to this wording.") if over else _("It still counts for this wording.")
        )
    if is_altered(dossier):
        words = _("The record says that %(name)s said yes on %(day)s.")
        return words % {"name": given.by_name, "day": short_day(place.since)}
    words = (
        _("%(name)s said yes on %(day)s, to exactly this wording.")
        if over
        else _("%(name)s said yes on %(day)s, and it still counts for this wording.")
    )
    return words % {"name": signed_as(given), "day": short_day(place.since)}


def _yes_to_the_rest(given: Answer, place: SeatStanding, alone: list[str], *, over: bool) -> str:
    """Of a yes beside which something has changed that it is not asked about again."""
    said = {"name": signed_as(given), "day": short_day(place.since), "sections": listed(alone)}
    if over:
        words = _("%(name)s said yes on %(day)s, to other wording of %(sections)s.")
        return words % said
    if noted := recorded_words(given):
        first = f"{noted}. " + _("It still counts for the other sections.")
    else:
        first = (
            _("%(name)s said yes on %(day)s, and it still counts for the other sections.") % said
        )
    return f"{first} {unasked_words(alone)}"


def signed_as(given: Answer) -> str:
    """Whoever answered, and whose deputy they were."""
    if given.deputy_for is None:
        return given.by_name
    said = {"deputy": given.by_name, "name": given.deputy_for.name}
    return _("%(deputy)s, deputy for %(name)s,") % said


def _waits(dossier: Dossier, given: Answer) -> str:
    """A yes that counts once staff have said who gave it."""
    known = {
        "name": given.by_name,
        "day": short_day(given.at),
        "house": dossier.contract.institution.name,
        "who": given.ask.holder.name if given.ask.holder else given.by_name,
    }
    said = recorded_words(given) or _("%(name)s said yes on %(day)s") % known
    if dossier.state.ended_at:
        return f"{said}. " + _("Nobody at %(house)s confirmed who %(who)s is.") % known
    return f"{said}. " + _("It counts once %(house)s has confirmed who %(who)s is.") % known


def _gone(dossier: Dossier, place: SeatStanding, given: Answer) -> str:
    record, why = recording_of(given), yes_gone(dossier, place, given)
    said = {"name": given.by_name, "day": short_day(place.since)}
    party = dossier.template.party(place.party)
    said["party"] = in_a_sentence(party.title if party else "")
    if why == "never" and record and record.settled_by:
        said["name"] = record.settled_by.name
    said["house"] = dossier.contract.institution.name
    if why == "refused" and given.ask.holder:
        said["name"] = given.ask.holder.name
    if why == "left":
        said["name"] = max(dossier.seat(place.seat).holders.all(), key=lambda h: h.from_at).name
    return {
        "disputed": _("%(name)s says that this yes was not given."),
        "never": _("There was no yes: %(name)s settled the dispute."),
        "left": _("%(name)s no longer speaks for %(party)s."),
        "refused": _("%(house)s could not confirm who %(name)s is."),
        "back": _("%(name)s withdrew the yes on %(day)s."),
    }[why] % said
