"""What a yes covers, from the template and the draft's own answers; and when it still counts."""

from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pactwork.contracts.rules.cover import changed, cover, covered_digests, same_cover
from pactwork.contracts.rules.drafts import digests
from pactwork.contracts.rules.facts import DraftFact
from pactwork.contracts.rules.kinds import Context
from pactwork.contracts.rules.shown import holds
from pactwork.modules.rules.specification import Template

NOON = datetime(2026, 10, 5, 12, tzinfo=UTC)


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


def test_a_condition_on_an_answer_brings_a_section_in() -> None:
    assert cover("host", TEMPLATE, content()) == {"plan"}
    assert cover("host", TEMPLATE, content("site")) == {"plan", "extras"}
    assert cover("host", TEMPLATE, content("sea")) == {"plan", "extras"}
    assert cover("host", TEMPLATE, {}) == {"plan"}


def test_a_triage_that_raised_something_brings_a_party_in() -> None:
    assert cover("office", TEMPLATE, content(high="no")) == frozenset()
    assert cover("office", TEMPLATE, content(deep="yes")) == {"risks"}
    assert cover("nobody", TEMPLATE, content(deep="yes")) == frozenset()


def test_no_condition_always_holds_and_a_list_holds_by_any_of_it() -> None:
    when = TEMPLATE.sections[2].yes[0].when
    assert holds(None, TEMPLATE, {})
    assert holds(when, TEMPLATE, {"setting": {"words": ["home", "sea"]}})
    assert not holds(when, TEMPLATE, {"setting": {"words": []}})


def test_a_section_that_joins_lapses_and_one_that_leaves_does_not() -> None:
    small, large = draft(1, setting="home"), draft(2, setting="site")
    to_small = covered_digests("host", TEMPLATE, small)
    to_large = covered_digests("host", TEMPLATE, large)
    assert changed("host", TEMPLATE, to_small, large) == ("extras",)
    assert changed("host", TEMPLATE, to_large, small) == ()


def test_the_sections_that_changed_are_named_in_the_templates_order() -> None:
    old, new = draft(1, setting="site"), draft(2, setting="site", plan="C", extras="D")
    assert changed("host", TEMPLATE, covered_digests("host", TEMPLATE, old), new) == (
        "plan",
        "extras",
    )


def test_an_ask_carries_over_only_with_the_same_cover() -> None:
    one = draft(1, setting="site")
    assert same_cover("host", TEMPLATE, one, draft(2, setting="sea"))
    assert not same_cover("host", TEMPLATE, one, draft(2, setting="home"))
    assert not same_cover("host", TEMPLATE, one, draft(2, setting="site", plan="C"))
    assert same_cover("office", TEMPLATE, one, draft(2, setting="home", plan="C"))


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
    given_to = covered_digests("host", TEMPLATE, draft(1, **then))
    lapsed = changed("host", TEMPLATE, given_to, draft(2, **now))
    wide = {"site", "sea"}
    plan = then["plan"] == now["plan"]
    extras = now["setting"] not in wide or (
        then["setting"] in wide and then["extras"] == now["extras"]
    )
    assert (lapsed == ()) == (plan and extras)
