"""What a yes covers, from the template and the draft's own answers; and when it still counts."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pactwork.contracts.rules.cover import concerns
from pactwork.contracts.rules.drafts import digests
from pactwork.contracts.rules.facts import AgreementFact, AnswerFact, DraftFact, Facts, SeatFact
from pactwork.contracts.rules.kinds import Context
from pactwork.contracts.rules.needed import (
    changed,
    cover,
    covered_digests,
    same_question,
    still_agreed,
    told_only,
)
from pactwork.contracts.rules.shown import Shown
from pactwork.modules.rules.specification import Template

NOON, HOUR = datetime(2026, 10, 5, 12, tzinfo=UTC), timedelta(hours=1)


def prose(key: str, **more: Any) -> dict[str, Any]:
    prompts = [{"key": "words", "ask": "Words"}]
    return {"key": key, "title": key, "short": key, "kind": "prose", "prompts": prompts, **more}


# The host is asked about the plan, and about the extras when the setting says so elsewhere. The
# office is asked about the risks when any triage question is answered with yes.
TEMPLATE = Template.model_validate(
    {
        "parties": [
            {"key": "host", "title": "Host", "person": "host", "by": "link"},
            {"key": "office", "title": "Office", "person": "officer", "by": "placement_officer"},
        ],
        "sections": [
            prose("setting"),
            prose("plan", yes=["host"]),
            prose(
                "extras",
                yes=[
                    {
                        "party": "host",
                        "when": {
                            "section": "setting",
                            "prompt": "words",
                            "one_of": ["site", "sea"],
                        },
                    }
                ],
            ),
            {
                "key": "risks",
                "title": "Risks",
                "short": "Risks",
                "kind": "ethics",
                "questions": [{"key": "high", "ask": "High?"}, {"key": "deep", "ask": "Deep?"}],
                "yes": [{"party": "office", "when": {"section": "risks", "raised": True}}],
            },
        ],
    }
)


def content(setting: str = "home", plan: str = "A", extras: str = "B", **risks: str) -> Any:
    return {
        "setting": {"words": setting},
        "plan": {"words": plan},
        "extras": {"words": extras},
        "risks": risks,
    }


def draft(number: int = 1, **said: str) -> DraftFact:
    words = content(**said)
    return DraftFact(number, NOON, words, digests(TEMPLATE, words, Context()))


FACTS = Facts(TEMPLATE, NOON, NOON, "person:s")


def test_a_condition_on_an_answer_brings_a_section_in() -> None:
    assert cover(FACTS, "host", draft()) == {"plan"}
    assert cover(FACTS, "host", draft(setting="site")) == {"plan", "extras"}
    assert cover(FACTS, "host", draft(setting="sea")) == {"plan", "extras"}
    assert cover(FACTS, "host", None) == {"plan"}


def test_a_triage_that_raised_something_brings_a_party_in() -> None:
    assert cover(FACTS, "office", draft(high="no")) == frozenset()
    assert cover(FACTS, "office", draft(deep="yes")) == {"risks"}
    assert cover(FACTS, "nobody", draft(deep="yes")) == frozenset()


def test_no_condition_always_holds_and_a_list_holds_by_any_of_it() -> None:
    when = TEMPLATE.sections[2].yes[0].when
    assert Shown(TEMPLATE, {}).holds(None)
    assert Shown(TEMPLATE, {"setting": {"words": ["home", "sea"]}}).holds(when)
    assert not Shown(TEMPLATE, {"setting": {"words": []}}).holds(when)


def test_a_section_that_joins_lapses_and_one_that_leaves_does_not() -> None:
    small, large = draft(1, setting="home"), draft(2, setting="site")
    to_small = covered_digests(FACTS, "host", small)
    to_large = covered_digests(FACTS, "host", large)
    assert changed(FACTS, "host", to_small, large) == ("extras",)
    assert changed(FACTS, "host", to_large, small) == ()


def test_the_sections_that_changed_are_named_in_the_templates_order() -> None:
    old, new = draft(1, setting="site"), draft(2, setting="site", plan="C", extras="D")
    assert changed(FACTS, "host", covered_digests(FACTS, "host", old), new) == (
        "plan",
        "extras",
    )


def test_an_ask_carries_over_only_with_the_same_cover() -> None:
    one = draft(1, setting="site")
    assert same_question(FACTS, "host", one, draft(2, setting="sea"))
    assert not same_question(FACTS, "host", one, draft(2, setting="home"))
    assert not same_question(FACTS, "host", one, draft(2, setting="site", plan="C"))
    assert same_question(FACTS, "office", one, draft(2, setting="home", plan="C"))


SAID = st.fixed_dictionaries(
    {
        "setting": st.sampled_from(["home", "site", "sea"]),
        "plan": st.sampled_from("AC"),
        "extras": st.sampled_from("BD"),
        "high": st.sampled_from(["yes", "no"]),
    }
)


@given(then=SAID, now=SAID)
def test_a_yes_counts_if_and_only_if_what_it_covers_today_reads_as_it_did(
    then: dict[str, str], now: dict[str, str]
) -> None:
    """The bold sentence, said again in plain words about these four sections."""
    given_to = covered_digests(FACTS, "host", draft(1, **then))
    lapsed = changed(FACTS, "host", given_to, draft(2, **now))
    wide = {"site", "sea"}
    plan = then["plan"] == now["plan"]
    extras = now["setting"] not in wide or (
        then["setting"] in wide and then["extras"] == now["extras"]
    )
    assert (lapsed == ()) == (plan and extras)


# The host is asked at first, the office about changes, the tutor always; of the notes, nobody after.
MOMENTS = Template.model_validate(
    {
        "parties": [
            {"key": "host", "title": "Host", "person": "host", "by": "link"},
            {"key": "office", "title": "Office", "person": "officer", "by": "placement_officer"},
            {"key": "tutor", "title": "Tutor", "person": "tutor", "by": "facilitator"},
        ],
        "sections": [
            prose("plan", yes=[{"party": "host", "at": "first"}, "tutor"]),
            prose(
                "hours",
                yes=[{"party": "host", "at": "first"}, {"party": "office", "at": "changes"}],
            ),
            prose("notes", yes=[{"party": "host", "at": "first"}]),
        ],
    }
)


def of(number: int, **words: str) -> DraftFact:
    said = {key: {"words": words.get(key, "A")} for key in ("plan", "hours", "notes")}
    return DraftFact(number, NOON + number * HOUR, said, digests(MOMENTS, said, Context()))


def told(*drafts: DraftFact, agreed: tuple[int, ...] = (), back: int = 0) -> Facts:
    """The host said yes to the first draft, and took it back after so many hours, or never."""
    seats = (SeatFact(1, "host"), SeatFact(2, "office"), SeatFact(3, "tutor"))
    made = tuple(AgreementFact(n, NOON + n * HOUR) for n in agreed)
    yes = AnswerFact(
        1, 1, 1, "yes", NOON + HOUR, "holder:1", dict(drafts[0].digests),
        withdrawn_at=NOON + back * HOUR if back else None,
    )  # fmt: skip
    known = {"drafts": drafts, "seats": seats, "agreements": made}
    return Facts(MOMENTS, NOON, NOON, "person:s", answers=(yes,), **known)


def asked_of(facts: Facts, n: int) -> dict[str, set[str]]:
    return {p: set(cover(facts, p, facts.draft(n))) for p in ("host", "office", "tutor")}


NONE: set[str] = set()
EVERYTHING = {"plan", "hours", "notes"}


def test_until_something_is_agreed_whoever_is_needed_at_first_is_needed() -> None:
    one, two = of(1), of(2, hours="B")
    facts = told(one, two)
    wanted = {"host": EVERYTHING, "office": NONE, "tutor": {"plan"}}
    assert asked_of(facts, 1) == asked_of(facts, 2) == wanted
    assert not told_only(facts, "host", two)
    assert set(cover(facts, "host", None)) == EVERYTHING


def test_a_change_needs_those_of_changes_where_the_words_differ_from_what_was_agreed() -> None:
    one, two, three = of(1), of(2, hours="B", notes="B"), of(3, plan="B")
    facts = told(one, two, three, agreed=(1,))
    assert asked_of(facts, 1)["host"] == EVERYTHING  # what was asked then stays what it was
    assert asked_of(facts, 2) == {"host": NONE, "office": {"hours"}, "tutor": {"plan"}}
    assert asked_of(facts, 3) == {"host": NONE, "office": NONE, "tutor": {"plan"}}
    assert changed(facts, "office", {}, two) == ("hours",)
    assert changed(facts, "host", {}, two) == ()
    assert told_only(facts, "host", two)
    assert not told_only(facts, "tutor", two)
    assert still_agreed(facts, "host", two) == {"plan"}
    # Each change is to what was agreed last.
    later = told(one, two, of(3, hours="B"), agreed=(1, 2))
    assert asked_of(later, 3)["office"] == NONE
    assert asked_of(told(one, two, of(3), agreed=(1, 2)), 3)["office"] == {"hours"}


def test_a_yes_taken_back_since_the_agreement_is_needed_again() -> None:
    one, two = of(1), of(2, hours="B")
    facts = told(one, two, agreed=(1,), back=5)
    assert asked_of(facts, 2) == {"host": EVERYTHING, "office": {"hours"}, "tutor": {"plan"}}
    assert still_agreed(facts, "host", two) == NONE
    # What happened before the agreement does not matter, nor what another took back.
    assert asked_of(told(one, two, agreed=(1,), back=1), 2)["host"] == NONE


def test_who_reads_does_not_hang_on_the_moment() -> None:
    words = of(2, hours="B").content
    assert concerns("host", MOMENTS, words) == EVERYTHING
    assert concerns("office", MOMENTS, words) == {"hours"}


def test_an_ask_about_the_first_agreement_does_not_carry_over_to_a_change() -> None:
    one, two = of(1), of(2)
    assert same_question(told(one, two), "host", one, two)
    assert not same_question(told(one, two, agreed=(1,)), "host", one, two)
