"""How two module files differ, by path."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactwork.modules.pages.versions import compared
from pactwork.modules.reading import read
from pactwork.modules.rules.differing import Difference, differences
from tests.modules.test_reading import FILES

SCALARS = st.one_of(st.none(), st.booleans(), st.integers(-3, 3), st.text(max_size=5))
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.sampled_from(["key", "a", "b", "week"]), inner, max_size=4),
    ),
    max_leaves=12,
)


def emptied(value: Any) -> Any:
    """Without what says nothing: an entry that is missing and one that is empty are the same."""
    if isinstance(value, dict):
        return {k: e for k, v in value.items() if (e := emptied(v)) not in (None, {}, [])}
    return [emptied(one) for one in value] if isinstance(value, list) else value


def typed(value: Any) -> str:
    return repr(sorted(value.items())) if isinstance(value, dict) else repr(value)


@given(VALUES)
def test_nothing_differs_from_itself(value: Any) -> None:
    assert differences(value, deepcopy(value)) == []


@given(
    st.dictionaries(st.sampled_from(["a", "b", "key"]), VALUES),
    st.dictionaries(st.sampled_from(["a", "b", "key"]), VALUES),
)
def test_whatever_differs_is_said(was: dict[str, Any], now: dict[str, Any]) -> None:
    if not differences(was, now):
        assert emptied(was) == emptied(now)


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ({"title": "A"}, {"title": "B"}, [("title", "changed", "A", "B")]),
        ({}, {"least": 0}, [("least", "changed", "", "0")]),
        ({"at": True}, {"at": False}, [("at", "changed", "yes", "no")]),
        ({"n": 1}, {"n": True}, [("n", "changed", "1", "yes")]),
        (
            {"hours": [{"key": "a", "hours": 10}, {"key": "b", "hours": 5}]},
            {"hours": [{"key": "a", "hours": 8}, {"key": "c", "hours": 7}]},
            [
                ("hours.a.hours", "changed", "10", "8"),
                ("hours.c", "added", "", "key: c\nhours: 7"),
                ("hours.b", "removed", "key: b\nhours: 5", ""),
            ],
        ),
        (
            {"parts": [{"key": "a"}, {"key": "b"}, {"key": "c"}]},
            {"parts": [{"key": "c"}, {"key": "a"}, {"key": "b"}]},
            [("parts", "moved", "a, b, c", "c, a, b")],
        ),
        (
            {"variants": [{"code": "X1", "weights": {"plan": 30, "end": 70}}]},
            {"variants": [{"code": "X1", "weights": {"plan": 40, "end": 60}}]},
            [
                ("variants.X1.weights.plan", "changed", "30", "40"),
                ("variants.X1.weights.end", "changed", "70", "60"),
            ],
        ),
        ({"days": ["1", "2"]}, {"days": ["1", "3"]}, [("days", "changed", "1\n2", "1\n3")]),
        (
            {"yes": [{"party": "w"}, {"party": "u"}]},
            {"yes": [{"party": "u"}]},
            [("yes.1", "removed", "party: w", "")],
        ),
        (
            {"yes": [{"party": "w"}]},
            {"yes": [{"party": "w", "when": {"section": "s", "raised": True}}]},
            [
                ("yes.1.when.section", "changed", "", "s"),
                ("yes.1.when.raised", "changed", "", "yes"),
            ],
        ),
        ({"a": "x"}, {"a": ["x"]}, [("a", "changed", "x", "x")]),
        ({"reviews": {"helpful": True}}, {}, [("reviews.helpful", "changed", "yes", "")]),
    ],
)
def test_differences_by_path(
    was: dict[str, Any], now: dict[str, Any], told: list[tuple[str, str, str, str]]
) -> None:
    found = differences(was, now)
    assert [(d.named, d.sort, d.was, d.now) for d in found] == told
    assert all(isinstance(d, Difference) for d in found)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem + path.parent.name)
def test_the_editors_words_are_found_for_every_file(path: Any) -> None:
    spec = read(path)
    assert compared(spec, spec) == []
    changed = spec.model_copy(update={"title": "Another", "credits": 16.5})
    shown = {one.path: one for one in compared(spec, changed)}
    assert set(shown) == {"title", "credits"}
    assert (shown["title"].page, shown["title"].label) == ("Title and summary", "Title")
