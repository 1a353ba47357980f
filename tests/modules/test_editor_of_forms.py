"""Codes, weights, hours, sections, readers and yeses are changed in the browser like everything else."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from pactwork.modules.editing.applying import Edited, edited
from pactwork.modules.editing.fields import as_data, posted, typed_values
from pactwork.modules.editing.parts import parts
from pactwork.modules.reading import read
from pactwork.modules.rules.specification import Specification
from tests.modules.test_editor import Leader, ruth, words  # noqa: F401 - a fixture
from tests.modules.test_reading import FILES

MORE = "16"  # credits, one more than the module has


def change(spec: Specification, key: str, **typed: str) -> Edited:
    """One page saved with these fields changed; ``__`` is a dot."""
    body, part = spec.model_dump(mode="json"), parts(spec)[key]
    said = typed_values(part, body) | {n.replace("__", "."): v for n, v in typed.items()}
    return edited(part, body, said)


def made(spec: Specification, key: str, **typed: str) -> Specification:
    found = change(spec, key, **typed)
    assert found.spec is not None, (found.problems, found.elsewhere)
    return found.spec


@pytest.fixture
def spec() -> Specification:
    return read(next(path for path in FILES if path.parent.name == "action-inquiry"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem + path.parent.name)
def test_saving_a_page_as_it_stands_changes_nothing(path: Path) -> None:
    spec = read(path)
    body = spec.model_dump(mode="json")
    for key, part in parts(spec).items():
        found = edited(part, deepcopy(body), typed_values(part, body))
        assert (found.spec, found.changed) == (spec, []), key


def test_hours_and_credits(spec: Specification) -> None:
    first = spec.hours[0]
    now = made(spec, "hours", hours__0__hours=str(first.hours + 10), credits=MORE)
    assert now.hours[0].hours == first.hours + 10
    count = len(spec.hours)
    new = {f"hours__{count}__title": "Talking to people", f"hours__{count}__hours": "10"}
    now = made(spec, "hours", credits=MORE, **new)
    assert (now.hours[-1].key, now.hours[-1].hours) == ("talking-to-people", 10)
    wrong = change(spec, "hours", credits=MORE)
    assert wrong.spec is None
    at = [name for name, said in wrong.problems.items() if "the kinds add up to" in said.lower()]
    assert at == ["hours.0.hours"]


def test_weights(spec: Specification) -> None:
    variant = spec.variants[0]
    keys = [key for key, weight in variant.weights.items() if weight]
    typed = {f"variants__0__weights__{key}": "0" for key in variant.weights}
    typed[f"variants__0__weights__{keys[0]}"] = "100"
    now = made(spec, "weights", **typed)
    assert now.variants[0].weights[keys[0]] == 100
    wrong = change(spec, "weights", **(typed | {f"variants__0__weights__{keys[0]}": "90"}))
    assert wrong.spec is None
    assert wrong.problems


def test_a_piece_comes_with_no_weight_and_goes_with_its_own(spec: Specification) -> None:
    count = len(spec.assessment)
    new = {f"assessment__{count}__title": "Talk", f"assessment__{count}__week": "3"}
    now = made(spec, "pieces", **new)
    assert now.assessment[-1].key == "talk"
    assert {variant.weights["talk"] for variant in now.variants} == {0}
    gone = {f"assessment__{count}__title": "", f"assessment__{count}__week": ""}
    assert made(now, "pieces", **gone) == spec


def test_a_code_begins_as_a_copy_of_the_last(spec: Specification) -> None:
    count, last = len(spec.variants), spec.variants[-1]
    new = {f"variants__{count}__code": "NEW700", f"variants__{count}__level": "7"}
    now = made(spec, "codes", **new, **{f"variants__{count}__template": last.template})
    added = now.variants[-1]
    assert (added.code, added.level) == ("NEW700", 7)
    assert (added.outcomes, added.weights) == (last.outcomes, last.weights)
    assert made(now, "outcomes-NEW700", **{f"variants__{count}__outcomes__0__text": "Other"})
    gone = {f"variants__{count}__{name}": "" for name in ("code", "level", "title")}
    assert made(now, "codes", **gone) == spec


def test_who_reads_and_whose_yes(spec: Specification) -> None:
    form = next(iter(spec.templates))
    template = spec.templates[form]
    n, section = next((n, s) for n, s in enumerate(template.sections) if len(s.yes) == 1)
    here, key = f"templates__{form}__sections__{n}", f"readers-{form}-{section.key}"
    other = next(p.key for p in template.parties if p.key != section.yes[0].party)
    now = made(spec, key, **{f"{here}__yes__1__party": other, f"{here}__yes__1__when": "null"})
    assert [need.party for need in now.templates[form].sections[n].yes] == [
        section.yes[0].party,
        other,
    ]
    ethics = next(s for s in template.sections if s.kind == "ethics")
    raised = {"section": ethics.key, "raised": True, "prompt": None, "one_of": []}
    now = made(
        spec, key, **{f"{here}__yes__1__party": other, f"{here}__yes__1__when": as_data(raised)}
    )
    when = now.templates[form].sections[n].yes[1].when
    assert when
    assert (when.section, when.raised) == (ethics.key, True)
    invented = {f"{here}__yes__1__party": other, f"{here}__yes__1__when": '{"section": "x"}'}
    assert change(spec, key, **invented).spec is None
    ticked = {f"{here}__readers": "\nfacilitator\nexaminer", f"{here}__key_element": "false"}
    now = made(spec, key, **ticked)
    assert now.templates[form].sections[n].readers == ["facilitator", "examiner"]
    assert made(now, key, **{f"{here}__readers": ""}).templates[form].sections[n].readers is None


def test_sections_come_move_and_go(spec: Specification) -> None:
    form = next(iter(spec.templates))
    here, count = f"templates__{form}__sections", len(spec.templates[form].sections)
    keys = [section.key for section in spec.templates[form].sections]
    for kind in ("prose", "card", "goals", "people", "weeks", "ethics", "grid", "outcomes"):
        new = {f"{here}__{count}__title": "Who else?", f"{here}__{count}__kind": kind}
        now = made(spec, f"sections-{form}", **new)
        added = now.templates[form].sections[-1]
        assert (added.key, added.short, added.kind) == ("who-else", "Who else?", kind)
    moved = made(spec, f"sections-{form}", **{f"{here}__{count - 1}__place": "2"})
    found = [section.key for section in moved.templates[form].sections]
    assert found == [keys[0], keys[-1], *keys[1:-1]]
    back = {f"{here}__{count}__{name}": "" for name in ("title", "short", "group")}
    assert made(now, f"sections-{form}", **back) == spec


def test_questions_come_and_go(spec: Specification) -> None:
    form = next(iter(spec.templates))
    sections = spec.templates[form].sections
    n, section = next((n, s) for n, s in enumerate(sections) if s.kind == "prose")
    count = len(section.prompts)
    here, key = f"templates__{form}__sections__{n}__prompts__{count}", f"asks-{form}-{section.key}"
    now = made(
        spec,
        key,
        **{f"{here}__ask": "Which?", f"{here}__type": "choice", f"{here}__options": "A\nB"},
    )
    added = now.templates[form].sections[n].prompts[-1]
    assert (added.key, added.type, added.options) == ("which", "choice", ["A", "B"])
    names = ("ask", "hint", "options", "most")
    assert made(now, key, **{f"{here}__{name}": "" for name in names}) == spec
    wrong = change(spec, key, **{f"{here}__ask": "Which?", f"{here}__type": "choice"})
    assert wrong.spec is None


def test_a_party_comes_with_a_section_and_goes_with_its_yeses(spec: Specification) -> None:
    form = next(iter(spec.templates))
    template = spec.templates[form]
    count, section = len(template.parties), template.sections[-1].key
    here = f"templates__{form}__parties__{count}"
    new = {f"{here}__title": "Union", f"{here}__person": "union representative"}
    new |= {f"{here}__by": "link", f"{here}__waivable": "true", f"{here}__yes_of": section}
    now = made(spec, f"parties-{form}", **new)
    form_now = now.templates[form]
    assert form_now.parties[-1].key == "union"
    assert "union" in [need.party for need in form_now.sections[-1].yes]
    names = ("title", "person", "seats", "optional_seats", "calls_it", "about", "after")
    gone = made(now, f"parties-{form}", **{f"{here}__{name}": "" for name in names})
    assert gone == spec


def test_boxes_with_one_name_are_one_value(ruth: Leader) -> None:  # noqa: F811
    form, template = next(iter(ruth.spec.templates.items()))
    n, section = next((n, s) for n, s in enumerate(template.sections) if not s.key_element)
    page = f"{ruth.base}readers-{form}-{section.key}/"
    text = words(ruth.client.get(page))
    assert "Who reads it" in text
    values, stands = ruth.open(f"readers-{form}-{section.key}")
    name = f"templates.{form}.sections.{n}.readers"
    said: dict[str, Any] = {**values, "stands": stands, name: ["", "facilitator", "examiner"]}
    assert ruth.client.post(page, said).status_code == 302
    assert ruth.spec.templates[form].sections[n].readers == ["facilitator", "examiner"]
    part = parts(ruth.spec)[f"readers-{form}-{section.key}"]
    assert posted(part, {name: ""}) == {name: ""}


def test_what_a_credit_is_and_how_work_is_graded(spec: Specification) -> None:
    ours = {"credit__one": "ECTS credit", "credit__many": "ECTS credits", "credit__hours": "25–30"}
    now = made(spec, "hours", **ours, credits="5,5", grading__scheme="pass", grading__marks="S\nU")
    assert now.credit is not None
    assert (now.credit.many, now.credit.hours, now.credits) == ("ECTS credits", (25, 30), 5.5)
    assert now.grading is not None
    assert (now.grading.scheme, now.grading.marks) == ("pass", ["S", "U"])
    nothing = {"credit__one": "", "credit__many": "", "credit__hours": "", "credits": ""}
    now = made(spec, "hours", **nothing, grading__scheme="")
    assert (now.credit, now.credits, now.grading) == (None, None, None)
    again = made(now, "hours", **ours, credits="1 - 6", hours__0__hours="0.5", hours__0__least="0")
    assert (again.credits, again.hours[0].hours) == ((1, 6), 0.5)
    wrong = change(spec, "hours", credits="6–1")
    assert "a number in whole or half steps" in wrong.problems["credits"]


def test_a_level_is_a_number_or_a_word(spec: Specification) -> None:
    now = made(spec, "codes", variants__0__level="Master’s", variants__1__level="")
    assert [variant.level for variant in now.variants[:2]] == ["Master’s", None]
