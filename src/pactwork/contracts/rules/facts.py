"""Everything the law knows of one contract at one moment, frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pactwork.contracts.rules.own_person import NamedFact
from pactwork.modules.rules.specification import Template

YES: frozenset[str] = frozenset({"yes", "yes_suggest", "yes_conditions", "yes_change"})


@dataclass(frozen=True)
class DraftFact:
    number: int
    shared_at: datetime
    content: Mapping[str, Any]
    digests: Mapping[str, str]
    gaps: frozenset[str] = frozenset()  # sections with something still to be said
    wording_only: bool = False  # the student says that no meaning changed since the draft before


@dataclass(frozen=True)
class SeatFact:
    id: int
    party: str
    n: int = 1


@dataclass(frozen=True)
class AskFact:
    id: int
    seat: int
    draft: int
    asked_at: datetime
    ended_at: datetime | None = None
    ended_why: str = ""
    not_by: str = ""  # a second facilitator was asked for: not this one


@dataclass(frozen=True)
class RecordFact:
    """Somebody wrote this answer down for whoever gave it, who may dispute it until a moment."""

    by: str
    dispute_until: datetime
    disputed: bool = False
    settled: bool = False


@dataclass(frozen=True)
class AnswerFact:
    """``covered`` are the digests agreed to; for a yes with a change, those of the changed words."""

    id: int
    seat: int
    draft: int
    kind: str
    at: datetime
    by: str
    covered: Mapping[str, str]
    withdrawn_at: datetime | None = None  # taken back, or disputed and not settled in its favour
    open_points: int = 0
    wording: bool = False  # confirms that its draft changed wording only
    doubted: bool = False  # staff have still to confirm who gave it
    record: "RecordFact | None" = None


@dataclass(frozen=True)
class WaiverFact:
    """``section``: the one it is for, and then of the seat's party; blank for the seat as a whole."""

    seat: int
    at: datetime
    section: str = ""


@dataclass(frozen=True)
class ObjectionFact:
    """A seat that does not take this draft's changes for wording only."""

    seat: int
    draft: int
    at: datetime


@dataclass(frozen=True)
class AgreementFact:
    draft: int
    from_at: datetime


@dataclass(frozen=True)
class Facts:
    """Answers that were undone, and agreements that went with them, are not among the facts."""

    template: Template
    made_at: datetime
    now: datetime
    student: str  # the student's actor ref
    drafts: tuple[DraftFact, ...] = ()
    seats: tuple[SeatFact, ...] = ()
    asks: tuple[AskFact, ...] = ()
    answers: tuple[AnswerFact, ...] = ()
    waivers: tuple[WaiverFact, ...] = ()
    agreements: tuple[AgreementFact, ...] = ()
    new_form: bool = False  # the working text answers a newer template than the newest draft
    objections: tuple[ObjectionFact, ...] = ()
    paused_at: datetime | None = None
    ended_at: datetime | None = None
    ended_how: str = ""  # completed, ended_early, deferred, withdrawn, void
    void_by: str = ""  # who proposed to declare it void, while nobody has seconded
    working_digests: Mapping[str, str] = field(default_factory=dict)
    named: tuple[NamedFact, ...] = ()  # of parties that are one person

    @property
    def newest(self) -> DraftFact | None:
        return self.drafts[-1] if self.drafts else None

    def draft(self, number: int) -> DraftFact | None:
        return next((d for d in self.drafts if d.number == number), None)

    def open_ask(self, seat: int) -> AskFact | None:
        return next((a for a in self.asks if a.seat == seat and a.ended_at is None), None)

    def latest_answer(self, seat: int) -> AnswerFact | None:
        return next((a for a in reversed(self.answers) if a.seat == seat), None)

    def latest_waiver(self, seat: int) -> WaiverFact | None:
        return next((w for w in reversed(self.waivers) if w.seat == seat), None)

    def waived_whole(self, seat: int) -> WaiverFact | None:
        """The latest waiver of all that this seat is needed for."""
        mine = (w for w in reversed(self.waivers) if w.seat == seat and not w.section)
        return next(mine, None)
