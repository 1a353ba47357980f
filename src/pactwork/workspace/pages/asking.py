"""The page on which a student asks one party: what is asked, of whom, or why it cannot be yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pactwork.contracts.access import Desk
from pactwork.contracts.as_facts import person_ref
from pactwork.contracts.dossier import Dossier
from pactwork.contracts.models import Answer, Ask, Holder, Seat, Talk
from pactwork.contracts.naming import trusts
from pactwork.contracts.queries.by_link import ADVOCATE
from pactwork.contracts.queries.days import promised_on
from pactwork.contracts.queries.reading import SectionRead, sections_of
from pactwork.contracts.queries.seats import stood_in_for
from pactwork.contracts.queries.words_of_yes import agreed_content
from pactwork.contracts.queries.written_to import Fate, fate_of
from pactwork.contracts.rules.drafts import ChangedLine, compare
from pactwork.contracts.rules.own_person import of_party
from pactwork.contracts.rules.readers import readable
from pactwork.contracts.rules.required import sections_lacking
from pactwork.contracts.rules.standing import SETTLED, SeatStanding, party_state
from pactwork.contracts.seat_states import answer_at, seat_words, yes_gone
from pactwork.contracts.signed import signed_otherwise
from pactwork.ground import clock
from pactwork.ground.refusal import Refusal
from pactwork.ground.words import ngettext
from pactwork.modules.queries import staff_of
from pactwork.modules.rules.roles import LOOKS_AFTER
from pactwork.modules.rules.specification import Party, Section
from pactwork.workspace.forms.asking import TypedAsk
from pactwork.workspace.queries.others import asked_before


@dataclass(frozen=True)
class Changed:
    """A covered section that reads otherwise than the words this party agreed to."""

    key: str
    short: str
    lines: list[ChangedLine]


@dataclass(frozen=True)
class Asking:
    """Everything on the page. ``why_not`` says why this party cannot be asked now."""

    seat: Seat
    party: Party
    place: SeatStanding
    words: str  # where the seat stands, in a sentence
    sections: list[SectionRead]
    why_not: Refusal | None
    why_not_withdraw: Refusal | None
    may_ask_second: bool
    unfinished: list[Section]
    unshared: list[Section]
    first: list[tuple[str, Seat]]
    ask: Ask | None
    answer: Answer | None
    holder: Holder | None
    promised_on: date | None
    team: list[str]
    deciding: str  # their names, for a sentence
    changes: list[Changed]
    typed: TypedAsk
    fate: Fate = field(default_factory=Fate)  # what became of the email to whoever is asked by link
    stood_in: Holder | None = None  # who answered last time, for once, in the place of the holder
    signed: str = ""  # with another name than that of whoever was asked
    gone: str = ""  # why a yes no longer counts
    may_record: bool = False
    may_leave: Holder | None = None  # who could be said to have left
    named: list[str] = field(default_factory=list)
    talks: list[Talk] = field(default_factory=list)
    refused: Holder | None = None  # whom staff could not confirm, and nobody has been named since
    waits: "Waits | None" = None  # a yes, for the word of staff
    trusted: bool = False  # the module takes whom students name at work
    needing_yes: list[Section] = field(default_factory=list)  # they say no where a yes is required
    also_read: list[str] = field(default_factory=list)  # sections beside those that need their yes

    @property
    def by_link(self) -> bool:
        return self.party.by == "link"

    @property
    def who(self) -> str:
        """The one person asked or to be asked, where there is one."""
        return self.holder.name if self.holder else ""


@dataclass(frozen=True)
class Waits:
    """For how many days a yes has waited for the word of staff, and whose word that can be."""

    days: int
    people: list[str]


def _waits(dossier: Dossier, place: SeatStanding) -> Waits | None:
    if place.state != "unconfirmed":
        return None
    people = [role.person.name for role in staff_of(dossier.contract.run, *LOOKS_AFTER)]
    return Waits((clock.now() - place.since).days, list(dict.fromkeys(people)))


def changes_since(dossier: Dossier, place: SeatStanding, answer: Answer | None) -> list[Changed]:
    """The redline of what lapsed a yes, section by section."""
    if answer is None or dossier.newest is None or not place.changed:
        return []
    draft = next(d for d in dossier.drafts if d.pk == answer.draft_id)
    then = dossier.compared(draft, dossier.newest, agreed_content(dossier, answer))
    now = dossier.newest.content
    found = []
    for section in dossier.template.sections:
        if section.key in place.changed:
            lines = [x for x in compare(section, then, now, dossier.context) if x.differs]
            found.append(Changed(section.key, section.short, lines))
    return found


def _unfinished(dossier: Dossier, party: Party) -> list[Section]:
    newest = dossier.facts.newest
    if newest is None:
        return []
    wanted = dossier.covers(party.key, dossier.newest) & newest.gaps
    return [s for s in dossier.template.sections if s.key in wanted]


def _unshared(dossier: Dossier, party: Party) -> list[Section]:
    """Sections this party would agree to whose working text says something newer than the draft."""
    newest = dossier.facts.newest
    if newest is None:
        return []
    wanted = dossier.covers(party.key, dossier.newest)
    facts = dossier.facts_with_working()
    then = facts.newest.digests if facts.newest else {}
    return [
        s
        for s in dossier.template.sections
        if s.key in wanted and facts.working_digests.get(s.key) != then.get(s.key)
    ]


def _first(dossier: Dossier, party: Party) -> list[tuple[str, Seat]]:
    """Parties that this module wants asked before this one, and that have not said yes."""
    found = []
    for key in party.after:
        other, places = dossier.template.party(key), dossier.stands.party(key)
        if other and places and party_state(dossier.facts, key, places) not in SETTLED:
            found.append((other.title, dossier.seat(places[0].seat)))
    return found


def _holder(seat: Seat) -> Holder | None:
    """Who holds the seat; else who held it last."""
    held = sorted(seat.holders.all(), key=lambda h: (h.until_at is None, h.from_at))
    return held[-1] if held else None


def _prefilled(dossier: Dossier, holder: Holder | None, ask: Ask | None) -> TypedAsk:
    number = dossier.newest.number if dossier.newest else 0
    if holder is None:
        return TypedAsk(draft=number, email=_written_address(dossier))
    message = ask.message if ask else ""
    return TypedAsk(number, holder.name, holder.email, holder.job, message)


def _written_address(dossier: Dossier) -> str:
    """The address that the contract gives, where it asks for one and only one party has a link."""
    if sum(party.by == "link" for party in dossier.template.parties) > 1:
        return ""
    content = dossier.newest.content if dossier.newest else {}
    asked = [
        (s.key, p.key) for s in dossier.template.sections for p in s.prompts if p.type == "email"
    ]
    given = (str((content.get(section) or {}).get(key) or "") for section, key in asked)
    return next((address for address in given if address), "")


def _named(dossier: Dossier) -> list[str]:
    """The people whom the student has named as helping, to think of."""
    content = dossier.newest.content if dossier.newest else {}
    keys = [(s.key, s.each[0].key) for s in dossier.template.sections if s.kind == "people"]
    rows = [(row, name) for key, name in keys for row in (content.get(key) or {}).get("rows") or []]
    return [str(row.get(name)) for row, name in rows if row.get(name)]


def also_read(dossier: Dossier, content: Mapping[str, Any], party: Party) -> list[str]:
    """The sections whose words a party reads by link without being asked for a yes to them."""
    form = dossier.template
    reads = readable(form, content, ADVOCATE, frozenset({party.key}))
    others = reads - dossier.covers(party.key, dossier.newest)
    return [
        s.short for s in form.sections if s.key in others and s.kind not in ("promise", "facts")
    ]


def _deciding(dossier: Dossier, party: Party) -> tuple[list[str], str]:
    """Whoever has the role, and a sentence's words for them.

    Where the party is one person, they come first, and then those who stand in for them, as deputies.
    """
    team = [role.person for role in staff_of(dossier.contract.run, party.by)]
    own = of_party(dossier.facts.named, party.key)
    if own is None:
        names = [person.name for person in team]
        return names, ", ".join(names)
    deputies = [p.name for p in team if person_ref(p.ref) in own.deputies]
    if not deputies or not own.there:
        return deputies or [own.name] * own.there, ", ".join(deputies) or own.name
    words = ngettext(
        "%(name)s and, as deputy, %(deputies)s",
        "%(name)s and, as deputies, %(deputies)s",
        len(deputies),
    )
    said = {"name": own.name, "deputies": ", ".join(deputies)}
    return [own.name, *deputies], words % said


def asking(desk: Desk, seat: Seat, typed: TypedAsk | None = None) -> Asking:
    """The page for one seat; ``typed`` is what could not be sent as it was."""
    dossier = desk.dossier
    party = dossier.template.party(seat.party)
    if party is None:
        raise LookupError(f"the pinned template has no party {seat.party}")
    place, content = dossier.stands.seat(seat.pk), dossier.newest.content if dossier.newest else {}
    ask, by_link = dossier.open_ask(seat.pk), party.by == "link"
    answer = answer_at(dossier, place)
    holder = _holder(seat) or (asked_before(dossier, party) if by_link else None)
    stood_in = holder if ask is None and stood_in_for(seat, holder) else None
    holder = (stood_in_for(seat, holder) or holder) if stood_in else holder
    refused = holder if holder and holder.refused_at else None
    holder = None if refused else holder
    may_leave = by_link and desk.why_not("leave_workplace", seat=seat.pk) is None
    staff, deciding = ([], "") if by_link else _deciding(dossier, party)
    return Asking(
        seat=seat,
        party=party,
        place=place,
        words=seat_words(dossier, place),
        sections=sections_of(dossier, content, dossier.covers(party.key, dossier.newest)),
        why_not=desk.why_not("ask", seat=seat.pk),
        why_not_withdraw=desk.why_not("withdraw_ask", seat=seat.pk),
        may_ask_second=not by_link and desk.why_not("ask_second", seat=seat.pk) is None,
        unfinished=_unfinished(dossier, party),
        unshared=[] if ask else _unshared(dossier, party),
        first=_first(dossier, party),
        ask=ask,
        answer=answer,
        holder=holder,
        promised_on=ask.due_on if ask else promised_on(dossier, party.key),
        team=staff,
        deciding=deciding,
        changes=changes_since(dossier, place, answer),
        typed=typed or _prefilled(dossier, holder, ask),
        fate=fate_of(ask),
        stood_in=stood_in,
        refused=refused,
        waits=_waits(dossier, place),
        trusted=by_link and trusts(dossier.contract),
        signed=signed_otherwise(dossier, answer) if by_link else "",
        gone=yes_gone(dossier, place, answer) if place.state == "withdrawn" and answer else "",
        may_record=by_link and desk.why_not("record", seat=seat.pk) is None,
        may_leave=seat.holder if may_leave else None,
        named=_named(dossier) if by_link else [],
        needing_yes=sections_lacking(dossier.template, content),
        also_read=also_read(dossier, content, party) if by_link else [],
        talks=list(ask.talks.select_related("by_person")) if ask and not by_link else [],
    )
