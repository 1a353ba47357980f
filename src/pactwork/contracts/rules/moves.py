"""The law in one table: each move, by whom, from which stages, unless what."""

from dataclasses import dataclass, replace

from pactwork.contracts.rules.facts import Facts
from pactwork.contracts.rules.own_person import of_party
from pactwork.contracts.rules.preconditions import (
    UNDO_FOR,
    Case,
    Unless,
    already_asked,
    asked_for_another,
    needs_a_yes,
    never_waived,
    no_draft,
    no_reason,
    no_void,
    no_yes,
    nobody_there,
    not_asked,
    not_at_work,
    not_disputed,
    not_on_hold,
    not_recorded,
    not_refused,
    not_reworded,
    not_the_named,
    nothing_changed,
    on_hold,
    out_of_order,
    own_contract,
    own_record,
    own_seat,
    own_void,
    points_open,
    review_not_due,
    second_seat,
    settled,
    staff_record_this,
    to_confirm,
    too_late,
    unfinished,
    words_changed,
)
from pactwork.ground.refusal import Refusal
from pactwork.modules.rules.roles import LOOKS_AFTER

__all__ = ["MOVES", "UNDO_FOR", "Case", "Move", "answers_for", "may_answer", "why_not"]


ALIVE = frozenset({"drafting", "asking", "agreed", "amending", "suspended"})
BEGUN = ALIVE - {"drafting"}  # where any of several seats is enough, an ask may outlive agreement
NEGOTIATING = BEGUN - {"agreed"}
GIVERS = frozenset(
    {"advocate", "facilitator", "ethics_reviewer", "placement_officer", "module_leader"}
)
STAFF_GIVERS = GIVERS - {"advocate"}


@dataclass(frozen=True)
class Move:
    """``own_seat``: only for the seat that one of these roles answers for."""

    roles: frozenset[str]
    stages: frozenset[str]
    unless: tuple[Unless, ...] = ()
    own_seat: bool = False


def _roles(*names: str) -> frozenset[str]:
    return frozenset(names)


READY = (unfinished, needs_a_yes, out_of_order, points_open)
ASKING = (no_draft, settled, to_confirm, already_asked, nobody_there, *READY)
ANSWERING = (
    on_hold, own_contract, not_the_named, second_seat, not_asked, asked_for_another, words_changed,
)  # fmt: skip

MOVES: dict[str, Move] = {
    "write": Move(_roles("student"), ALIVE),
    "share": Move(_roles("student"), ALIVE, (nothing_changed, no_reason)),
    "adopt_form": Move(_roles("student"), ALIVE),
    "ask": Move(
        _roles("student"),
        ALIVE - {"agreed"},
        (on_hold, *ASKING),
    ),
    "record": Move(
        _roles("student") | LOOKS_AFTER,
        ALIVE - {"agreed"},
        (on_hold, not_at_work, staff_record_this, no_draft, settled, to_confirm, *READY),
    ),
    "dispute": Move(_roles("advocate"), BEGUN, (not_recorded,), own_seat=True),
    "settle_dispute": Move(LOOKS_AFTER, BEGUN, (not_disputed, own_record)),
    "leave_workplace": Move(_roles("student") | LOOKS_AFTER, ALIVE, (not_at_work,)),
    "withdraw_ask": Move(_roles("student"), BEGUN, (not_asked,)),
    "settle_point": Move(_roles("student"), ALIVE),
    "ask_second": Move(_roles("student"), NEGOTIATING, (on_hold, not_refused, needs_a_yes)),
    "comment": Move(_roles("peer", "facilitator"), ALIVE, (no_draft,)),
    "reply": Move(_roles("student", "peer", "facilitator"), ALIVE),
    "resolve": Move(_roles("student", "peer", "facilitator"), ALIVE),
    "mark_read": Move(STAFF_GIVERS | {"peer"}, ALIVE, (no_draft,)),
    "answer": Move(GIVERS, BEGUN, ANSWERING, own_seat=True),
    "undo": Move(STAFF_GIVERS, BEGUN, (too_late,), own_seat=True),
    "withdraw_yes": Move(GIVERS, BEGUN, (no_yes, not_the_named), own_seat=True),
    "pass_on": Move(_roles("advocate"), BEGUN, (not_asked,), own_seat=True),
    "propose_talk": Move(STAFF_GIVERS, BEGUN, (not_asked, not_the_named), own_seat=True),
    "hand_over": Move(STAFF_GIVERS, BEGUN, (not_asked, not_the_named), own_seat=True),
    "meet_condition": Move(STAFF_GIVERS, ALIVE, (not_the_named,), own_seat=True),
    "object": Move(GIVERS, BEGUN, (not_reworded, not_the_named), own_seat=True),
    "vouch": Move(LOOKS_AFTER, ALIVE),
    "turn_down": Move(LOOKS_AFTER, ALIVE, (not_at_work,)),
    "note_received": Move(LOOKS_AFTER, ALIVE),
    "waive": Move(
        _roles("facilitator", "module_leader"),
        ALIVE - {"drafting", "agreed"},
        (on_hold, no_draft, never_waived, own_seat, settled),
    ),
    "pause": Move(_roles("student", "facilitator", "module_leader"), ALIVE, (on_hold,)),
    "resume": Move(
        _roles("student", "facilitator", "module_leader"), _roles("suspended"), (not_on_hold,)
    ),
    "look_again": Move(_roles("student"), _roles("agreed"), (review_not_due,)),
    "end": Move(_roles("module_leader"), ALIVE),
    "void": Move(_roles("student", "facilitator", "module_leader"), ALIVE, (own_void,)),
    "keep": Move(_roles("student", "facilitator", "module_leader"), ALIVE, (no_void,)),
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


def may_answer(facts: Facts, party: str, roles: frozenset[str]) -> bool:
    """Whether one of these roles is the one that answers for this party."""
    found = facts.template.party(party)
    return found is not None and ("advocate" if found.by == "link" else found.by) in roles


def answers_for(facts: Facts, party: str, roles: frozenset[str], by: str) -> bool:
    """The same of somebody: where the party is one person, it is theirs or their deputy's alone."""
    form = facts.template.party(party)
    if form is None or not may_answer(facts, party, roles):
        return False
    found = of_party(facts.named, party)
    return form.who != "named" or (found is not None and found.decides(by))
