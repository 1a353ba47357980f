"""Lists that forms are made of: what is wrong, and where; what can be chosen."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment
from jinja2.filters import do_truncate

from pactwork.ground.refusal import Refusal
from pactwork.ground.sentences import sentence
from pactwork.ground.shortened import shortened
from pactwork.web.form_lists import error_list, options, people_options, role_options

WRONG = Refusal("reason_missing")
SAID = sentence(WRONG)


@pytest.mark.parametrize(
    ("name", "more", "place"),
    [
        ("note", {}, "note"),
        ("", {}, ""),
        ("place", {"places": {"place": "about"}}, "about"),
        ("rows", {"places": {"rows": ""}}, ""),
        ("q1", {"before": "answer-"}, "answer-q1"),
        ("", {"before": "answer-"}, ""),
        ("code", {"before": "answer-", "places": {"code": "code"}}, "code"),
    ],
)
def test_a_problem_is_listed_where_its_field_is(name, more, place):
    assert error_list({name: WRONG}, **more) == [(place, SAID)]


def test_what_is_wrong_with_the_whole_comes_last():
    assert error_list({"note": WRONG}, WRONG, at="top") == [("note", SAID), ("top", SAID)]
    assert error_list({}, None) == []


def test_rows_are_choices_by_their_attributes():
    rows = [SimpleNamespace(place=n, person=SimpleNamespace(name=f"P{n}")) for n in (1, 2)]
    assert options(rows, "place", "person.name") == [("1", "P1"), ("2", "P2")]
    assert options(rows, "place", "person.name", "choose")[0] == ("", "choose")
    assert options([], "place", "person.name", "choose") == [("", "choose")]


def test_people_are_choices_with_what_they_are():
    helen = SimpleNamespace(ref="h", name="Helen", role="facilitator")
    priya = SimpleNamespace(ref="p", name="Priya", role="")
    assert people_options([helen, priya]) == [
        ("h", "Helen", "Learning facilitator"),
        ("p", "Priya", ""),
    ]
    assert role_options(["examiner"], "as said") == [
        ("", "as said"),
        ("examiner", "External examiner"),
    ]


@given(st.text(alphabet="ab ", max_size=60), st.integers(min_value=4, max_value=40))
def test_what_is_too_long_is_cut_as_templates_cut_it(text, most):
    assert shortened(text, most) == do_truncate(Environment(autoescape=True), text, most)
