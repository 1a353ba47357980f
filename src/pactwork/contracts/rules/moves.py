"""The law in one table: each move, by whom, from which stages, unless what."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from pactwork.contracts.rules.cover import changed, cover, covered_digests
from pactwork.contracts.rules.facts import YES, AnswerFact, Facts
from pactwork.contracts.rules.standing import (
    SETTLED,
    SeatStanding,
    Standing,
    party_state,
    standing,
)
from pactwork.ground.refusal import Refusal

UNDO_FOR = timedelta(minutes=10)
ALIVE = frozenset({"drafting", "asking", "agreed", "amending", "suspended"})
BEGUN = ALIVE - {"drafting"}  # where any of several seats is enough, an ask may outlive agreement
NEGOTIATING = BEGUN - {"agreed"}
GIVERS = frozenset(
    {"advocate", "facilitator", "ethics_reviewer", "placement_officer", "module_leader"}
)
STAFF_GIVERS = GIVERS - {"advocate"}


@dataclass(frozen=True)
class Case:
    """What is being tried: by whom, and where it matters on which seat, draft or answer."""

    facts: Facts
    stands: Standing
    by: str = ""
    roles: frozenset[str] = frozenset()
    seat: int | None = None
    draft: int | None = None
    own_answer: AnswerFact | None = None  # undo: the answer to take back
    settled_since: datetime | None = None  # undo: when the student last acted on it

    def at(self) -> SeatStanding:
        if self.seat is None:
            raise ValueError("this move needs a seat")
        return self.stands.seat(self.seat)


Unless = Callable[[Case], Refusal | None]


def _no_draft(case: Case) -> Refusal | None:
    return None if case.facts.newest else Refusal("no_draft")


def _nothing_changed(case: Case) -> Refusal | None:
    newest = case.facts.newest
    if newest and dict(newest.digests) == dict(case.facts.working_digests):
        return Refusal("nothing_changed", {"number": newest.number})
    return None


def _settled(case: Case) -> Refusal | None:
    state = case.at().state
    codes = {"yes": "already_yes", "waived": "already_waived", "not_needed": "not_needed"}
    return Refusal(codes[state]) if state in codes else None


def _already_asked(case: Case) -> Refusal | None:
    return Refusal("already_asked", {"since": case.at().since}) if case.at().ask else None


def _out_of_order(case: Case) -> Refusal | None:
    """An order between parties gates asking, never holding."""
    party = case.facts.template.party(case.at().party)
    for first in party.after if party else ():
        state = party_state(case.facts, first, case.stands.party(first))
        other = case.facts.template.party(first)
        if state not in SETTLED and other:
            return Refusal("ask_first", {"party": other.title})
    return None


def _points_open(case: Case) -> Refusal | None:
    answer = case.at().answer
    if answer and answer.kind not in YES and answer.open_points:
        return Refusal("points_open", {"count": answer.open_points})
    return None


def _not_asked(case: Case) -> Refusal | None:
    return None if case.at().ask else Refusal("no_open_ask")


def _own_contract(case: Case) -> Refusal | None:
    return Refusal("own_contract") if case.by == case.facts.student else None


def _second_seat(case: Case) -> Refusal | None:
    """Nobody answers from two seats on one contract."""
    taken = {a.seat for a in case.facts.answers if a.by == case.by}
    return Refusal("two_seats") if taken - {case.seat} else None


def _asked_for_another(case: Case) -> Refusal | None:
    ask = case.at().ask
    return Refusal("second_opinion") if ask and ask.not_by and ask.not_by == case.by else None


def _words_changed(case: Case) -> Refusal | None:
    """A decision is refused only if the words this seat covers differ from the newest draft's."""
    named = case.facts.draft(case.draft) if case.draft else None
    newest = case.facts.newest
    if named is None or newest is None:
        return Refusal("no_draft")
    party = case.at().party
    then = covered_digests(party, case.facts.template, named)
    sections = changed(party, case.facts.template, then, newest)
    params = {"draft": named.number, "newest": newest.number, "sections": sections}
    return Refusal("words_changed", params) if sections else None


def _no_yes(case: Case) -> Refusal | None:
    """A yes can be taken back while it lapsed or the seat is asked anew: it may still be in force."""
    answer = case.at().answer
    given = answer and answer.kind in YES and not answer.withdrawn_at
    return None if given else Refusal("no_yes")


def _too_late(case: Case) -> Refusal | None:
    answer = case.own_answer
    if answer is None or answer.by != case.by:
        return Refusal("not_your_answer")
    if case.facts.now - answer.at > UNDO_FOR:
        return Refusal("undo_over", {"minutes": int(UNDO_FOR.total_seconds() // 60)})
    if case.facts.latest_answer(answer.seat) is not answer or case.at().ask:
        return Refusal("moved_on")
    waiver, newest = case.facts.latest_waiver(answer.seat), case.facts.newest
    since = (case.settled_since, waiver and waiver.at, answer.withdrawn_at)
    moved = any(moment and moment >= answer.at for moment in since)
    return Refusal("moved_on") if moved or (newest and newest.shared_at > answer.at) else None


def _never_waived(case: Case) -> Refusal | None:
    party = case.facts.template.party(case.at().party)
    if party is None or party.by == "ethics_reviewer" or not party.waivable:
        return Refusal("never_waived", {"party": party.title if party else ""})
    return None


def _own_seat(case: Case) -> Refusal | None:
    """Nobody waives the yes that is theirs to give."""
    party = case.facts.template.party(case.at().party)
    return Refusal("own_seat") if party and party.by in case.roles else None


def _unfinished(case: Case) -> Refusal | None:
    """Nobody is asked about words that are not there yet, or hours that do not add up."""
    newest = case.facts.newest
    wanted = cover(case.at().party, case.facts.template, newest.content) if newest else frozenset()
    missing = [
        s.short
        for s in case.facts.template.sections
        if newest and s.key in wanted and s.key in newest.gaps
    ]
    return Refusal("not_finished", {"sections": missing}) if missing else None


def _not_refused(case: Case) -> Refusal | None:
    """Only a role has a second of its kind; at work one names somebody else instead."""
    party = case.facts.template.party(case.at().party)
    again = case.at().state == "revise" and party and party.by != "link"
    return None if again else Refusal("nothing_to_review")


@dataclass(frozen=True)
class Move:
    """``own_seat``: only for the seat that one of these roles answers for."""

    roles: frozenset[str]
    stages: frozenset[str]
    unless: tuple[Unless, ...] = ()
    own_seat: bool = False


def _roles(*names: str) -> frozenset[str]:
    return frozenset(names)


ANSWERING = (_own_contract, _second_seat, _not_asked, _asked_for_another, _words_changed)

MOVES: dict[str, Move] = {
    "write": Move(_roles("student"), ALIVE),
    "share": Move(_roles("student"), ALIVE, (_nothing_changed,)),
    "ask": Move(
        _roles("student"),
        ALIVE - {"agreed"},
        (_no_draft, _settled, _already_asked, _unfinished, _out_of_order, _points_open),
    ),
    "withdraw_ask": Move(_roles("student"), BEGUN, (_not_asked,)),
    "settle_point": Move(_roles("student"), ALIVE),
    "ask_second": Move(_roles("student"), NEGOTIATING, (_not_refused,)),
    "comment": Move(_roles("peer", "facilitator"), ALIVE, (_no_draft,)),
    "reply": Move(_roles("student", "peer", "facilitator"), ALIVE),
    "resolve": Move(_roles("student", "peer", "facilitator"), ALIVE),
    "mark_read": Move(STAFF_GIVERS | {"peer"}, ALIVE, (_no_draft,)),
    "answer": Move(GIVERS, BEGUN, ANSWERING, own_seat=True),
    "undo": Move(STAFF_GIVERS, BEGUN, (_too_late,), own_seat=True),
    "withdraw_yes": Move(GIVERS, BEGUN, (_no_yes,), own_seat=True),
    "pass_on": Move(_roles("advocate"), BEGUN, (_not_asked,), own_seat=True),
    "propose_talk": Move(STAFF_GIVERS, BEGUN, (_not_asked,), own_seat=True),
    "hand_over": Move(STAFF_GIVERS, BEGUN, (_not_asked,), own_seat=True),
    "meet_condition": Move(STAFF_GIVERS, ALIVE, own_seat=True),
    "vouch": Move(_roles("facilitator", "placement_officer", "module_leader"), ALIVE),
    "waive": Move(
        _roles("facilitator", "module_leader"),
        ALIVE - {"drafting", "agreed"},
        (_no_draft, _never_waived, _own_seat, _settled),
    ),
    "end": Move(_roles("module_leader"), ALIVE),
}


def why_not(move: str, roles: frozenset[str], case: Case) -> Refusal | None:
    """Why somebody with these roles may not make this move now; None when they may."""
    law = MOVES[move]
    case = replace(case, roles=roles)
    if not roles & law.roles or (
        law.own_seat and not may_answer(case.facts, case.at().party, roles)
    ):
        return Refusal("not_your_move", {"move": move})
    if case.stands.stage not in law.stages:
        return Refusal("wrong_stage", {"move": move, "stage": case.stands.stage})
    return next((r for rule in law.unless if (r := rule(case))), None)


def case_of(facts: Facts, **known: object) -> Case:
    """A case on these facts, with the standing worked out."""
    return Case(facts, standing(facts), **known)  # type: ignore[arg-type]


def may_answer(facts: Facts, party: str, roles: frozenset[str]) -> bool:
    """Whether one of these roles is the one that answers for this party."""
    found = facts.template.party(party)
    return found is not None and ("advocate" if found.by == "link" else found.by) in roles
