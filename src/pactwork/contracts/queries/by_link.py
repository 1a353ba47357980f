"""What a mailed link leads to: one ask, in the words that its reader may read, and where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from pactwork.contracts.dossier import Dossier, load_dossier
from pactwork.contracts.models import Agreement, Answer, Ask, Contract, Draft, Holder, Point, Seat
from pactwork.contracts.queries.words_of_yes import agreed_content, keys_of_yes
from pactwork.contracts.rules.facts import YES
from pactwork.contracts.rules.moves import Case, why_not
from pactwork.contracts.rules.readers import readable
from pactwork.contracts.rules.state import fate_of
from pactwork.contracts.unasked import asked_again_words
from pactwork.contracts.visibility import one
from pactwork.ground import clock
from pactwork.ground.compiled_query import Prepared
from pactwork.ground.names import plain_name
from pactwork.ground.refusal import Refusal
from pactwork.links.models import Link
from pactwork.modules.queries import specification
from pactwork.modules.rules.specification import Party
from pactwork.people.actors import Actor

ADVOCATE = frozenset({"advocate"})


@dataclass
class Plan:
    """A contract as the holder of one link meets it."""

    link: Link
    ask: Ask
    holder: Holder
    dossier: Dossier

    @property
    def contract(self) -> Contract:
        return self.dossier.contract

    @property
    def about_work(self) -> str:
        """The module's own sentence about the work that the student does there, if it has one."""
        words = specification(self.contract.run).words
        return (words.work or "") if words else ""

    @property
    def of_workplace(self) -> bool:
        """Whether the reader speaks for the workplace; of several parties by link, each for itself."""
        return self.dossier.at(self.ask.draft).template.one_by_link

    @property
    def asked_again(self) -> str:
        """What happens when the words of their yes change."""
        return asked_again_words(self.dossier.at(self.ask.draft).template, self.seat.party)

    @property
    def marked(self) -> bool:
        """Whether the student's work is judged at all."""
        grading = specification(self.contract.run).grading
        return grading is None or grading.scheme != "none"

    @cached_property
    def seat(self) -> Seat:
        return self.dossier.seat(self.ask.seat_id)

    @cached_property
    def party(self) -> Party:
        form = self.dossier.at(self.ask.draft).template
        return next(p for p in form.parties if p.key == self.seat.party)

    @cached_property
    def answer(self) -> Answer | None:
        return next((a for a in self.dossier.answers if a.ask_id == self.ask.pk), None)

    @cached_property
    def state(self) -> str:
        """open, answered, renewed, expired, over, left, refused, or why it ended: withdrawn,
        superseded, recorded, passed_on, paused, left_alone."""
        if self.holder.refused_at:
            return "refused"
        if self.ask.link_id != self.link.pk:
            return "renewed"
        if self.answer and self.answer.withdrawn_at == self.holder.until_at is not None:
            return "left"  # taken back for them, in the act that said so
        if self.answer:
            return "answered"
        if getattr(self.contract, "ending", None):
            return "over"
        if self.ask.ended_at:
            return self.ask.ended_why
        return "expired" if clock.now() >= self.link.ends_at else "open"

    @property
    def said_yes(self) -> bool:
        return self.answer is not None and self.answer.kind in YES

    @cached_property
    def draft(self) -> Draft:
        """What was answered; while it is open the newest, whose words for this seat are the same."""
        if self.answer:
            return next(d for d in self.dossier.drafts if d.pk == self.answer.draft_id)
        newest = self.dossier.newest
        return newest if newest and self.state == "open" else self.ask.draft

    def reads(self, draft: Draft) -> frozenset[str]:
        """Keys of the sections that this reader may read in a draft."""
        party = frozenset({self.seat.party})
        return readable(self.dossier.at(draft).template, draft.content, ADVOCATE, party)

    def covers(self, draft: Draft) -> frozenset[str]:
        return self.dossier.covers(self.seat.party, draft)

    @cached_property
    def agrees_to(self) -> frozenset[str]:
        """The sections that this reader's yes is to, or would be."""
        return keys_of_yes(self.dossier, self.draft, self.seat.party, self.answer)

    @property
    def last_answer(self) -> Answer | None:
        """What this reader answered to an earlier ask, if anything."""
        before = [a for a in self.dossier.answers if a.ask.holder_id == self.holder.pk]
        return next((a for a in reversed(before) if a != self.answer), None)

    def content_of(self, answer: Answer) -> Mapping[str, Any]:
        """The words that were answered, with the exact changes that a yes asked for."""
        return agreed_content(self.dossier, answer)

    @property
    def notes(self) -> list[str]:
        """What the student says with the draft; where they were asked before, with each draft since."""
        before = [a for a in self.dossier.asks if a.holder_id == self.holder.pk]
        earlier = [a.draft.number + 1 for a in before if a.pk < self.ask.pk]
        first = min([*earlier[-1:], self.ask.draft.number])
        since = (d for d in self.dossier.drafts if first <= d.number <= self.draft.number)
        return [d.note.strip() for d in since if d.note.strip() and self.reads(d)]

    @property
    def given_by(self) -> Holder | None:
        """Whoever passed this on to the reader; nobody when the student named them."""
        asks = [a for a in self.dossier.asks if a.seat_id == self.seat.pk and a.holder]
        first = next(n for n, a in enumerate(asks) if a.holder_id == self.holder.pk)
        before = asks[first - 1] if first else None
        return before.holder if before and before.ended_why == "passed_on" else None

    @property
    def successor(self) -> Ask | None:
        """The ask that took this one's place, when it went to the same person and is open."""
        ask = self.dossier.open_ask(self.seat.pk)
        same = ask and ask.link and ask.holder_id == self.holder.pk and ask.pk != self.ask.pk
        return ask if same else None

    @property
    def ask_to_send(self) -> Ask | None:
        """The open question that this reader can have mailed to them again, if there is one."""
        if self.state in ("expired", "renewed"):
            return self.ask if self.ask.ended_at is None else None
        return self.successor if self.state == "superseded" else None

    @property
    def agreement(self) -> Agreement | None:
        """The agreement in force, for somebody whose own yes is in it."""
        found = self.dossier.agreements
        still = self.holder.until_at is None and self.said_yes
        return found[-1] if found and still else None

    @property
    def holds(self) -> bool:
        """Whether this answer is a yes that counts today."""
        dossier = self.dossier
        known = self.answer is not None
        return known and fate_of(dossier.facts, dossier.stands, self.answer.pk) == "holds"  # type: ignore[union-attr]

    @property
    def today(self) -> date:
        return clock.today(self.contract.institution.time_zone)

    @property
    def to_see_to(self) -> list[Point]:
        """Conditions that the workplace is to see to, so far as they are about what this reader reads."""
        if self.holder.until_at is not None or getattr(self.contract, "ending", None):
            return []
        reads = self.reads(self.dossier.newest) if self.dossier.newest else frozenset()
        unmet = [
            point
            for given in self.dossier.answers
            for point in given.points.all()
            if point.unmet and point.owner == "workplace"
            if not point.section or point.section in reads
        ]
        return sorted(unmet, key=lambda p: (p.due_on is None, p.due_on))

    def actor(self, name: str = "") -> Actor:
        """The reader as one who acts, under the name they typed."""
        said = plain_name(name)[:200] or self.holder.name
        institution = self.contract.institution_id
        return Actor(institution, said, f"holder:{self.holder.pk}", via="link")

    def why_not(self, move: str) -> Refusal | None:
        """Why this reader may not make a move now."""
        facts, by = self.dossier.facts, self.actor().ref
        return why_not(move, ADVOCATE, Case(facts, self.dossier.stands, by=by, seat=self.seat.pk))


_asked = Prepared(lambda link: Ask.objects.filter(link=link).select_related("seat"))


def plan_of(link: Link) -> Plan | None:
    """Everything behind a link, read afresh; a link that no ask uses leads nowhere."""
    newest = link
    while newest.renewed_as is not None:
        newest = newest.renewed_as
    asked = _asked(newest.pk)
    if not asked:
        return None
    dossier = load_dossier(one(asked[0].seat.contract_id))
    own = next(a for a in dossier.asks if a.pk == asked[0].pk)
    return Plan(link, own, own.holder, dossier) if own.holder else None
