"""One contract with everything the law asks about, in a fixed number of queries."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from pactwork.contracts.as_facts import answer_fact, ask_fact, person_ref
from pactwork.contracts.contexts import context_of
from pactwork.contracts.contract_rows import rows_and_texts, rows_of, texts_of
from pactwork.contracts.hung_rows import asks_of, linked, seats_of
from pactwork.contracts.models import (
    Agreement,
    Answer,
    Ask,
    Contract,
    Draft,
    Objection,
    Pause,
    Reading,
    Received,
    Seat,
    Text,
    Turn,
)
from pactwork.contracts.own_persons import looking_after, named_facts
from pactwork.contracts.restating import Restated, answer_digests, draft_digests, restated
from pactwork.contracts.rules.binding import as_bound, to_share
from pactwork.contracts.rules.drafts import FORM, digests, gaps
from pactwork.contracts.rules.facts import (
    AgreementFact,
    DraftFact,
    Facts,
    ObjectionFact,
    SeatFact,
    WaiverFact,
)
from pactwork.contracts.rules.kinds import Context
from pactwork.contracts.rules.needed import cover
from pactwork.contracts.rules.shown import shown, varies
from pactwork.contracts.rules.standing import Standing, standing
from pactwork.contracts.rules.state import State, state_of
from pactwork.ground import clock
from pactwork.history.models import Entry
from pactwork.history.names import fits
from pactwork.modules.models import Role
from pactwork.modules.queries import roles_on, template
from pactwork.modules.rules.specification import Party, Template


@dataclass
class Dossier:
    """A contract's rows, its template and context; facts and standing are worked out on demand."""

    contract: Contract
    pinned: Template  # the newest draft's, with every section it can have: what the law goes by
    context: Context
    drafts: list[Draft]
    seats: list[Seat]
    asks: list[Ask]
    agreements: list[Agreement]
    readings: list[Reading]  # who marked which draft as read
    objections: list[Objection] = field(default_factory=list)
    pauses: list[Pause] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)  # as they are cached for lists
    receipts: list[Received] = field(default_factory=list)  # of what others owe
    sealed: Entry | None = None  # the newest entry that sealed these rows
    module: Entry | None = None  # the newest entry that put the module's file into force
    # By draft: the digest of the module's words beside it as it was shared; older entries have none.
    beside: Mapping[Any, str | None] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)  # that the history has for the student
    texts: list[Text] | None = None
    said: Mapping[str, Any] = field(default_factory=dict)  # the words of the draft that is read

    @cached_property
    def template(self) -> Template:
        """The form of the draft that is read, with the sections it has: what every reader goes by."""
        return shown(self.pinned, self.said)

    @property
    def newest(self) -> Draft | None:
        return self.drafts[-1] if self.drafts else None

    @cached_property
    def answers(self) -> list[Answer]:
        """Every answer that was not undone, oldest first."""
        found = [a for ask in self.asks for a in ask.standing_answers]  # type: ignore[attr-defined]
        return sorted(found, key=lambda a: a.pk)  # a clock may go back, numbers do not

    @cached_property
    def working(self) -> dict[str, Any]:
        """The private working text; only for its author and for freezing it."""
        if self.texts is None:
            self.texts = texts_of(self.contract.pk)
        return {text.section: text.value for text in self.texts}

    @property
    def blank(self) -> Template:
        """What the working text answers: the draft's template, until the student moves to a newer."""
        return template(self.contract.template)

    @cached_property
    def writing(self) -> Template:
        """The same with the sections that the working text calls for, where that was read."""
        return self.blank if self.texts is None else shown(self.blank, self.working)

    def at(self, draft: Draft) -> "Dossier":
        """The same contract by the template of one draft, for whoever reads or prints that one."""
        own = template(draft.template)
        if own is self.pinned and (draft.content is self.said or not varies(own)):
            return self
        return replace(self, pinned=own, said=draft.content)

    def covers(self, party: str, draft: Draft | None) -> frozenset[str]:
        """The sections of a draft that this party's yes is needed for, by that draft's template."""
        own = self.at(draft) if draft else self
        return cover(own.facts, party, own.facts.draft(draft.number) if draft else None)

    def rewrite(self, section: str, value: Any) -> None:
        """The working text as it is once these words are saved."""
        self.working[section] = value
        self.__dict__.pop("unsaid", None)
        self.__dict__.pop("to_share", None)
        self.__dict__.pop("writing", None)

    @cached_property
    def unsaid(self) -> frozenset[str]:
        """Sections of the working text with something still to be said."""
        return gaps(self.blank, self.working, self.context)

    @cached_property
    def to_share(self) -> dict[str, Any]:
        """The content of a draft that would be made now."""
        return to_share(self.blank, self.working, self.context)

    @property
    def agreed_on(self) -> date | None:
        """The day on which the contract was first agreed, where the university is."""
        first = self.agreements[0].from_at if self.agreements else None
        return clock.day_of(first, self.contract.institution.time_zone) if first else None

    @property
    def form(self) -> int:
        """The form of digests that yeses go by: the newest draft's."""
        return self.newest.digest_form if self.newest else FORM

    @cached_property
    def facts(self) -> Facts:
        """In one form of digests: what has an older one is called as the newest draft says."""
        return self._facts({}, self.form, self.newest.restated if self.newest else {})

    def facts_with_working(self) -> Facts:
        """Facts that know the working text too, for sharing it: in the form that a new draft has."""
        working = digests(self.blank, self.to_share, self.context)
        return self._facts(working, FORM, self.restated_to_share)

    def facts_anew(self) -> Facts:
        """The facts in the form of digests that a new draft has."""
        return self._facts({}, FORM, self.restated_to_share)

    @cached_property
    def restated_to_share(self) -> Restated:
        """What a draft made now would call the words before it."""
        if self.newest and self.newest.digest_form == FORM:
            return self.newest.restated
        return restated(self.drafts, self.answers, self.context, FORM)

    def anew(self, draft: Draft, content: Mapping[str, Any] | None = None) -> Mapping[str, Any]:
        """A draft's content with all that binds, which older ones did not keep."""
        said = draft.content if content is None else content
        return as_bound(template(draft.template), said, self.context)

    def compared(
        self, draft: Draft, other: Draft, content: Mapping[str, Any] | None = None
    ) -> Mapping[str, Any]:
        """A draft's words for comparing them with another's, which may keep more of what binds."""
        said = draft.content if content is None else content
        return said if draft.digest_form >= other.digest_form else self.anew(draft, said)

    @cached_property
    def stands(self) -> Standing:
        return standing(self.facts)

    @cached_property
    def state(self) -> State:
        return state_of(self.facts, self.stands)

    @cached_property
    def _on_run(self) -> list[Role]:
        return list(roles_on(self.contract.run))

    def staff(self, *kinds: str) -> list[Role]:
        """Who holds these roles on the run today; read once."""
        return [role for role in self._on_run if role.kind in kinds]

    def team(self, *kinds: str) -> list[Role]:
        """Of these, who looks after this contract; somebody else's own mentor does not."""
        return looking_after(self.staff(*kinds), self.template, self.facts.named)

    def draft(self, number: int) -> Draft | None:
        return next((d for d in self.drafts if d.number == number), None)

    def open_ask(self, seat: int) -> Ask | None:
        return next((a for a in self.asks if a.seat_id == seat and a.ended_at is None), None)

    def party_of(self, seat: Seat) -> Party:
        party = self.template.party(seat.party)
        if party is None:
            raise LookupError(f"the pinned template has no party {seat.party}")
        return party

    def seat(self, pk: int) -> Seat:
        return next(s for s in self.seats if s.pk == pk)

    def _facts(self, working: Mapping[str, str], form: int, again: Restated) -> Facts:
        numbers = {d.pk: d.number for d in self.drafts}
        ending = getattr(self.contract, "ending", None)
        voiding = getattr(self.contract, "voiding", None)
        waivers = [w for seat in self.seats for w in seat.waivers.all()]
        return Facts(
            template=self.pinned,
            made_at=self.contract.made_at,
            now=clock.now(),
            student=person_ref(self.contract.student.ref),
            drafts=tuple(self._draft_fact(d, draft_digests(d, form, again)) for d in self.drafts),
            seats=tuple(SeatFact(s.pk, s.party, s.n) for s in self.seats),
            asks=tuple(ask_fact(a, numbers) for a in self.asks),
            answers=tuple(
                answer_fact(a, numbers, answer_digests(a, form, again)) for a in self.answers
            ),
            waivers=tuple(WaiverFact(w.seat_id, w.at, w.section) for w in waivers),
            agreements=tuple(
                AgreementFact(numbers[a.draft_id], a.from_at) for a in self.agreements
            ),
            new_form=self.newest is not None
            and self.newest.template_id != self.contract.template_id,
            objections=tuple(
                ObjectionFact(o.seat_id, numbers[o.draft_id], o.at) for o in self.objections
            ),
            paused_at=getattr(self.contract, "paused_at", None),  # joined; a new one does not rest
            ended_at=ending.at if ending else None,
            ended_how=ending.kind if ending else "",
            void_by=person_ref(voiding.by_person.ref) if voiding else "",
            working_digests=working,
            named=named_facts(self.contract, self.template, lambda: self._on_run),
        )

    def _draft_fact(self, draft: Draft, called: Mapping[str, str]) -> DraftFact:
        newest = draft is self.newest
        unsaid = gaps(self.pinned, draft.content, self.context) if newest else frozenset()
        return DraftFact(
            draft.number, draft.shared_at, draft.content, called, unsaid, draft.wording_only
        )


def load_dossier(contract: Contract, *, writing: bool = False) -> Dossier:
    """Everything about one contract, in one query; run, enrolment, student and template come joined.

    ``writing``: with the working text, for its author.
    """
    rows = (rows_and_texts if writing else rows_of)(linked(contract).pk, contract.ref)
    drafts: list[Draft] = sorted(rows["drafts"], key=lambda d: d.number)
    numbered = {draft.pk: draft for draft in drafts}
    for draft in drafts:
        draft.contract = contract
    agreements: list[Agreement] = sorted(rows["agreements"], key=lambda a: a.pk)
    for agreement in agreements:
        agreement.contract, agreement.draft = contract, numbered[agreement.draft_id]
    return Dossier(
        contract=contract,
        pinned=template(drafts[-1].template if drafts else contract.template),
        said=drafts[-1].content if drafts else {},
        context=context_of(contract),
        drafts=drafts,
        seats=seats_of(contract, rows),
        asks=asks_of(rows, numbered),
        agreements=agreements,
        readings=rows["readings"],
        objections=rows["objections"],
        pauses=rows["pauses"],
        turns=rows["turns"],
        receipts=rows["receipts"],
        sealed=next(iter(rows["sealed"]), None),
        module=next(iter(rows["module"]), None),
        beside={e.payload.get("draft"): e.payload.get("beside") for e in rows["shares"]},
        names=[row.name for row in rows["names"] if fits(row)],
        texts=rows["texts"] if writing else None,
    )


def text_of(dossier: Dossier, key: str) -> Text | None:
    """The saved working text of a section, if there is any."""
    if key not in dossier.working:
        return None
    return next(t for t in dossier.texts or [] if t.section == key)
