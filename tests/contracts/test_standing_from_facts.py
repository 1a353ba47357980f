"""Where one seat stands, from facts written by hand: waivers, changes asked for, several seats."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from pactwork.contracts.rules.carrying import carries
from pactwork.contracts.rules.facts import (
    AgreementFact,
    AnswerFact,
    AskFact,
    DraftFact,
    Facts,
    SeatFact,
    WaiverFact,
)
from pactwork.contracts.rules.needed import cover, to_waive, wanted
from pactwork.contracts.rules.preconditions import Case, never_waived, out_of_order, too_late
from pactwork.contracts.rules.standing import SeatStanding, State, party_state, standing
from pactwork.contracts.rules.state import state_of
from pactwork.modules.rules.specification import Template

NOON = datetime(2026, 10, 5, 12, tzinfo=UTC)
TEMPLATE = Template.model_validate(
    {
        "parties": [
            {"key": "host", "title": "Host", "person": "host", "by": "link"},
            {"key": "panel", "title": "Panel", "person": "member", "by": "link", "seats": 2},
            {
                "key": "any",
                "title": "Any",
                "person": "one",
                "by": "link",
                "seats": 2,
                "enough": "any",
            },
        ],
        "sections": [
            {
                "key": "plan",
                "title": "Plan",
                "short": "Plan",
                "kind": "prose",
                "prompts": [{"key": "words", "ask": "Words"}],
                "yes": ["host"],
            }
        ],
    }
)


def at(day: int) -> datetime:
    return NOON + timedelta(days=day)


def draft(number: int, day: int, words: str) -> DraftFact:
    return DraftFact(number, at(day), {"plan": {"words": words}}, {"plan": words})


def said(kind: str, day: int, words: str, *, of: int = 1, **more: Any) -> AnswerFact:
    return AnswerFact(1, 1, of, kind, at(day), "holder:1", {"plan": words}, **more)


def facts(*drafts: DraftFact, **known: Any) -> Facts:
    return Facts(TEMPLATE, NOON, at(90), "person:s", drafts, (SeatFact(1, "host"),), **known)


def state(found: Facts) -> State:
    return standing(found).seat(1).state


ONE, OTHER = draft(1, 1, "A"), draft(2, 6, "B")


@pytest.mark.parametrize(
    ("waived_on", "wanted"),
    [(2, "revise"), (3, "waived"), (4, "waived")],
    ids=["before the answer", "at the same moment", "after it"],
)
def test_a_waiver_stands_aside_only_for_a_later_answer(waived_on: int, wanted: str) -> None:
    found = facts(ONE, answers=(said("revise", 3, "A"),), waivers=(WaiverFact(1, at(waived_on)),))
    assert state(found) == wanted


@pytest.mark.parametrize("answered", [False, True])
def test_a_waiver_holds_for_the_words_agreed_and_no_longer(answered: bool) -> None:
    answers = (said("revise", 2, "A"),) if answered else ()
    waived = facts(ONE, waivers=(WaiverFact(1, at(3)),), answers=answers)
    agreed = replace(waived, agreements=(AgreementFact(1, at(3)),))
    assert (state(waived), state(agreed)) == ("waived", "waived")
    assert state(replace(waived, drafts=(ONE, OTHER))) == "waived"  # the round is still going on
    ended = state(replace(agreed, drafts=(ONE, OTHER)))
    assert ended == ("revise" if answered else "not_asked")
    assert state(replace(agreed, drafts=(ONE, OTHER, draft(3, 7, "A")))) == "waived"


def test_a_waiver_of_an_earlier_agreement_says_nothing_of_a_later_round() -> None:
    found = facts(
        ONE,
        OTHER,
        waivers=(WaiverFact(1, at(7)),),
        agreements=(AgreementFact(1, at(3)),),
    )
    assert state(found) == "waived"
    assert state(replace(found, waivers=(WaiverFact(1, at(2)),))) == "not_asked"


@pytest.mark.parametrize(
    ("drafts", "wanted"),
    [
        ([ONE, draft(2, 6, "C")], "yes"),
        ([ONE, draft(2, 6, "C"), draft(3, 7, "D")], "lapsed"),
        ([ONE, draft(2, 6, "D")], "revise"),
    ],
    ids=["put in", "put in, then changed again", "never put in"],
)
def test_a_yes_with_a_change_lapses_only_after_the_change_was_made(
    drafts: list[DraftFact], wanted: str
) -> None:
    assert state(facts(*drafts, answers=(said("yes_change", 3, "C"),))) == wanted


def test_words_that_an_earlier_draft_had_are_not_the_change_made() -> None:
    """Neither the draft that was answered nor one before it counts as having taken the change up."""
    answer = said("yes_change", 7, "A", of=2)
    assert state(facts(ONE, OTHER, draft(3, 8, "D"), answers=(answer,))) == "revise"
    own = said("yes_change", 7, "B", of=2)
    assert state(facts(ONE, OTHER, draft(3, 8, "D"), answers=(own,))) == "revise"


WORST = ["withdrawn", "revise", "lapsed", "not_asked", "asked", "unconfirmed", "waived", "yes"]


@pytest.mark.parametrize("worse", range(len(WORST) - 1))
def test_all_of_a_panel_stand_where_the_worst_stands_and_any_where_the_best(worse: int) -> None:
    two = (WORST[worse], WORST[worse + 1])
    for states in (two, two[::-1]):
        seats = tuple(SeatStanding(n, "x", n, s, NOON) for n, s in enumerate(states))
        assert party_state(facts(), "panel", seats) == WORST[worse]
        assert party_state(facts(), "any", seats) == WORST[worse + 1]
        assert party_state(facts(), "gone", seats) == WORST[worse]  # no party of this template


def test_a_seat_that_is_not_needed_decides_nothing_beside_one_that_is() -> None:
    seats = tuple(SeatStanding(n, "x", n, s, NOON) for n, s in enumerate(("not_needed", "asked")))
    assert party_state(facts(), "any", seats) == party_state(facts(), "panel", seats) == "asked"
    assert party_state(facts(), "any", seats[:1]) == "not_needed"
    assert party_state(facts(), "any", ()) == "not_needed"


def test_the_students_turn_began_with_the_draft_or_with_what_came_back() -> None:
    assert standing(facts(ONE)).student_since == at(1)
    revise = facts(ONE, answers=(said("revise", 3, "A"),))
    assert standing(revise).student_since == at(3)
    back = facts(ONE, answers=(said("yes", 3, "A", withdrawn_at=at(5)),))
    assert standing(back).student_since == at(5)
    yes = facts(ONE, answers=(said("yes", 3, "A"),))
    assert standing(yes).student_since == at(1)
    nobody = facts(ONE, answers=(said("not_me", 3, "A"),))
    assert (state(nobody), standing(nobody).student_since) == ("not_asked", at(1))


@pytest.mark.parametrize(
    ("day", "wanted"),
    [(2, ""), (3, ""), (4, "moved_on")],
    ids=["shared before", "at the same moment", "shared after"],
)
def test_an_undo_stops_at_a_draft_that_was_shared_after_the_answer(day: int, wanted: str) -> None:
    given = said("revise", 3, "A")
    found = replace(facts(ONE, draft(2, day, "A"), answers=(given,)), now=at(3))
    case = Case(found, standing(found), by=given.by, seat=1, own_answer=given)
    refusal = too_late(case)
    assert (refusal.code if refusal else "") == wanted
    asked = replace(found, asks=(AskFact(1, 1, 2, at(3)),))
    again = too_late(replace(case, facts=asked, stands=standing(asked)))
    assert again is not None
    assert again.code == "moved_on"


PARTS = Template.model_validate(
    {
        "parties": [{"key": "host", "title": "Host", "person": "host", "by": "link"}],
        "sections": [
            {"key": key, "title": "What?", "short": key, "kind": "prose", "yes": ["host"]}
            | {"prompts": [{"key": "words", "ask": "What?"}]}
            for key in ("plan", "hours")
        ],
    }
)


def parts(number: int, plan: str = "A", hours: str = "A") -> DraftFact:
    content = {"plan": {"words": plan}, "hours": {"words": hours}}
    return DraftFact(number, at(number), content, {"plan": plan, "hours": hours})


def of_parts(*drafts: DraftFact, **known: Any) -> Facts:
    return Facts(PARTS, NOON, at(90), "person:s", drafts, (SeatFact(1, "host"),), **known)


HOURS, PLAN = WaiverFact(1, at(5), "hours"), WaiverFact(1, at(5), "plan")


def test_a_waiver_of_one_section_leaves_the_others_wanted() -> None:
    one = parts(1)
    found = of_parts(one, waivers=(HOURS,))
    assert cover(found, "host", one) == {"plan"}
    assert wanted(found, "host", one) == {"plan", "hours"}
    assert to_waive(found, "host", 1) == ("plan",)
    assert state(found) == "not_asked"
    assert state(of_parts(one, waivers=(HOURS, PLAN))) == "waived"


def test_a_yes_that_lapsed_for_one_section_holds_once_that_is_waived() -> None:
    said = AnswerFact(1, 1, 1, "yes", at(1), "holder:1", {"plan": "A", "hours": "A"})
    found = of_parts(parts(1), parts(2, hours="B"), answers=(said,))
    assert (state(found), to_waive(found, "host", 1)) == ("lapsed", ("hours",))
    waived = replace(found, waivers=(HOURS,))
    assert (state(waived), to_waive(waived, "host", 1)) == ("yes", ())
    # What is asked for is not waived with it.
    assert state(replace(waived, drafts=(*waived.drafts, parts(3, plan="B")))) == "lapsed"


def test_a_waiver_of_a_section_holds_for_the_words_agreed_and_no_longer() -> None:
    said = AnswerFact(1, 1, 1, "yes", at(1), "holder:1", {"plan": "A"})
    known: dict[str, Any] = {"answers": (said,), "waivers": (HOURS,)}
    agreed = of_parts(parts(1), agreements=(AgreementFact(1, at(5)),), **known)
    assert state(agreed) == "yes"
    assert state(replace(agreed, drafts=(parts(1), parts(8, hours="B")))) == "lapsed"
    assert state(replace(agreed, drafts=(parts(1), parts(8, hours="B"), parts(9)))) == "yes"
    # A waiver of a later round changes nothing in the words of an earlier one.
    later = of_parts(
        parts(1), parts(3), agreements=(AgreementFact(1, at(1)), AgreementFact(3, at(3))), **known
    )
    assert [cover(later, "host", d) for d in later.drafts] == [{"plan", "hours"}, {"plan"}]


def test_nobody_is_waited_for_while_a_contract_is_paused() -> None:
    asked = facts(ONE, asks=(AskFact(1, 1, 1, at(3)),))
    assert standing(asked).waiting == {1}
    assert 1 not in standing(replace(asked, paused_at=at(4))).waiting


def test_the_last_waiver_of_a_seat_is_its_own() -> None:
    two = (SeatFact(1, "host"), SeatFact(2, "panel"))
    found = replace(facts(ONE, waivers=(WaiverFact(1, at(5)), WaiverFact(2, at(6)))), seats=two)
    assert [w and w.at for w in map(found.latest_waiver, (1, 2, 3))] == [at(5), at(6), None]


@pytest.mark.parametrize(
    ("stands", "points", "wanted"),
    [("yes", 0, True), ("yes", 1, False), ("unconfirmed", 0, False), ("lapsed", 0, False)],
)
def test_a_yes_carries_over_while_it_stands_and_asks_for_nothing(
    stands: State, points: int, wanted: bool
) -> None:
    given = said("yes_conditions", 3, "A", open_points=points)
    seat = SeatStanding(1, "host", 1, stands, NOON, answer=given)
    assert carries(seat, facts(ONE), ONE) == wanted
    assert not carries(seat, facts(ONE, OTHER), OTHER)
    assert not carries(replace(seat, answer=None), facts(ONE), ONE)


def test_a_yes_taken_back_in_the_act_that_agreed_anew_breaks_nothing() -> None:
    """Where others still suffice, both have the same moment."""
    back = facts(ONE, answers=(said("yes", 3, "A", withdrawn_at=at(5)),))
    states = {}
    for day in (4, 5, 6):
        found = replace(back, agreements=(AgreementFact(1, at(day)),))
        state = state_of(found, standing(found))
        states[day] = (state.stage, state.broken_at)
    assert states == {4: ("suspended", at(5)), 5: ("amending", None), 6: ("amending", None)}


def test_only_a_yes_taken_back_since_the_agreement_breaks_it() -> None:
    agreed = facts(ONE, agreements=(AgreementFact(1, at(4)),), answers=(said("yes", 3, "A"),))
    never = facts(ONE, answers=(said("yes", 3, "A", withdrawn_at=at(5)),))
    revise = replace(agreed, answers=(said("revise", 3, "A", withdrawn_at=at(5)),))
    for found in (agreed, never, revise):
        assert state_of(found, standing(found)).broken_at is None


def test_a_seat_of_a_party_that_the_form_has_no_more_waits_for_nobody() -> None:
    found = replace(facts(ONE), seats=(SeatFact(1, "gone"), SeatFact(2, "host")))
    case = Case(found, standing(found), seat=1)
    assert out_of_order(case) is None
    later = TEMPLATE.parties[1].model_copy(update={"after": ["host"]})
    form = TEMPLATE.model_copy(update={"parties": [TEMPLATE.parties[0], later]})
    ordered = replace(found, template=form, seats=(SeatFact(1, "panel"), SeatFact(2, "host")))
    refused = out_of_order(Case(ordered, standing(ordered), seat=1))
    assert refused is not None
    assert (refused.code, refused.params) == ("ask_first", {"party": "Host"})
    refusal = never_waived(case)
    assert refusal is not None
    assert refusal.code == "never_waived"


def test_an_ethics_reviewers_yes_is_never_waived_whatever_the_form_says() -> None:
    """The check of a module refuses such a form; one that came past it changes nothing."""
    host = TEMPLATE.parties[0]
    for by, waivable, code in (
        ("facilitator", True, ""),
        ("facilitator", False, "never_waived"),
        ("ethics_reviewer", True, "never_waived"),
    ):
        party = host.model_copy(update={"by": by, "waivable": waivable})
        found = replace(facts(ONE), template=TEMPLATE.model_copy(update={"parties": [party]}))
        refusal = never_waived(Case(found, standing(found), seat=1))
        assert (refusal.code if refusal else "") == code
