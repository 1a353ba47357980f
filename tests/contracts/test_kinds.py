"""Every kind of section: whatever is posted is kept and never raises; material is words and no more."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pactwork.contracts.rules.drafts import section_digest
from pactwork.contracts.rules.kinds import KINDS
from pactwork.contracts.rules.kinds.weeks import balance, totals
from pactwork.contracts.rules.merging import as_form
from pactwork.contracts.rules.section_words import fields
from pactwork.ground.canonical import canonical
from pactwork.ground.typed import alike
from tests.contracts.sections import CONTEXT, FILLED, FORMS, SECTIONS

Form = Mapping[str, list[str]]
QUICK = settings(max_examples=30, deadline=None)
kinds = pytest.mark.parametrize("kind", KINDS)


def words_in(value: Any) -> list[str]:
    """Every piece of text in a stored value."""
    if isinstance(value, dict):
        return [w for item in value.values() for w in words_in(item)]
    if isinstance(value, list):
        return [w for item in value for w in words_in(item)]
    return [] if value is None else [str(value)]


def test_every_kind_has_a_section_here() -> None:
    assert set(SECTIONS) == set(KINDS)


@pytest.mark.asvs("V2.2.1", "V15.3.5")
@kinds
@given(form=FORMS)
@QUICK
def test_nothing_posted_raises_and_the_value_serves_everywhere(kind: str, form: Form) -> None:
    law, section = KINDS[kind], SECTIONS[kind]
    typed = law.typed(section, form, CONTEXT)
    law.material(section, typed.value, CONTEXT)
    law.missing(section, typed.value, CONTEXT)
    lines = law.lines(section, typed.value, CONTEXT)
    assert len({line.path for line in lines}) == len(lines)
    assert all(isinstance(line.text, str) for line in lines)
    canonical(typed.value)


def test_what_is_kept_is_read_as_the_fields_of_a_form() -> None:
    kept = {
        "text": "Words.",
        "choices": ["One", "Two"],
        "rows": [{"name": "Carol"}, {"name": None}],
        "weeks": {"1": {"doing": "Calls"}},
        "cells": {"0": {"how": "By reading"}},
    }
    assert as_form(fields(kept)) == {
        "text": ["Words."],
        "choices": ["One", "Two"],
        "rows-0-name": ["Carol"],
        "rows-1-name": [""],
        "week-1-doing": ["Calls"],
        "cell-0-how": ["By reading"],
    }


def asked(kind: str) -> list[str]:
    """The field names that this kind's form shows, three rows where there are rows."""
    section, names = SECTIONS[kind], []
    names += [p.key for p in (*section.questions, *section.prompts)]
    names += [f"rows-{n}-{p.key}" for n in range(3) for p in section.each]
    names += [f"cell-{n}-{c.key}" for n in range(len(section.rows)) for c in section.columns]
    if kind == "outcomes":
        names += [o.key for o in CONTEXT.outcomes]
    if kind == "choice":
        names += [c.key for c in CONTEXT.components if len(c.formats) > 1]
    if kind == "weeks":
        fields = ("doing", "work", "study")
        names += [f"week-{w.number}-{field}" for w in CONTEXT.weeks for field in fields]
    return names


@kinds
@given(data=st.data())
@QUICK
def test_everything_typed_is_kept_right_or_wrong(kind: str, data: st.DataObject) -> None:
    """One strange word in each field; each is found again in the value, whatever was wrong with it."""
    names = asked(kind)
    word = st.text(
        st.characters(codec="utf-8", exclude_characters="\n\r\x00\x0b\x0c\x85\u2028\u2029"),
        min_size=1,
    )
    given = {name: f"{data.draw(word)}§{place}" for place, name in enumerate(names)}
    typed = KINDS[kind].typed(SECTIONS[kind], {n: [w] for n, w in given.items()}, CONTEXT)
    kept = {alike(words).strip() for words in words_in(typed.value)}
    for name, said in given.items():
        assert alike(said).strip() in kept, name


@kinds
@given(form=FORMS)
@QUICK
def test_reading_a_value_back_changes_nothing(kind: str, form: Form) -> None:
    """What was stored, posted again by its own field names, is stored as the same words."""
    law, section = KINDS[kind], SECTIONS[kind]
    value = law.typed(section, form, CONTEXT).value
    again = law.typed(section, posted(value), CONTEXT).value
    one, other = (law.material(section, v, CONTEXT) for v in (value, again))
    assert canonical(one) == canonical(other)


def posted(value: Mapping[str, Any]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, kept in value.items():
        if key == "rows":
            found |= {
                f"rows-{n}-{k}": as_list(v) for n, row in enumerate(kept) for k, v in row.items()
            }
        elif key in ("cells", "weeks"):
            name = key.removesuffix("s")
            found |= {
                f"{name}-{n}-{k}": as_list(v) for n, row in kept.items() for k, v in row.items()
            }
        else:
            found[key] = as_list(kept)
    return found


def as_list(kept: Any) -> list[str]:
    return [str(item) for item in kept] if isinstance(kept, list) else [str(kept)]


@kinds
@given(form=FORMS, strange=st.dictionaries(st.text(min_size=3), st.text(), max_size=3))
@QUICK
def test_material_is_deaf_to_order_and_to_what_it_does_not_ask(
    kind: str, form: Form, strange: dict[str, str]
) -> None:
    law, section = KINDS[kind], SECTIONS[kind]
    value = law.typed(section, form, CONTEXT).value
    before = section_digest(section, value, CONTEXT)
    turned = dict(reversed(list(value.items())))
    if kind in ("goals", "people"):
        turned["rows"] = [
            {**dict(reversed(list(row.items()))), "id": "17"} for row in value["rows"]
        ]
    known = {*value, "rows", "cells", "weeks", "young"}
    more = {key: word for key, word in strange.items() if key not in known}
    assert section_digest(section, {**more, **turned}, CONTEXT) == before


@kinds
def test_an_empty_section_is_a_section(kind: str) -> None:
    law, section = KINDS[kind], SECTIONS[kind]
    none, typed = law.material(section, {}, CONTEXT), law.typed(section, {}, CONTEXT)
    assert canonical(none) == canonical(law.material(section, typed.value, CONTEXT))
    assert not typed.problems


def filled(kind: str) -> dict[str, Any]:
    section = SECTIONS[kind]
    value: dict[str, Any] = {p.key: FILLED[p.key] for p in section.prompts}
    value |= {q.key: "yes" for q in section.questions}
    if section.each:
        value["rows"] = [dict(FILLED) for _ in range(section.least)]
    if kind == "outcomes":
        value |= {o.key: "By doing it." for o in CONTEXT.outcomes}
    if kind == "choice":
        value["show"] = "film"
    if kind == "grid":
        value["cells"] = {str(n): {"now": "A1", "how": "By talking"} for n in range(2)}
    if kind == "weeks":
        value["weeks"] = {
            str(w.number): {"doing": "", "work": 3, "study": 2} for w in CONTEXT.weeks
        }
    return value


def without(value: Any, path: list[str]) -> Any:
    """A copy in which one answer is empty."""
    copy = deepcopy(value)
    inner = copy
    for part in path[:-1]:
        inner = inner[int(part)] if isinstance(inner, list) else inner[part]
    inner[path[-1]] = ""
    return copy


def answers_in(value: Any, path: tuple[str, ...] = ()) -> list[list[str]]:
    if isinstance(value, dict):
        return [p for key, item in value.items() for p in answers_in(item, (*path, key))]
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [p for n, item in enumerate(value) for p in answers_in(item, (*path, str(n)))]
    return [list(path)]


@kinds
def test_each_answer_that_is_left_out_is_missed_and_only_that(kind: str) -> None:
    law, section, value = KINDS[kind], SECTIONS[kind], filled(kind)
    assert law.missing(section, value, CONTEXT) == []
    for path in answers_in(value):
        if path[-1] in ("line", "doing"):  # optional, or a note
            assert law.missing(section, without(value, path), CONTEXT) == []
        else:
            missed = law.missing(section, without(value, path), CONTEXT)
            assert len(missed) == 1, path
            assert path[-1] in missed[0] or missed == ["weeks"]


def test_no_row_at_all_is_missed_where_one_is_wanted() -> None:
    rows = KINDS["people"]
    assert rows.missing(SECTIONS["people"], {"rows": []}, CONTEXT) == [
        "rows-0-text",
        "rows-1-text",
    ]


def test_letters_are_asked_for_only_where_triage_raised_something() -> None:
    ethics, section = KINDS["ethics"], SECTIONS["ethics"]
    assert ethics.missing(section, {"young": "no"}, CONTEXT) == []
    assert "text" in ethics.missing(section, {"young": "yes"}, CONTEXT)
    assert "young" in ethics.missing(section, {}, CONTEXT)


@pytest.mark.parametrize(
    ("given", "hours"),
    [
        ("6", 6), ("0", 0), ("168", 168), ("", None), (" 7 ", 7),
        ("2.0", 2), ("2.5", 2.5), ("2,5", 2.5), ("2½", 2.5), ("½", 0.5),
    ],
)  # fmt: skip
def test_hours_of_a_week(given: str, hours: int | None) -> None:
    typed = KINDS["weeks"].typed(SECTIONS["weeks"], {"week-1-work": [given]}, CONTEXT)
    assert not typed.problems
    assert typed.value["weeks"]["1"]["work"] == ("" if hours is None else hours)


@pytest.mark.parametrize(
    "given",
    ["169", "168.5", "-1", "1.25", "1.", "½½", "six", "²", "٣", "1e2", "0006", "9" * 50],
)
def test_what_is_not_hours_is_kept_and_said(given: str) -> None:
    typed = KINDS["weeks"].typed(SECTIONS["weeks"], {"week-1-work": [given]}, CONTEXT)
    assert typed.problems["week-1-work"].code == "not_hours"
    assert typed.value["weeks"]["1"]["work"] == given
    assert totals(typed.value, CONTEXT) == {"work": 0, "study": 0}


def test_hours_add_up_or_it_says_by_how_much() -> None:
    value = filled("weeks")
    assert balance(SECTIONS["weeks"], value, CONTEXT) == []
    value["weeks"]["1"]["work"] = 9
    assert [r.code for r in balance(SECTIONS["weeks"], value, CONTEXT)] == [
        "hours_sum",
        "hours_kind",
    ]
    value["weeks"]["2"]["study"] = 0
    value["weeks"]["3"]["study"] = 0
    value["weeks"]["4"]["study"] = 0
    assert [r.params["planned"] for r in balance(SECTIONS["weeks"], value, CONTEXT)] == [
        18,
        2,
    ]  # the sum is right


def test_the_promise_of_a_plan_is_deaf_to_its_route() -> None:
    """Totals and the first and last week at work are promised; which week holds what is not."""
    weeks, section, value = KINDS["weeks"], SECTIONS["weeks"], filled("weeks")
    before = weeks.material(section, value, CONTEXT)
    assert before["hours"] == {"work": 12, "study": 8}
    assert before["at_work"] == [1, 4]
    value["weeks"]["2"] |= {"work": 0, "doing": "A rest."}
    value["weeks"]["3"]["work"] = 6
    assert weeks.material(section, value, CONTEXT) == before
    value["weeks"]["4"]["work"] = 0
    value["weeks"]["3"]["work"] = 9
    assert weeks.material(section, value, CONTEXT)["at_work"] == [1, 3]


def test_too_many_rows_are_kept_and_said() -> None:
    form = {f"rows-{n}-text": [f"Row {n}"] for n in range(5)}
    typed = KINDS["goals"].typed(SECTIONS["goals"], form, CONTEXT)
    assert len(typed.value["rows"]) == 5
    assert typed.problems["rows"].params == {"most": 3}


def test_an_empty_row_is_dropped_and_problems_follow_the_rows() -> None:
    form = {"rows-0-text": [" "], "rows-3-text": ["x" * 60], "rows-5-text": ["Fine"]}
    typed = KINDS["goals"].typed(SECTIONS["goals"], form, CONTEXT)
    assert [row["text"] for row in typed.value["rows"]] == ["x" * 60, "Fine"]
    assert typed.problems["rows-0-text"].code == "too_long"


@pytest.mark.asvs("V2.2.1")
@pytest.mark.parametrize(
    ("name", "given", "code"),
    [
        ("text", "x" * 51, "too_long"),
        ("date", "2026-02-30", "not_a_date"),
        ("date", "soon", "not_a_date"),
        ("hours", "a few", "not_hours"),
        ("choice", "Theirs", "not_an_option"),
        ("choices", "Three", "not_an_option"),
        ("yesno", "maybe", "not_an_option"),
        ("email", "carol at larkmoor", "not_an_address"),
    ],
)
def test_each_type_says_what_is_wrong_with_it(name: str, given: str, code: str) -> None:
    typed = KINDS["prose"].typed(SECTIONS["prose"], {name: [given]}, CONTEXT)
    assert {field: refusal.code for field, refusal in typed.problems.items()} == {name: code}
    assert given in words_in(typed.value)


@pytest.mark.parametrize("typed", ["28/11/2026", "28.11.2026", "28-11-2026", "2026-11-28"])
def test_a_day_is_kept_the_same_however_it_is_typed(typed: str) -> None:
    found = KINDS["prose"].typed(SECTIONS["prose"], {"date": [typed]}, CONTEXT)
    assert found.problems == {}
    assert found.value["date"] == "2026-11-28"


@pytest.mark.asvs("V15.3.3")
def test_an_undertaking_takes_no_words_from_a_form() -> None:
    promise, section = KINDS["promise"], SECTIONS["promise"]
    form = {"reply": ["Within an hour."]}
    assert promise.typed(section, form, CONTEXT).value == {}
    assert promise.material(section, {"reply": "Within an hour."}, CONTEXT) == ["We answer."]


def test_a_kind_of_hours_that_joins_later_changes_no_plan_without_it() -> None:
    """A yes holds for the words that were agreed, whatever the module counts since."""
    value = {"weeks": {"1": {"doing": "Look", "work": 6, "study": 2}}}
    before = section_digest(SECTIONS["weeks"], value, CONTEXT)
    new = CONTEXT.hours[0].model_copy(update={"key": "travel", "title": "Travel", "hours": 0})
    wider = replace(CONTEXT, hours=(*CONTEXT.hours, new))
    assert section_digest(SECTIONS["weeks"], value, wider) == before
