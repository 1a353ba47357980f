"""One section of each kind, with prompts of every type, and a run for them to stand in."""

from typing import Any

from hypothesis import strategies as st

from pactwork.contracts.rules.kinds import Context
from pactwork.modules.rules.calendar import teaching_weeks
from pactwork.modules.rules.specification import (
    Calendar,
    Component,
    Credit,
    Hours,
    Outcome,
    Section,
)
from pactwork.modules.rules.workload import Workload

PROMPTS: list[dict[str, Any]] = [
    {"key": "text", "ask": "Text", "most": 50},
    {"key": "line", "ask": "Line", "type": "line", "optional": True},
    {"key": "choice", "ask": "Choice", "type": "choice", "options": ["Mine", "Both"]},
    {"key": "choices", "ask": "Choices", "type": "choices", "options": ["One", "Two"]},
    {"key": "date", "ask": "Date", "type": "date"},
    {"key": "hours", "ask": "Hours", "type": "hours"},
    {"key": "yesno", "ask": "Yes or no", "type": "yesno"},
    {"key": "email", "ask": "Address", "type": "email"},
]
FILLED = {
    "text": "Words.",
    "line": "",
    "choice": "Mine",
    "choices": ["One"],
    "date": "2026-11-02",
    "hours": "24",
    "yesno": "yes",
    "email": "a@b.example",
}


def section(kind: str, **more: Any) -> Section:
    said = {"key": kind, "title": "What?", "short": "What", "kind": kind, **more}
    return Section.model_validate(said)


SECTIONS = {
    "prose": section("prose", prompts=PROMPTS),
    "card": section("card", prompts=PROMPTS),
    "ethics": section("ethics", prompts=PROMPTS, questions=[{"key": "young", "ask": "Children?"}]),
    "goals": section("goals", each=PROMPTS, prompts=PROMPTS, least=1, most=3),
    "people": section("people", each=PROMPTS, least=2, most=3),
    "outcomes": section("outcomes", prompts=PROMPTS),
    "weeks": section("weeks", prompts=PROMPTS),
    "grid": section(
        "grid",
        prompts=PROMPTS,
        rows=["Reading", "Writing"],
        columns=[
            {"key": "now", "title": "Now", "options": ["A1", "A2"]},
            {"key": "how", "title": "How"},
        ],
    ),
    "choice": section("choice", prompts=PROMPTS),
    "promise": section("promise", items=[{"key": "reply", "text": "We answer."}]),
}
CONTEXT = Context(
    size=Workload(Credit(one="credit", many="credits", hours=10), (2, 2), (20, 20)),
    hours=(
        Hours(key="work", title="At work", hours=12, least=10, most=14, at_work=True),
        Hours(key="study", title="Study", hours=8, least=6, most=10),
    ),
    outcomes=(Outcome(key="see", text="See."), Outcome(key="say", text="Say.")),
    weeks=teaching_weeks(Calendar.model_validate({"starts_on": "2026-10-05", "weeks": 4})),
    components=tuple(
        Component.model_validate({"key": key, "title": key, "week": 4, "formats": formats})
        for key, formats in {
            "note": [{"key": "text", "title": "Written"}],
            "show": [{"key": "text", "title": "Written"}, {"key": "film", "title": "Film"}],
        }.items()
    ),
)

# Names that a form may carry: real ones, near misses, and rubbish.
KEYS = [p["key"] for p in PROMPTS]
NAMES = [
    *KEYS,
    "young",
    "see",
    "show",
    "note",
    "rows",
    *(f"rows-{n}-{key}" for n in ("0", "1", "7", "²", "", "x", "-1", "9999") for key in KEYS),
    "rows-",
    "rows-1",
    "rows-1-",
    *(f"cell-{row}-{column}" for row in (0, 1, 2) for column in ("now", "how", "x")),
    *(f"week-{n}-{key}" for n in (0, 1, 4, 99) for key in ("doing", "work", "study")),
]
STRANGE = [
    "",
    " ",
    "6",
    "²",
    "٣",
    "-1",
    "1e3",
    "00012",
    "169",
    "999999",
    "yes",
    "Mine",
    "One",
    "A1",
]
STRANGE += ["2026-11-02", "2026-13-45", "0000-00-00", "a@b.example", "film", "x" * 400, "a\r\nb\n"]
WORDS = st.one_of(
    st.text(max_size=80),
    st.sampled_from(STRANGE),
)
FORMS = st.dictionaries(
    st.one_of(st.sampled_from(NAMES), st.text(max_size=12)),
    st.lists(WORDS, max_size=3),
    max_size=25,
)
