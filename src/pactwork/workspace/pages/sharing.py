"""Before sharing: every answer and gap, who will read what, and what this draft does to each yes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from pactwork.contracts.dossier import Dossier
from pactwork.contracts.having import has_in
from pactwork.contracts.models import Ask, Seat
from pactwork.contracts.queries.reading import SectionRead, section_read
from pactwork.contracts.rules.drafts import missing
from pactwork.contracts.rules.facts import AskFact, DraftFact, Facts
from pactwork.contracts.rules.moves import Case, why_not
from pactwork.contracts.rules.needed import changed, changed_alone, covered_digests, same_question
from pactwork.contracts.rules.readers import peers_read, readable
from pactwork.contracts.rules.required import without_yes
from pactwork.contracts.rules.standing import SeatStanding, Standing, standing
from pactwork.contracts.unasked import unasked_words
from pactwork.ground.refusal import Refusal
from pactwork.modules.queries import template_for
from pactwork.modules.rules.specification import Party, Section, Template
from pactwork.workspace.pages.workspace import Look, frame
from pactwork.workspace.queries.others import set_names

AUTHOR = frozenset({"student"})
Fate = Literal["kept", "lapses", "ask_stays", "ask_ends", "waits", "not_needed"]


@dataclass(frozen=True)
class Checked:
    """One section on the page that is read through before sharing."""

    read: SectionRead
    gap: str  # the first field still to be answered
    new: bool  # it differs from the newest draft
    workplaces: tuple[str, ...] = ()  # who reads it by link once they are asked
    needs_yes: bool = False  # says no where the module requires a yes

    @property
    def section(self) -> Section:
        return self.read.section


@dataclass(frozen=True)
class SeatFate:
    """What sharing would do to one seat's yes or ask."""

    party: Party
    seat: Seat
    fate: Fate
    sections: list[str]  # what changed for this seat
    holder: str
    refusal: Refusal | None = None  # why it cannot be asked again at once
    alone: str = ""  # what else changes that they agreed to, and are not asked about again

    @property
    def may_ask_again(self) -> bool:
        known = bool(self.holder) or self.party.by != "link"
        return self.fate in ("ask_ends", "lapses") and self.refusal is None and known


def _read_by_link(dossier: Dossier) -> list[tuple[str, frozenset[str]]]:
    """What each party without an account would read of the working text."""
    form, words = (
        dossier.writing,
        {s.key: dossier.working.get(s.key) or {} for s in dossier.writing.sections},
    )
    return [
        (party.title, readable(form, words, frozenset({"advocate"}), frozenset({party.key})))
        for party in form.parties
        if party.by == "link"
    ]


def checked(dossier: Dossier) -> list[Checked]:
    """Every section of the working text."""
    before: Mapping[str, Any] = dossier.anew(dossier.newest) if dossier.newest else {}
    now = dossier.to_share
    by_link = _read_by_link(dossier)
    rows = []
    for section in dossier.writing.sections:
        gaps = missing(section, dossier.working, dossier.context)
        new = (before.get(section.key) or {}) != now[section.key]
        read = section_read(section, now, dossier.context)
        read_by = tuple(title for title, keys in by_link if section.key in keys)
        no = bool(without_yes(section, now[section.key]))
        rows.append(Checked(read, gaps[0] if gaps else "", new, read_by, no))
    return rows


def why_not_share(dossier: Dossier) -> Refusal | None:
    case = Case(dossier.facts_with_working(), dossier.stands, by=dossier.facts.student)
    return why_not("share", AUTHOR, case)


def _shared(dossier: Dossier) -> Facts:
    """The facts as they would be with the working text as the newest draft, its asks ended."""
    facts = dossier.facts_with_working()
    content = dossier.to_share
    number = facts.newest.number + 1 if facts.newest else 1
    gaps = frozenset(
        s.key for s in dossier.writing.sections if missing(s, content, dossier.context)
    )
    draft = DraftFact(number, facts.now, content, facts.working_digests, gaps)
    asks = tuple(_ended(facts, ask, draft, dossier.blank) for ask in facts.asks)
    return replace(facts, template=dossier.blank, drafts=(*facts.drafts, draft), asks=asks)


def _ended(facts: Facts, ask: AskFact, draft: DraftFact, form: Template) -> AskFact:
    named = facts.draft(ask.draft)
    party = next(s.party for s in facts.seats if s.id == ask.seat)
    if ask.ended_at or named is None or same_question(facts, party, named, draft, form):
        return ask
    return replace(ask, ended_at=facts.now, ended_why="superseded")


def _differs(facts: Facts, ask: AskFact, draft: DraftFact) -> tuple[str, ...]:
    """The sections that this ask was about and that the draft changes."""
    named = facts.draft(ask.draft)
    party = next(s.party for s in facts.seats if s.id == ask.seat)
    then = covered_digests(facts, party, named) if named else {}
    return changed(facts, party, then, draft)


def _fate(now: SeatStanding, then: SeatStanding) -> Fate | None:
    if now.ask:
        return "ask_stays" if then.ask else "ask_ends"
    if then.state in ("yes", "unconfirmed"):
        return "kept"
    if now.state in ("yes", "unconfirmed") and then.state == "not_needed":
        return "not_needed"
    if now.state in ("yes", "unconfirmed") or then.state == "lapsed":
        return "lapses"
    return None if then.state in ("not_needed", "waived") else "waits"


def seat_fates(dossier: Dossier) -> list[SeatFate]:
    """What sharing now would do to each yes, in the template's order."""
    facts = _shared(dossier)
    after = standing(facts)
    shorts = {s.key: s.short for s in dossier.blank.sections}
    found = []
    for now in dossier.stands.seats:
        then = after.seat(now.seat)
        fate, party = _fate(now, then), dossier.writing.party(now.party)
        if fate is None or party is None:
            continue
        keys = _differs(facts, now.ask, facts.drafts[-1]) if now.ask else then.changed
        names = [shorts[key] for key in keys]
        again = fate in ("ask_ends", "lapses")
        refusal = _asking_again(facts, after, now) if again else None
        seat = dossier.seat(now.seat)
        alone = unasked_words([shorts[key] for key in _alone(facts, now.seat, fate)])
        found.append(SeatFate(party, seat, fate, names, _holder(dossier, seat), refusal, alone))
    return found


def _alone(facts: Facts, seat: int, fate: Fate) -> tuple[str, ...]:
    told = fate in ("kept", "lapses", "ask_stays")
    return changed_alone(facts, seat, facts.newest) if told else ()


def _asking_again(facts: Facts, after: Standing, now: SeatStanding) -> Refusal | None:
    return why_not("ask", AUTHOR, Case(facts, after, by=facts.student, seat=now.seat))


def _holder(dossier: Dossier, seat: Seat) -> str:
    ask: Ask | None = dossier.open_ask(seat.pk)
    holder = ask.holder if ask else None
    holder = holder or seat.holder
    return holder.name if holder else ""


def check_page(dossier: Dossier, look: Look) -> dict[str, Any]:
    """The context of the page that is read through before sharing."""
    fates = seat_fates(dossier)
    return frame(dossier, "check", look) | {
        "in_force": bool(dossier.agreements),
        "may_reword": bool(dossier.drafts) and any(f.fate == "lapses" for f in fates),
        "newer_form": template_for(dossier.contract.enrolment).digest
        != dossier.contract.template.digest,
        "checked": checked(dossier),
        "fates": fates,
        "others": set_names(dossier, dossier.blank, dossier.to_share),
        "has": replace(has_in(dossier), sets=peers_read(dossier.blank, dossier.to_share)),
        "why_not": why_not_share(dossier),
        "number": len(dossier.drafts) + 1,
    }
