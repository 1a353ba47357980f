"""Where a contract stands: each seat, each party, the stage, and whose turn it is. Derived, never set."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from pactwork.contracts.rules.facts import YES, AnswerFact, AskFact, Facts, SeatFact, WaiverFact
from pactwork.contracts.rules.needed import changed, cover, covered_digests, wanted
from pactwork.contracts.rules.wording_only import meanings

State = Literal[
    "not_needed", "not_asked", "asked", "unconfirmed", "yes", "lapsed", "revise", "withdrawn", "waived",
]  # fmt: skip
Stage = Literal["drafting", "asking", "agreed", "amending", "suspended", "ended"]

# When all of a party's seats must agree, the party stands where its worst seat stands.
WORST_FIRST: tuple[State, ...] = (
    "withdrawn", "revise", "lapsed", "not_asked", "asked", "unconfirmed", "waived", "yes", "not_needed",
)  # fmt: skip
SETTLED: frozenset[State] = frozenset({"yes", "waived", "not_needed"})
STUDENTS_MOVE: frozenset[State] = frozenset({"not_asked", "lapsed", "revise", "withdrawn"})


@dataclass(frozen=True)
class SeatStanding:
    seat: int
    party: str
    n: int
    state: State
    since: datetime
    changed: tuple[str, ...] = ()
    ask: AskFact | None = None
    answer: AnswerFact | None = None


@dataclass(frozen=True)
class Standing:
    seats: tuple[SeatStanding, ...]
    stage: Stage
    complete: bool
    waiting: frozenset[int | None]  # seats whose turn it is; None is the student
    student_since: datetime

    def seat(self, seat: int) -> SeatStanding:
        return next(s for s in self.seats if s.seat == seat)

    def party(self, key: str) -> tuple[SeatStanding, ...]:
        return tuple(s for s in self.seats if s.party == key)


def party_state(facts: Facts, key: str, seats: tuple[SeatStanding, ...]) -> State:
    """One state for a party of several seats: the best where any is enough, or else the worst."""
    party = facts.template.party(key)
    states = [s.state for s in seats]
    if not states:
        return "not_needed"
    order = WORST_FIRST if party is None or party.enough == "all" else tuple(reversed(WORST_FIRST))
    wanted = [s for s in states if s != "not_needed"] or states
    return min(wanted, key=order.index)


def _waived(facts: Facts, seat: SeatFact, waiver: WaiverFact | None) -> bool:
    """A waiver holds until this round's agreement, and then for the words agreed."""
    if waiver is None or facts.newest is None:
        return False
    made = next((a for a in facts.agreements if a.from_at >= waiver.at), None)
    agreed = facts.draft(made.draft) if made else None
    if agreed is None:
        return True
    then = covered_digests(facts, seat.party, agreed)
    return not changed(facts, seat.party, then, facts.newest)


def seat_standing(facts: Facts, seat: SeatFact) -> SeatStanding:
    """Where one seat stands on the newest draft."""
    ask, answer = facts.open_ask(seat.id), facts.latest_answer(seat.id)

    def stands(state: State, since: datetime, lapsed: tuple[str, ...] = ()) -> SeatStanding:
        return SeatStanding(seat.id, seat.party, seat.n, state, since, lapsed, ask, answer)

    newest = facts.newest
    if not cover(facts, seat.party, newest):
        latest = facts.latest_waiver(seat.id)
        if newest and wanted(
            facts, seat.party, newest
        ):  # all that is left of it was waived, one by one
            return stands("waived", latest.at if latest else newest.shared_at)
        return stands("not_needed", newest.shared_at if newest else facts.made_at)
    if newest is None:
        return stands("not_asked", facts.made_at)
    if ask:
        return stands("asked", ask.asked_at)
    own = meanings(facts, seat.id)
    given = answer if answer and answer.kind in YES and not answer.withdrawn_at else None
    holds = given is not None and not changed(facts, seat.party, given.covered, newest, own)
    if given and holds and not given.doubted:
        return stands("yes", given.at)  # a yes that holds is never waived away
    waiver = facts.waived_whole(seat.id)
    if waiver and (answer is None or waiver.at >= answer.at) and _waived(facts, seat, waiver):
        return stands("waived", waiver.at)
    if given and holds:
        return stands("unconfirmed", given.at)
    if answer is None or answer.kind == "not_me":
        return stands("not_asked", answer.at if answer else newest.shared_at)
    if answer.withdrawn_at:
        return stands("withdrawn", answer.withdrawn_at)
    if answer.kind not in YES:
        return stands("revise", answer.at)
    differs = changed(facts, seat.party, answer.covered, newest, own)
    if answer.kind == "yes_change" and not _adopted(facts, seat, answer):
        return stands("revise", answer.at, differs)
    return stands("lapsed", newest.shared_at, differs)


def _adopted(facts: Facts, seat: SeatFact, answer: AnswerFact) -> bool:
    """Whether some draft had the words that a yes with a change asked for."""
    return any(
        draft.number > answer.draft and not changed(facts, seat.party, answer.covered, draft)
        for draft in facts.drafts
    )


def _complete(facts: Facts, seats: tuple[SeatStanding, ...]) -> bool:
    """Every yes that is needed covers the newest draft."""
    if facts.newest is None:
        return False
    return all(
        party_state(facts, p.key, tuple(s for s in seats if s.party == p.key)) in SETTLED
        for p in facts.template.parties
    )


def interrupted(facts: Facts) -> bool:
    """Whether a yes was taken back since the newest agreement, of which there is one; asking again does
    not mend that.

    Where others still suffice, the act that takes one back agrees anew, at the same moment.
    """
    since = facts.agreements[-1].from_at
    return any(a.withdrawn_at and a.withdrawn_at > since for a in facts.answers)


def _stage(facts: Facts, seats: tuple[SeatStanding, ...], complete: bool) -> Stage:
    if facts.ended_at:
        return "ended"
    if facts.paused_at:
        return "suspended"
    if facts.agreements:
        if complete:
            return "agreed"
        return "suspended" if interrupted(facts) else "amending"
    begun = any(s.state not in ("not_asked", "not_needed") for s in seats)
    return "asking" if begun else "drafting"


def _students_turn(facts: Facts, seats: tuple[SeatStanding, ...], stage: Stage) -> bool:
    """The student moves when nobody else can: something is not asked, lapsed or to be revised."""
    if stage in ("agreed", "ended") or facts.paused_at:
        return False
    open_parties = (
        p.key
        for p in facts.template.parties
        if party_state(facts, p.key, tuple(s for s in seats if s.party == p.key)) not in SETTLED
    )
    wanted = set(open_parties)
    return stage == "drafting" or any(s.party in wanted and s.state in STUDENTS_MOVE for s in seats)


def standing(facts: Facts) -> Standing:
    """The whole standing of a contract, from its facts alone."""
    seats = tuple(seat_standing(facts, s) for s in facts.seats)
    complete = _complete(facts, seats)
    stage = _stage(facts, seats, complete)
    waiting: set[int | None] = set()
    if stage != "ended" and not facts.paused_at:
        waiting = {s.seat for s in seats if s.state == "asked"}
    if _students_turn(facts, seats, stage):
        waiting.add(None)
    moments = [s.since for s in seats if s.state in STUDENTS_MOVE and s.state != "not_asked"]
    last_shared = facts.newest.shared_at if facts.newest else facts.made_at
    return Standing(seats, stage, complete, frozenset(waiting), max([*moments, last_shared]))
