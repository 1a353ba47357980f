"""Table one: every role in every stage trying every move, against a table written by hand."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest

from pactwork.contracts.rules.moves import MOVES, Case, why_not
from pactwork.contracts.rules.standing import Stage
from tests.contracts.law_moves import ROLES, cells
from tests.contracts.scenes import Scene

pytestmark = [  # or else no database is set up for the scenes
    pytest.mark.django_db,
    pytest.mark.xdist_group("law"),  # played once, by one worker
]
CELLS = cells()
STAGES = Stage.__args__  # type: ignore[attr-defined]
# By hand, too: what is done for a seat, by whoever answers for it only.
FOR_A_SEAT = {
    *("dispute", "answer", "undo", "withdraw_yes", "pass_on", "propose_talk", "hand_over"),
    *("meet_condition", "object"),
}


def outcomes(scene: Scene, move: str, role: str) -> Iterator[str]:
    """The code, or nothing for leave, of each way in which this role could try the move."""
    roles = frozenset() if role == "stranger" else frozenset({role})
    facts = scene.facts
    who = {a.by for a in facts.answers} | {"person:new"}
    actors = {facts.student} if role == "student" else who
    newest = facts.newest.number if facts.newest else None
    for seat in facts.seats:
        for by in sorted(actors):
            case = Case(facts, scene.stands, by=by, seat=seat.id, draft=newest)
            own = [a for a in facts.answers if a.seat == seat.id and a.by == by]
            for answer in [None, *own]:
                refusal = why_not(move, roles, replace(case, own_answer=answer))
                yield refusal.code if refusal else ""


def test_the_table_and_the_law_know_the_same_moves() -> None:
    assert {move for _, move, _ in CELLS} == set(MOVES)
    assert {stage for stage, _, _ in CELLS} == set(STAGES)
    assert {role for move in MOVES.values() for role in move.roles} <= set(ROLES)
    assert len(CELLS) == len(MOVES) * len(STAGES) * len(ROLES) == 2376


def test_every_stage_was_reached(scenes: list[Scene]) -> None:
    reached = Counter(scene.stage for scene in scenes)
    assert set(reached) == set(STAGES)
    assert min(reached.values()) >= 6


@pytest.mark.asvs("V2.2.2", "V2.3.1")
def test_every_cell(scenes: list[Scene]) -> None:
    wrong, visited = [], 0
    for (stage, move, role), mark in CELLS.items():
        here = [s for s in scenes if s.stage == stage]
        codes = {code for scene in here for code in outcomes(scene, move, role)}
        right = {
            "Y": "" in codes and "wrong_stage" not in codes,
            "s": codes - {"not_your_move"} == {"wrong_stage"},
            ".": codes == {"not_your_move"},
        }[mark]
        visited += 1
        if not right:
            wrong.append(f"{stage} {move} {role}: wanted {mark}, got {sorted(codes)}")
    assert not wrong
    assert visited == 2376


def test_nobody_answers_for_another_party(scenes: list[Scene]) -> None:
    """A seat is answered by its own kind only, whatever other roles may answer elsewhere."""
    wrong, seen = [], set()
    for scene in scenes:
        for seat in scene.facts.seats:
            party = scene.facts.template.party(seat.party)
            assert party is not None
            own = "advocate" if party.by == "link" else party.by
            for move in sorted(FOR_A_SEAT):
                for role in MOVES[move].roles - {own}:
                    known = {"by": "person:new", "seat": seat.id, "draft": 1}
                    case = Case(scene.facts, scene.stands, **known)
                    refusal = why_not(move, frozenset({role}), case)
                    seen.add((move, role, own))
                    if refusal is None or refusal.code != "not_your_move":
                        wrong.append((scene.name, move, role, seat.party))
    assert not wrong
    assert len(seen) > 80
