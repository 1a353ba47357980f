"""What somebody takes, as their home page and their digest tell it: stage, yeses, what is theirs to do."""

from dataclasses import dataclass, field
from datetime import date, datetime

from pactwork.contracts.deadlines import Deadline, deadline_of
from pactwork.contracts.dossier import load_dossier
from pactwork.contracts.doubt import Doubt, doubt_of
from pactwork.contracts.header import RING, Yes, doubted, own_yes, turn_line
from pactwork.contracts.memberships import Memberships, memberships
from pactwork.contracts.models import Agreement, Contract, Point, Recording, Turn
from pactwork.contracts.queries.mid_point import review_day
from pactwork.contracts.queries.owed_by_student import (
    contract_of,
    own_moves,
    parties_for,
)
from pactwork.contracts.seat_states import refused_words
from pactwork.contracts.states import just_agreed, undone_until
from pactwork.contracts.visibility import one
from pactwork.contracts.vocabulary import stage_words
from pactwork.ground import clock
from pactwork.ground.words import gettext as _
from pactwork.modules.models import Enrolment, Run
from pactwork.modules.queries import weeks_of
from pactwork.modules.queries.handing_in import hand_ins_of
from pactwork.modules.rules.calendar import Due, Week, week_of
from pactwork.modules.rules.due import coming_of
from pactwork.modules.rules.specification import Component, Party
from pactwork.people.actors import Actor


@dataclass(frozen=True)
class Study:
    """One module somebody takes: the contract so far, this week, the next hand-in."""

    enrolment: Enrolment
    run: Run
    contract: Contract | None
    turns: list[Turn]
    open_points: list[Point]  # open, or conditions that are not met; the soonest first
    week: Week | None
    weeks: int
    coming: list[tuple[Component, Due]]  # what is still to be handed in, the soonest first
    next_week: Week | None
    review: date | None  # of the plan at mid-point, while that is still to come
    today: date = field(repr=False)
    records: list[Recording] = field(default_factory=list)
    agreed: list[Agreement] = field(default_factory=list)
    deadline: Deadline | None = None  # of an agreement that there is not yet
    doubt: Doubt | None = None  # changed past Pactwork
    refused: str = ""  # who could not be confirmed, and nobody was named since
    lost: frozenset[int] = frozenset()  # questions that were not delivered
    drafts: int = 0  # that were shared
    taught: tuple[Week, ...] = ()  # the weeks of this student

    @property
    def stage(self) -> str:
        return next((t.stage for t in self.turns), "drafting")

    @property
    def stage_named(self) -> tuple[str, str]:
        """Its mark and its word."""
        if self.doubt:
            return "stop", _("In doubt")
        if until := self.undone_until:
            return "go", just_agreed(until)
        return stage_words()[self.stage]

    @property
    def points(self) -> int:
        """What others asked for or suggested, and the student has not yet settled."""
        return 0 if self.stage == "ended" else sum(point.open for point in self.open_points)

    @property
    def conditions(self) -> list[Point]:
        """Every condition that is not met, whoever is to see to it."""
        if self.stage == "ended":
            return []
        return [p for p in self.open_points if p.kind == Point.CONDITION]

    @property
    def mine(self) -> int:
        """How many of these points and conditions are the student's to do."""
        return 0 if self.stage == "ended" else sum(p.for_student for p in self.open_points)

    @property
    def own_turn(self) -> bool:
        return self.contract is None or bool(self.moves)

    @property
    def moves(self) -> list[Turn]:
        """Whom the student can ask now; or their own turn, where there is something to write first."""
        return own_moves(self.enrolment, self.turns)

    @property
    def undone_until(self) -> datetime | None:
        """Until when the yes that completed it can be undone."""
        made = [a for a in self.agreed if a.contract_id == (self.contract and self.contract.pk)]
        stands = self.stage in ("agreed", "amending")
        return undone_until(max(made, key=lambda a: a.from_at, default=None)) if stands else None

    @property
    def yeses(self) -> list[Yes]:
        """The rings of this contract, from the cached turns: the student's own comes first."""
        parties = parties_for(self.enrolment)
        order = list(parties)
        mine = bool(self.moves)
        own = [own_yes(t, mine=mine) for t in self.turns if t.seat_id is None]
        seats = [t for t in self.turns if t.seat_id and t.state != "not_needed"]
        seats.sort(key=lambda t: (order.index(t.party) if t.party in parties else 99, t.seat_id))
        said = own + [self._yes(t, parties.get(t.party)) for t in seats]
        return doubted(said) if self.doubt else said

    def _yes(self, turn: Turn, party: Party | None) -> Yes:
        title = party.title if party else turn.party
        if turn.state == "asked" and turn.ask_id in self.lost:
            return Yes(title, _("Not delivered"), RING[turn.state])
        record = next(
            (
                r
                for r in self.records
                if r.answer.seat_id == turn.seat_id and r.answer.at == turn.since
            ),
            None,
        )
        return Yes(title, turn_line(turn, record), RING[turn.state])

    @property
    def waits(self) -> list[tuple[str, datetime, date | None]]:
        """Whose turn it is besides the student's: by the name of their yes, since when, until when."""
        parties = parties_for(self.enrolment)
        asked = [
            (parties[t.party].title if t.party in parties else t.party, t.since, t.due_on)
            for t in self.turns
            if t.seat_id and t.state == "asked" and t.ask_id not in self.lost
        ]
        if self.stage == "ended":
            return []
        house = _("%(house)s, to confirm who said yes") % {"house": self.run.institution.name}
        return asked + [(house, t.since, None) for t in self.turns if t.state == "unconfirmed"]


def _agreed_on(enrolment: Enrolment, made: list[Agreement]) -> date | None:
    """The day of the first agreement, where the university is."""
    first = min((a.from_at for a in made), default=None)
    return clock.day_of(first, enrolment.run.institution.time_zone) if first else None


def _review(enrolment: Enrolment, agreed_on: date | None, today: date) -> date | None:
    on = review_day(enrolment, agreed_on)
    return on if on and on > today else None


def _study(enrolment: Enrolment, theirs: Memberships, today: date) -> Study:
    contract, weeks = contract_of(enrolment), weeks_of(enrolment)
    key = contract.pk if contract else None
    made = [a for a in theirs.agreed if a.contract_id == key]
    agreed_on = _agreed_on(enrolment, made)
    dues = hand_ins_of(enrolment, agreed_on)
    turns = theirs.turns_of(contract) if contract else []
    stage = next((t.stage for t in turns), "drafting")
    found = load_dossier(one(contract.pk)) if contract else None
    if contract:
        contract.run, contract.enrolment = enrolment.run, enrolment  # read already
    return Study(
        enrolment=enrolment,
        run=enrolment.run,
        contract=contract,
        turns=turns,
        open_points=theirs.points_of(contract) if contract else [],
        week=week_of(weeks, today),
        weeks=len(weeks),
        coming=coming_of(dues, today),
        next_week=next((week for week in weeks if week.first > today), None),
        review=_review(enrolment, agreed_on, today),
        today=today,
        deadline=deadline_of(enrolment, stage, agreed_on, today),
        records=theirs.records,
        agreed=theirs.agreed,
        doubt=doubt_of(found, inside=False) if found else None,
        refused=refused_words(found) if found else "",
        lost=frozenset(ask.pk for ask in theirs.lost),
        drafts=len(found.drafts) if found else 0,
        taught=weeks,
    )


def studies_of(actor: Actor, today: date) -> list[Study]:
    theirs = memberships(actor)
    return [_study(enrolment, theirs, today) for enrolment in theirs.enrolments]
