"""Table two: a move that may be made, and for what it may not once one thing is otherwise."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice, product
from typing import Any

import pytest

from pactwork.contracts.rules.facts import AnswerFact, AskFact
from pactwork.contracts.rules.moves import MOVES, Case, why_not
from pactwork.contracts.rules.own_person import NamedFact
from pactwork.modules.rules.specification import Section
from tests.contracts.scenes import Scene

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("law")]

# By hand from the model: each move, and every reason of its own to refuse it.
REFUSED = {
    "share": "nothing_changed amendment_reason",
    "ask": "paused no_draft already_yes to_confirm already_asked nobody_named not_finished"
    " needs_yes ask_first points_open",
    "record": "paused not_at_work staff_record_this no_draft already_yes to_confirm not_finished"
    " needs_yes ask_first points_open",
    "dispute": "nothing_recorded",
    "settle_dispute": "nothing_disputed own_record",
    "leave_workplace": "not_at_work",
    "withdraw_ask": "no_open_ask",
    "ask_second": "paused nothing_to_review needs_yes",
    "comment": "no_draft",
    "mark_read": "no_draft",
    "answer": "paused own_contract named_other two_seats no_open_ask second_opinion words_changed",
    "undo": "not_your_answer",
    "withdraw_yes": "no_yes named_other",
    "pass_on": "no_open_ask",
    "propose_talk": "no_open_ask named_other",
    "hand_over": "no_open_ask named_other",
    "meet_condition": "named_other",
    "object": "nothing_reworded named_other",
    "turn_down": "not_at_work",
    "waive": "paused no_draft never_waived own_seat already_yes",
    "pause": "paused",
    "resume": "not_paused",
    "void": "void_by_two",
    "keep": "no_void",
    "look_again": "review_not_due",
}


def _as(case: Case, role: str) -> Case:
    return replace(case, roles=frozenset({role}))


def _facts(case: Case, **other: Any) -> Case:
    return replace(case, facts=replace(case.facts, **other))


def _at(case: Case, **other: Any) -> Case:
    """The seat stands otherwise."""
    here = case.at()
    seats = tuple(replace(s, **other) if s is here else s for s in case.stands.seats)
    return replace(case, stands=replace(case.stands, seats=seats))


def _party(case: Case, **other: Any) -> Case:
    """The module says otherwise of the seat's party."""
    template, key = case.facts.template, case.at().party
    parties = [p.model_copy(update=other) if p.key == key else p for p in template.parties]
    return _facts(case, template=template.model_copy(update={"parties": parties}))


def _of_another(case: Case) -> Case:
    """The seat's party is one person, and somebody else than whoever tries."""
    own = NamedFact(case.at().party, "person:own", "Helen", there=True)
    return _party(_facts(case, named=(own,)), who="named")


def _newest(case: Case, **other: Any) -> Case:
    *before, newest = case.facts.drafts or (None,)
    return _facts(case, drafts=(*before, replace(newest, **other))) if newest else case


def _answer(case: Case, **other: Any) -> AnswerFact:
    now, seat = case.facts.now, case.seat or 0
    given = AnswerFact(0, seat, 1, kind="revise", at=now, by="person:new", covered={})
    return replace(given, **other)


def _ask(case: Case, **other: Any) -> AskFact:
    return replace(case.at().ask or AskFact(0, case.seat or 0, 1, case.facts.now), **other)


def _gaps(case: Case) -> Case:
    return _newest(case, gaps=frozenset(s.key for s in case.facts.template.sections))


def _after_all(case: Case) -> Case:
    """Every other party is to be asked first."""
    own = case.at().party
    others = tuple(p.key for p in case.facts.template.parties if p.key != own)
    return _party(case, after=others)


def _other_words(case: Case) -> Case:
    newest = case.facts.newest
    if newest is None:
        return case
    other = dict.fromkeys(newest.digests, "other words")
    later = replace(newest, number=newest.number + 1, digests=other)
    return _facts(case, drafts=(*case.facts.drafts, later))


def _two_seats(case: Case) -> Case:
    """Whoever tries has answered from another seat."""
    others = [s.id for s in case.facts.seats if s.id != case.seat]
    given = tuple(_answer(case, seat=other, by=case.by) for other in others)
    return _facts(case, answers=(*case.facts.answers, *given))


def _as_shared(case: Case) -> Case:
    newest = case.facts.newest
    return _facts(case, working_digests=newest.digests, new_form=False) if newest else case


def _says_no(case: Case) -> Case:
    """The form asks for a yes to something that the newest draft does not say yes to."""
    template, newest = case.facts.template, case.facts.newest
    if newest is None:
        return case
    asked = Section.model_validate(
        {"key": "agree", "title": "Agreed?", "short": "Agreed", "kind": "prose"}
        | {"prompts": [{"key": "insured", "ask": "Insured?", "type": "yesno", "must": "yes"}]}
    )
    form = template.model_copy(update={"sections": [*template.sections, asked]})
    content = {**newest.content, "agree": {"insured": "no"}}
    drafts = (*case.facts.drafts[:-1], replace(newest, content=content))
    return _facts(case, template=form, drafts=drafts)


def _as_the_recorder(case: Case) -> Case:
    answer = case.at().answer
    return replace(case, by=answer.record.by) if answer and answer.record else case


OTHERWISE: dict[str, Callable[[Case], Case]] = {
    "paused": lambda case: _facts(case, paused_at=case.facts.now),
    "not_paused": lambda case: _facts(case, paused_at=None),
    "no_draft": lambda case: _facts(case, drafts=()),
    "nothing_changed": _as_shared,
    "amendment_reason": lambda case: replace(case, reasoned=False),
    "already_yes": lambda case: _at(case, state="yes"),
    "to_confirm": lambda case: _at(case, state="unconfirmed"),
    "nothing_to_review": lambda case: _at(case, state="open"),
    "already_asked": lambda case: _at(case, ask=_ask(case)),
    "no_open_ask": lambda case: _at(case, ask=None),
    "second_opinion": lambda case: _at(case, ask=_ask(case, not_by=case.by)),
    "nobody_named": lambda case: _party(case, who="named"),
    "named_other": _of_another,
    "points_open": lambda case: _at(case, answer=_answer(case, open_points=1)),
    "nothing_recorded": lambda case: _at(case, answer=None),
    "nothing_disputed": lambda case: _at(case, answer=None),
    "no_yes": lambda case: _at(case, answer=None),
    "not_finished": _gaps,
    "needs_yes": _says_no,
    "ask_first": _after_all,
    "not_at_work": lambda case: _party(case, by="facilitator"),
    "staff_record_this": lambda case: _party(_as(case, "student"), risk="high"),
    "never_waived": lambda case: _party(case, waivable=False),
    "own_seat": lambda case: _party(case, by=min(case.roles)),
    "own_record": _as_the_recorder,
    "own_contract": lambda case: replace(case, by=case.facts.student),
    "two_seats": _two_seats,
    "words_changed": _other_words,
    "not_your_answer": lambda case: replace(case, own_answer=None),
    "nothing_reworded": lambda case: _facts(case, answers=()),
    "void_by_two": lambda case: _facts(case, void_by=case.by),
    "review_not_due": lambda case: replace(case, review_due=False),
    "no_void": lambda case: _facts(case, void_by=""),
}


def _may(scenes: list[Scene], move: str) -> Iterator[Case]:
    """In each scene and for each seat somebody who may make this move, if anybody may."""
    for scene in scenes:
        for seat in scene.facts.seats:
            tried = _tries(scene, seat.id, move)
            yield from islice((c for c in tried if why_not(move, c.roles, c) is None), 1)


def _tries(scene: Scene, seat: int, move: str) -> Iterator[Case]:
    facts, roles = scene.facts, MOVES[move].roles
    known = {"seat": seat, "draft": len(facts.drafts) or None}
    there = {a.by for a in facts.answers} | {"person:new"}
    for by in sorted({facts.student} if roles == {"student"} else there):
        own = [a for a in facts.answers if a.seat == seat and a.by == by]
        for role, answer in product(sorted(roles), [None, *own]):
            one = frozenset({role})
            yield Case(facts, scene.stands, by=by, roles=one, own_answer=answer, **known)


def _refused(move: str, case: Case) -> str:
    refusal = why_not(move, case.roles, case)
    return refusal.code if refusal else ""


@pytest.mark.asvs("V2.3.1")
@pytest.mark.parametrize("move", REFUSED)
def test_it_is_refused_for_each_of_its_reasons(scenes: list[Scene], move: str) -> None:
    """Somebody may; one thing is otherwise; and they may not, for just that."""
    may = list(_may(scenes, move))
    wanting = set(REFUSED[move].split())
    for code in sorted(wanting):
        if any(_refused(move, OTHERWISE[code](case)) == code for case in may):
            wanting.discard(code)
    assert not wanting
