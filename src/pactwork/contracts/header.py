"""The band over a contract: what it is, where every yes stands, whose turn it is and since when."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from pactwork.contracts.dossier import Dossier
from pactwork.contracts.doubt import is_altered
from pactwork.contracts.models import Ask, Recording, Seat, Turn
from pactwork.contracts.own_rings import named_ring
from pactwork.contracts.recorded import disputed_now, line_of, recorded_line
from pactwork.contracts.rules.binding import fact_said
from pactwork.contracts.rules.drafts import title_of as drafted_title
from pactwork.contracts.rules.own_person import of_party
from pactwork.contracts.rules.readers import parties_shown
from pactwork.contracts.rules.shown import Content
from pactwork.contracts.rules.standing import SeatStanding
from pactwork.contracts.seat_states import answer_at, gone_word
from pactwork.contracts.signed import signed_otherwise
from pactwork.contracts.size import size_of
from pactwork.contracts.students_turn import has_move
from pactwork.contracts.visibility import sections_read
from pactwork.contracts.vocabulary import seat_since, seat_title, stage_words
from pactwork.contracts.waiting import Wait, waits
from pactwork.ground.addresses import address
from pactwork.ground.dates import short_day
from pactwork.ground.words import gettext as _
from pactwork.modules.rules.specification import Party
from pactwork.people.models import Person


def workplace_said(student: Person, content: Content) -> str:
    """Where they work, as these words say it; else as the roster says it now."""
    return fact_said(content, "employer") or (
        student.organisation.name if student.organisation else ""
    )


@dataclass(frozen=True)
class Yes:
    """One ring of the band. ``state`` is one of the macro's: now, asked, yes, lapsed, revise, ..."""

    title: str
    line: str
    state: str
    href: str = ""


class Listed(Protocol):
    """A turn in a list that reads no models."""

    @property
    def state(self) -> str: ...
    @property
    def since(self) -> datetime: ...


@dataclass(frozen=True)
class Band:
    title: str
    crumbs: list[str | tuple[str, str]]
    yeses: list[Yes]
    waits: list[Wait] = field(default_factory=list)


def title_of(dossier: Dossier, roles: frozenset[str]) -> str:
    """The student's own newest words; to everybody else the newest draft's, if they read them."""
    if "student" in roles:
        return dossier.contract.title or dossier.contract.run.title
    section = (dossier.template.title_prompt or "").partition(".")[0]
    seen = (
        dossier.newest.content
        if dossier.newest and section in sections_read(dossier, roles)
        else {}
    )
    return drafted_title(dossier.template, seen) or dossier.contract.run.title


def holder_name(seat: Seat) -> str:
    """Who holds a seat by link now, as the student named them."""
    return seat.holder.name if seat.holder else ""


def _asked_line(ask: Ask | None, who: str, place: SeatStanding) -> str:
    if ask and ask.lost:
        return _("Not delivered")
    if ask and ask.due_on:
        said = {"day": short_day(place.since), "due": short_day(ask.due_on), "name": who}
        if who and not ask.holder:
            return _("%(name)s, asked %(day)s, promised by %(due)s") % said
        return _("Asked %(day)s, promised by %(due)s") % said
    if who:
        return _("%(name)s, asked %(day)s") % {"name": who, "day": short_day(place.since)}
    return seat_since("asked", place.since)


def seat_line(dossier: Dossier, place: SeatStanding, *, named: bool = True) -> str:
    """One line in words: where this seat stands, since when, because of what.

    ``named``: with the name of whoever it is, where the party is one person.
    """
    seat = dossier.seat(place.seat)
    if place.state == "asked":
        own = of_party(dossier.facts.named, place.party)
        who = (own.name if named else "") if own else holder_name(seat)
        return _asked_line(dossier.open_ask(seat.pk), who, place)
    given = answer_at(dossier, place)
    if place.state == "unconfirmed":
        return seat_since(place.state, place.since)
    if place.state == "yes":
        said = (recorded_line(given) if given else "") or seat_since("yes", place.since)
        if seat.by == "link" and given and signed_otherwise(dossier, given):
            return _("%(yes)s, signed by %(name)s") % {"yes": said, "name": given.by_name}
        return said
    if place.state == "withdrawn" and given and (given.withdrawn_at or disputed_now(given)):
        return gone_word(dossier, place, given) % {"day": short_day(place.since)}
    if place.state == "lapsed":
        shorts = {s.key: s.short for s in dossier.template.sections}
        names = ", ".join(shorts[key] for key in place.changed)
        return _("Changed since: %(sections)s") % {"sections": names}
    if place.state == "revise" and place.answer and place.answer.kind == "yes_change":
        return _("Yes, with a change")
    return seat_since(place.state, place.since)


def turn_line(turn: Turn | Listed, record: Recording | None = None) -> str:
    """The same in fewer words, for lists, from the cached turn; a yes written down as it was said."""
    if record and turn.state == "yes" and record.answer.at == turn.since:
        return line_of(record, record.answer.method)
    return seat_since(turn.state, turn.since)


def own_yes(turn: Turn, *, mine: bool) -> Yes:
    """The student's own ring in a list, from the cached turn."""
    if turn.stage == "ended":
        return Yes(_("You"), stage_words()["ended"][1], "waived")
    if mine:
        words = stage_words()
        return Yes(
            _("You"), words["drafting"][1] if turn.stage == "drafting" else _("Your turn"), "now"
        )
    return Yes(_("You"), _("Shared %(day)s") % {"day": short_day(turn.since)}, "yes")


RING = {
    "asked": "asked",
    "unconfirmed": "unconfirmed",
    "yes": "yes",
    "lapsed": "lapsed",
    "revise": "revise",
    "withdrawn": "revise",
    "waived": "waived",
    "not_asked": "waiting",
}


def _student(dossier: Dossier, own: bool) -> Yes:
    stands = dossier.stands
    title = _("You") if own else dossier.contract.student.first_name
    mine = has_move(dossier)
    if stands.stage == "ended":
        return Yes(title, stage_words()["ended"][1], "waived")
    if not dossier.drafts:
        return Yes(title, stage_words()["drafting"][1], "now")
    number = {"number": dossier.drafts[-1].number}
    if mine:
        return Yes(
            title, _("Your turn, draft %(number)s") % number if own else _("Redrafting"), "now"
        )
    return Yes(title, _("Draft %(number)s shared") % number, "yes")


def _known_parties(dossier: Dossier, roles: frozenset[str]) -> list[Party]:
    """Who reads no ethics question is not told that a reviewer is asked."""
    if "student" in roles:
        return dossier.template.parties
    known = parties_shown(dossier.template, sections_read(dossier, roles))
    return [party for party in dossier.template.parties if party.key in known]


def _said(dossier: Dossier, party: Party, place: SeatStanding, own: bool) -> tuple[str, str]:
    """What a ring says: whose yes it is, and where it stands."""
    found = named_ring(dossier, party, place, own)
    if found is None:
        return seat_title(party, place.n), seat_line(dossier, place)
    line = found.line.strip() or seat_line(dossier, place, named=False)
    return found.title, ". ".join(filter(None, [line, found.after]))


LEADS_ON = frozenset({"not_asked", "lapsed", "revise", "asked", "unconfirmed", "withdrawn"})


def yeses(dossier: Dossier, roles: frozenset[str]) -> list[Yes]:
    """The student first, then every party that is needed, in the template's order."""
    own = "student" in roles
    rows = [_student(dossier, own)]
    for party in _known_parties(dossier, roles):
        places = [p for p in dossier.stands.party(party.key) if p.state != "not_needed"]
        for place in places:
            title, line = _said(dossier, party, place, own)
            href, open_to = "", LEADS_ON | ({"yes"} if party.by == "link" else frozenset())
            if own and place.state in open_to:
                seat = dossier.seat(place.seat).ref
                href = address("contracts:ask", dossier.contract.ref, seat)
            rows.append(Yes(title, line, RING[place.state], href))
    return rows


def band(dossier: Dossier, roles: frozenset[str]) -> Band:
    run = dossier.contract.run
    crumb = ", ".join(filter(None, [run.title, size_of(dossier)]))
    crumbs: list[str | tuple[str, str]] = [crumb]
    if "student" not in roles:
        crumbs.append(dossier.contract.student.name)
    if len(dossier.drafts) > 1:
        href = address("contracts:compare", dossier.contract.ref)
        crumbs.append((_("Compare drafts"), href))
    known = [party.key for party in _known_parties(dossier, roles)]
    turns = waits(dossier, own="student" in roles, parties=known)
    said = yeses(dossier, roles)
    return Band(
        title_of(dossier, roles), crumbs, doubted(said) if is_altered(dossier) else said, turns
    )


def doubted(said: list[Yes]) -> list[Yes]:
    """No yes of a contract that was changed past Pactwork stands there as one to rely on."""
    return [replace(one, state="unconfirmed") if one.state == "yes" else one for one in said]
