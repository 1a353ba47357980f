"""What the format has had since dates and facts came is made in the browser too."""

import pytest

from pactwork.modules.editing.fields import Rows
from pactwork.modules.editing.parts import parts
from pactwork.modules.reading import read
from pactwork.modules.rules.prompts import FACT_TITLES
from pactwork.modules.rules.specification import Section, Specification
from tests.modules.test_editor_of_forms import change, made
from tests.modules.test_reading import FILES, HERE


@pytest.fixture
def spec() -> Specification:
    return read(HERE / "files" / "internship-dates.yaml")


@pytest.fixture
def weighed() -> Specification:
    return read(next(path for path in FILES if path.parent.name == "action-inquiry"))


def test_a_piece_of_the_host_comes_without_formats(spec: Specification) -> None:
    count = len(spec.assessment)
    new = f"assessment__{count}"
    now = made(
        spec,
        "pieces",
        **{f"{new}__title": "Time sheet", f"{new}__from": "host", f"{new}__every": "week"},
        **{f"{new}__until": "4"},
    )
    piece = now.assessment[-1]
    assert (piece.whose, piece.weekly, piece.until, piece.formats) == ("host", True, 4, [])
    gone = {f"{new}__{name}": "" for name in ("title", "week", "every", "until")}
    assert made(now, "pieces", **gone) == spec


def test_a_piece_of_somebody_else_weighs_nothing(weighed: Specification) -> None:
    new = f"assessment__{len(weighed.assessment)}"
    said = {f"{new}__title": "Visit", f"{new}__week": "3", f"{new}__from": "facilitator"}
    now = made(weighed, "pieces", **said)
    assert now.assessment[-1].whose == "facilitator"
    assert not any("visit" in variant.weights for variant in now.variants)


def test_whose_a_piece_is_changes_and_its_formats_with_it(spec: Specification) -> None:
    n = next(n for n, piece in enumerate(spec.assessment) if piece.key == "visit")
    now = made(spec, "hand-ins", **{f"assessment__{n}__from": "student"})
    assert now.assessment[n].of_student
    assert [one.title for one in now.assessment[n].formats] == ["Written"]
    assert made(now, "hand-ins", **{f"assessment__{n}__from": "university"}) == spec
    wrong = change(spec, "hand-ins", **{f"assessment__{n}__from": "nobody"})
    assert wrong.problems


def test_every_week_until_one(spec: Specification) -> None:
    log = next(n for n, piece in enumerate(spec.assessment) if piece.key == "log")
    here = f"assessment__{log}"
    now = made(spec, "hand-ins", **{f"{here}__until": "6"})
    assert now.assessment[log].until == 6
    once = made(spec, "hand-ins", **{f"{here}__every": "", f"{here}__until": ""})
    assert not once.assessment[log].weekly


def test_formats_are_offered_for_the_students_own_pieces(spec: Specification) -> None:
    offered = [one.label for one in parts(spec)["formats"].fields]
    assert offered == [piece.title for piece in spec.assessment if piece.of_student]


def _with_new(spec: Specification, kind: str) -> tuple[Specification, Section, str]:
    form = next(iter(spec.templates))
    here = f"templates__{form}__sections__{len(spec.templates[form].sections)}"
    new = {f"{here}__title": "What else?", f"{here}__kind": kind}
    now = made(spec, f"sections-{form}", **new)
    return now, now.templates[form].sections[-1], here


def test_a_new_section_of_facts_and_what_it_prints(spec: Specification) -> None:
    now, section, here = _with_new(spec, "facts")
    assert [one.fact for one in section.facts] == ["module", "code", "run"]
    key = f"asks-{next(iter(spec.templates))}-{section.key}"
    assert [one.path[-1] for one in parts(now)[key].fields if isinstance(one, Rows)] == ["facts"]
    assert made(now, key) == now
    then = made(now, key, **{f"{here}__facts__3__fact": "employer"})
    last = then.templates[next(iter(spec.templates))].sections[-1].facts[-1]
    assert (last.fact, last.title) == ("employer", FACT_TITLES["employer"])
    assert made(then, key, **{f"{here}__facts__3__fact": "", f"{here}__facts__3__title": ""}) == now


def test_a_new_section_of_promises_and_whose_they_are(spec: Specification) -> None:
    now, section, here = _with_new(spec, "promise")
    assert (section.by, [item.text for item in section.items]) == ("student", ["What else?"])
    key = f"asks-{next(iter(spec.templates))}-{section.key}"
    assert made(now, key) == now
    then = made(now, key, **{f"{here}__by": "host", f"{here}__items__1__text": "We answer."})
    after = then.templates[next(iter(spec.templates))].sections[-1]
    assert (after.by, len(after.items)) == ("host", 2)


def test_every_fact_of_the_format_is_offered(spec: Specification) -> None:
    now, section, _ = _with_new(spec, "facts")
    part = parts(now)[f"asks-{next(iter(spec.templates))}-{section.key}"]
    rows = next(one for one in part.fields if isinstance(one, Rows))
    assert {value for value, _ in rows.columns[0].options} == {"", *FACT_TITLES}
