"""What a module file costs to check grows with its size, whatever stands in it; and its lists have an end."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from pactwork.modules.reading import checked_values
from pactwork.modules.reading.written import written
from pactwork.modules.rules.consistency import faults
from pactwork.modules.rules.due import dates_of
from pactwork.modules.rules.faults import MOST_FAULTS, unknown
from pactwork.modules.rules.limits import MOST_ENTRIES, MOST_LINES
from pactwork.modules.rules.specification import Specification
from tests.calls import work
from tests.modules.test_reading import LEAST, refused, with_change

Body = dict[str, Any]


def a_module(**more: Any) -> Body:
    return {**deepcopy(written(LEAST.encode()).value), **more}


def codes_and_pieces(n: int) -> Body:
    """Every piece is asked under the last code alone, which has to be found."""
    body = a_module(assessment=[piece(f"p{m}") for m in range(n)])
    (code,) = body["variants"]
    codes = [{**code, "code": f"C{m}", "weights": {"p0": 100}} for m in range(n)]
    codes[-1]["weights"] = {f"p{m}": 100 if m == 0 else 0 for m in range(n)}
    return {**body, "variants": codes}


def piece(key: str, **more: Any) -> Body:
    formats = [{"key": "text", "title": "Text"}]
    return {"key": key, "title": key, "formats": formats, **(more or {"week": 1})}


def pieces_after_each_other(n: int) -> Body:
    pieces = [piece(f"p{m}", after=f"p{m + 1}") for m in range(n - 1)]
    return _unweighed(a_module(assessment=[*pieces, piece(f"p{n - 1}")]))


def _unweighed(body: Body) -> Body:
    body["variants"][0]["weights"] = {}
    return body


def sections_when_each_other(n: int) -> Body:
    body = a_module()
    form = body["templates"]["plan"]
    ask = {"key": "a", "ask": "So?", "type": "yesno"}
    on = [{"section": f"s{m + 1}", "prompt": "a", "one_of": ["yes"]} for m in range(n - 1)]
    form["sections"] += [
        {
            "key": f"s{m}",
            "title": "S",
            "short": "S",
            "kind": "prose",
            "prompts": [ask],
            "when": when,
        }
        for m, when in enumerate([*on, None])
    ]
    return body


def parties_after_each_other(n: int) -> Body:
    body = a_module()
    form = body["templates"]["plan"]
    form["parties"] += [
        {"key": f"q{m}", "title": "Q", "person": "q", "by": "link", "after": [f"q{m + 1}"]}
        for m in range(n)
    ]
    form["parties"][-1]["after"] = []
    form["sections"][0]["yes"] = [*form["sections"][0]["yes"], *(f"q{m}" for m in range(n))]
    return body


def hours(n: int) -> Body:
    each = {"title": "Some", "hours": 0}
    return a_module(hours=[*a_module()["hours"], *({**each, "key": f"h{m}"} for m in range(n))])


SHAPES: dict[str, Callable[[int], Body]] = {
    "codes and pieces": codes_and_pieces,
    "pieces": pieces_after_each_other,
    "sections": sections_when_each_other,
    "parties": parties_after_each_other,
    "hours": hours,
}


@pytest.mark.parametrize("shape", SHAPES)
def test_what_a_module_costs_to_check_grows_with_its_size(shape: str) -> None:
    small, large = (Specification.model_validate(SHAPES[shape](n)) for n in (100, 800))
    assert list(faults(large)) == []
    assert work(lambda: list(faults(large))) < 8 * 1.5 * work(lambda: list(faults(small)))


def test_pieces_after_each_other_are_dated_each_once() -> None:
    small, large = (Specification.model_validate(pieces_after_each_other(n)) for n in (10, 80))

    def dated(spec: Specification) -> int:
        return work(lambda: dates_of(spec).hand_ins(spec.assessment))

    assert dated(large) < 8 * 4 * dated(small), (
        "looking each up costs some; dating it again, 60 times"
    )


@pytest.mark.parametrize("shape", SHAPES)
def test_a_list_without_end_is_refused_where_it_is(shape: str) -> None:
    whole, told = checked_values(SHAPES[shape](MOST_ENTRIES + 1))
    assert whole is None
    assert {words for _, _, words in told} <= {
        f"The number of entries here is {n}, but it can be at most {MOST_ENTRIES}."
        for n in (MOST_ENTRIES + 1, MOST_ENTRIES + 2)
    }


def test_its_sentence_has_line_and_field_in_a_file() -> None:
    more = "".join(f"  - {{week: 1, title: T{n}}}\n" for n in range(MOST_ENTRIES + 1))
    assert refused(LEAST + "weeks:\n" + more) == [
        f"module.yaml line {LEAST.count(chr(10)) + 1}, weeks: the number of entries here is 101, but "
        "it can be at most 100."
    ]


def test_words_one_below_the_other_may_be_more_and_not_without_end() -> None:
    body = a_module()
    ask = body["templates"]["plan"]["sections"][0]["prompts"][1]
    ask |= {"type": "choice", "options": [f"Country {n}" for n in range(MOST_LINES)]}
    assert checked_values(body)[1] == []
    ask["options"].append("One more")
    assert [words for *_, words in checked_values(body)[1]] == [
        "The number of entries here is 501, but it can be at most 500."
    ]


def test_of_many_names_the_nearest_and_a_few_more_are_said() -> None:
    known = unknown((), "country-40", [f"country-{n}" for n in range(500, 0, -1)], "x").params[
        "known"
    ]
    names = str(known).split(", ")
    assert ("country-40" in names[:3], len(names), names[-1]) == (True, 21, "…")
    assert unknown((), "x", ["a", "b"], "x").params["known"] == "a, b"


def test_of_very_many_problems_the_first_are_told() -> None:
    weeks = "".join(f"  - {{week: x, titel: T{n}}}\n" for n in range(90))
    found = refused(LEAST + "weeks:\n" + weeks)
    assert len(found) == MOST_FAULTS + 1
    assert found[0] == (
        "module.yaml: there are more problems than can be listed, but these are the first 100; "
        "correct them and check the file again."
    )
    wrong = with_change("weights: {note: 100}", "weights: {note: 100, b: 0}")
    assert len(refused(wrong)) == 1


def test_very_many_problems_cost_no_more_to_tell_than_the_first() -> None:
    def told(n: int) -> int:
        body = a_module()
        section = body["templates"]["plan"]["sections"][0]
        wrong = [{"key": "a", "ask": "So?", "type": "odd"}] * 50
        body["templates"]["plan"]["sections"] = [{**section, "prompts": wrong}] * n
        return work(lambda: checked_values(body))

    few, many = told(5), told(80)
    assert many < 3 * few


def test_who_leads_only_to_a_circle_is_not_in_it() -> None:
    body = sections_when_each_other(6)
    sections = body["templates"]["plan"]["sections"]
    sections[-1]["when"] = {"section": "s3", "prompt": "a", "one_of": ["yes"]}
    found = faults(Specification.model_validate(body))
    assert [(fault.code, fault.params["key"]) for fault in found] == [
        ("when_circle", "s3"),
        ("when_circle", "s4"),
        ("when_circle", "s5"),
    ]
