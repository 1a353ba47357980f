"""The stages of a contract as a picture: every way from one to another, found by trying every move."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

from pactwork.contracts.rules.facts import (
    AgreementFact,
    AnswerFact,
    AskFact,
    DraftFact,
    Facts,
    SeatFact,
    WaiverFact,
)
from pactwork.contracts.rules.moves import MOVES, Case, why_not
from pactwork.contracts.rules.needed import covered_digests, same_question
from pactwork.contracts.rules.standing import Standing, interrupted, standing
from pactwork.modules.rules.specification import Template

START = datetime(2026, 10, 5, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
STEPS = 8  # how many moves deep; further on only an undo of an undo is new
# The fewest words that two parties can answer about: one section each.
PARTIES = [
    {"key": "workplace", "title": "Workplace", "person": "advocate", "by": "link"},
    {"key": "university", "title": "University", "person": "facilitator", "by": "facilitator"},
]
TEMPLATE = Template.model_validate(
    {
        "parties": PARTIES,
        "sections": [
            {"key": p["key"], "title": "?", "short": "?", "kind": "prose", "yes": [p["key"]]}
            for p in PARTIES
        ],
    }
)
SEATS = (SeatFact(1, "workplace"), SeatFact(2, "university"))
# The moves that change facts from which a stage follows, and the seats they are about.
ONE, BOTH = (1,), (1, 2)
MOVING = {
    "share": ONE,
    "ask": BOTH,
    "withdraw_ask": BOTH,
    "answer": BOTH,
    "undo": BOTH,
    "withdraw_yes": BOTH,
    "waive": BOTH,
    "end": ONE,
}


def _draft(facts: Facts, words: tuple[str, ...]) -> Facts:
    said = {seat.party: word for seat, word in zip(SEATS, words, strict=True)}
    draft = DraftFact(len(facts.drafts) + 1, facts.now, said, said)
    asks = []
    for ask in facts.asks:
        named, party = facts.draft(ask.draft), SEATS[ask.seat - 1].party
        same = named and same_question(facts, party, named, draft)
        asks.append(ask if same or ask.ended_at else replace(ask, ended_at=facts.now))
    return replace(facts, drafts=(*facts.drafts, draft), asks=tuple(asks))


def _closed(facts: Facts, seat: int, *, opened: bool = False) -> tuple[AskFact, ...]:
    """The asks with this seat's last one closed, or open again."""
    last = max((a.id for a in facts.asks if a.seat == seat), default=0)
    ended = None if opened else facts.now
    return tuple(replace(a, ended_at=ended) if a.id == last else a for a in facts.asks)


def _answered(facts: Facts, seat: int, kind: str) -> Facts:
    ask = facts.open_ask(seat)
    named = facts.draft(ask.draft) if ask else None
    if named is None:
        return facts
    party = SEATS[seat - 1].party
    to = covered_digests(facts, party, named) if kind == "yes" else {}
    said = AnswerFact(
        len(facts.answers) + 1, seat, named.number, kind, facts.now, f"giver {seat}", to
    )
    return replace(facts, answers=(*facts.answers, said), asks=_closed(facts, seat))


def _withdrawn(facts: Facts, seat: int) -> Facts:
    last = facts.latest_answer(seat)
    told = (replace(a, withdrawn_at=facts.now) if a is last else a for a in facts.answers)
    return replace(facts, answers=tuple(told))


def _undone(facts: Facts, seat: int) -> Facts:
    last = facts.latest_answer(seat)
    if last is None:
        return facts
    kept = tuple(a for a in facts.agreements if a.from_at < last.at)
    answers = tuple(a for a in facts.answers if a is not last)
    asks = _closed(facts, seat, opened=True)
    return replace(facts, answers=answers, agreements=kept, asks=asks)


def _ways(facts: Facts, move: str, seat: int) -> Iterator[Facts]:
    """What a move makes of the facts; only moves that could change the stage."""
    if move == "share":
        newest = facts.newest
        for words in product("AB", repeat=2):
            if newest is None or tuple(newest.digests.values()) != words:
                yield _draft(facts, words)
    elif move == "ask" and facts.newest:
        ask = AskFact(len(facts.asks) + 1, seat, facts.newest.number, facts.now)
        yield replace(facts, asks=(*facts.asks, ask))
    elif move == "withdraw_ask":
        yield replace(facts, asks=_closed(facts, seat))
    elif move == "answer":
        yield from (_answered(facts, seat, kind) for kind in ("yes", "revise"))
    elif move == "withdraw_yes":
        yield _withdrawn(facts, seat)
    elif move == "undo":
        yield _undone(facts, seat)
    elif move == "waive":
        waivers = (*facts.waivers, WaiverFact(seat, facts.now))
        yield replace(facts, waivers=waivers, asks=_closed(facts, seat))
    elif move == "end":
        yield replace(facts, ended_at=facts.now)


def _agreed(facts: Facts) -> tuple[Facts, Standing]:
    """Completing agreement puts the newest draft in force."""
    stands, newest = standing(facts), facts.newest
    force = facts.agreements[-1] if facts.agreements else None
    same = force and newest and force.draft == newest.number and not interrupted(facts)
    if newest is None or not stands.complete or same:
        return facts, stands
    made = AgreementFact(newest.number, facts.now)
    agreed = replace(facts, agreements=(*facts.agreements, made))
    return agreed, standing(agreed)


def _allowed(facts: Facts, stands: Standing, move: str, seat: int) -> bool:
    newest = facts.newest.number if facts.newest else None
    known = {"seat": seat, "draft": newest, "own_answer": facts.latest_answer(seat)}
    case = Case(facts, stands, by=f"giver {seat}", **known)  # type: ignore[arg-type]
    return any(why_not(move, frozenset({role}), case) is None for role in MOVES[move].roles)


def _shape(facts: Facts, stands: Standing) -> object:
    """What of the facts matters for what can come next."""
    said = []
    for seat in SEATS:
        last = facts.latest_answer(seat.id)
        waived = facts.latest_waiver(seat.id) is not None
        kind = (last.kind, bool(last.withdrawn_at), *last.covered.values()) if last else None
        said.append((stands.seat(seat.id).state, kind, waived))
    force = facts.draft(facts.agreements[-1].draft) if facts.agreements else None
    words = tuple(tuple(d.digests.values()) if d else () for d in (facts.newest, force))
    return stands.stage, tuple(said), words, bool(force) and interrupted(facts)


def _after(facts: Facts, stands: Standing) -> Iterator[tuple[str, Facts, Standing]]:
    """Every move that is allowed here, with what comes of it."""
    later = replace(facts, now=facts.now + MINUTE)
    for move, seats in MOVING.items():
        for seat in seats:
            if _allowed(later, stands, move, seat):
                for made in _ways(later, move, seat):
                    yield (move, *_agreed(made))


def steps() -> dict[tuple[str, str], set[str]]:
    """From stage to stage, and the moves that lead there."""
    begin = Facts(TEMPLATE, START, START, "student", seats=SEATS)
    now = [(begin, standing(begin))]
    seen, found = {_shape(*now[0])}, defaultdict[tuple[str, str], set[str]](set)
    for _ in range(STEPS):
        later = []
        for facts, stands in now:
            for move, made, then in _after(facts, stands):
                if then.stage != stands.stage:
                    found[stands.stage, then.stage].add(move)
                if (shape := _shape(made, then)) not in seen:
                    seen.add(shape)
                    later.append((made, then))
        now = later
    return found


def stages_page() -> str:
    """The picture, with the moves on each arrow in the order of the law's table."""
    order = list(MOVES)
    lines = ["```mermaid", "stateDiagram-v2", "  [*] --> drafting"]
    for (here, there), moves in sorted(steps().items()):
        said = ", ".join(sorted(moves, key=order.index))
        lines.append(f"  {here} --> {there}: {said}")
    return "\n".join(
        [
            "# Stages\n",
            "Nothing stores a stage: it follows from the facts. These are all the ways from one to "
            "another, found by trying every move of [the law](moves.md) on a contract of two "
            f"parties, {STEPS} moves deep. Sharing also leads back: words put back revive a yes. "
            "An undo is open for ten minutes, and undoes the agreement it made.\n",
            *lines,
            "  ended --> [*]",
            "```",
            "",
        ]
    )
