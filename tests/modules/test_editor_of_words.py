"""What a module calls things, and the contract's own dates, changed in the browser."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pactwork.modules.editing.applying import Edited, edited
from pactwork.modules.editing.fields import typed_values
from pactwork.modules.editing.parts import parts
from pactwork.modules.reading import read
from pactwork.modules.rules.specification import Specification, Words
from tests.modules.test_editor import Leader, words
from tests.stories import World

HERE = Path(__file__).parent / "files"
BY, AT, OWN = "calendar.contract_by", "calendar.review_at", "calendar.own_dates"


def changed(spec: Specification, page: str, **typed: str) -> Edited:
    """The page as it stands but for what was typed; ``__`` is a dot."""
    part, body = parts(spec)[page], spec.model_dump(mode="json")
    said = {name.replace("__", "."): text for name, text in typed.items()}
    assert set(said) <= set(typed_values(part, body))
    return edited(part, body, {**typed_values(part, body), **said})


def plain() -> Specification:
    return read(HERE / "law-clinic.yaml")


def after(found: Edited) -> Specification:
    assert found.spec, (found.problems, found.elsewhere)
    return found.spec


def test_every_word_of_the_format_can_be_changed() -> None:
    named = {f.path[1] for f in parts(plain())["words"].fields}
    assert named == set(Words.model_fields)


def test_words_are_seen_changed_and_taken_back() -> None:
    spec = after(changed(plain(), "words", words__student__one="trainee", words__work="It counts."))
    assert spec.words
    assert spec.words.names == {"student": ("trainee", "trainees")}
    shown = typed_values(parts(spec)["words"], spec.model_dump(mode="json"))
    assert (shown["words.student.many"], shown["words.work"]) == ("trainees", "It counts.")
    again = after(changed(spec, "words", words__student__many="trainee people"))
    assert again.words
    assert again.words.names == {"student": ("trainee", "trainee people")}
    assert after(changed(spec, "words", words__student__one="", words__work="")) == plain()
    renamed = after(changed(spec, "words", words__student__one="learner")).words
    assert renamed
    assert renamed.names == {"student": ("learner", "learners")}
    none = {"words__student__one": "", "words__student__many": "", "words__work": ""}
    assert after(changed(again, "words", **none)) == plain()


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("words__student__one", "<b>", "cannot be part of a sentence"),
        ("words__student__one", "x" * 41, "text of 1 to 40 characters"),
        ("words__work", "x" * 301, "text of 1 to 300 characters"),
    ],
)
def test_a_word_that_is_none_is_told_beside_it(name: str, typed: str, sentence: str) -> None:
    found = changed(plain(), "words", **{name: typed})
    assert sentence in found.problems[name.replace("__", ".")]


def test_a_plural_alone_is_asked_for_its_singular() -> None:
    found = changed(plain(), "words", words__peer__many="friends")
    assert "This is missing" in found.problems["words.peer.one"]


def test_dates_of_the_contract_come_and_go() -> None:
    typed = {
        "contract_by__week": "3",
        "review_at__after": "agreed",
        "review_at__weeks": "6",
        "own_dates__start__0": "2026-09-21",
        "own_dates__start__1": "2026-10-05",
    }
    spec = after(changed(plain(), "agreeing", **{f"calendar__{n}": t for n, t in typed.items()}))
    calendar = spec.calendar
    assert calendar.contract_by
    assert calendar.review_at
    assert calendar.own_dates
    assert (calendar.contract_by.week, calendar.contract_by.weekday) == (3, 5)
    assert (calendar.review_at.after, calendar.review_at.weeks) == ("agreed", 6)
    assert calendar.own_dates.start == (date(2026, 9, 21), date(2026, 10, 5))
    assert calendar.own_dates.end is None
    none = {f"calendar__{name}": "" for name in typed}
    assert after(changed(spec, "agreeing", **none)) == plain()


@pytest.mark.parametrize(
    ("typed", "name", "sentence"),
    [
        ({f"{BY}.at": "10:00"}, f"{BY}.week", "exactly one of these is needed"),
        ({f"{BY}.week": "3", f"{BY}.on": "2026-10-10"}, f"{BY}.week", "needed: week, on, after"),
        ({f"{AT}.weeks": "3"}, f"{AT}.week", "exactly one of these is needed"),
        ({f"{AT}.week": "99"}, f"{AT}.week", "a whole number from 1 to 60"),
        (
            {f"{OWN}.start.0": "2026-10-01"},
            f"{OWN}.start.0",
            "This is [2026-10-01, …], but the first",
        ),
    ],
)
def test_a_date_that_is_none_is_told_beside_it(
    typed: dict[str, str], name: str, sentence: str
) -> None:
    found = changed(plain(), "agreeing", **{n.replace(".", "__"): t for n, t in typed.items()})
    assert sentence in found.problems[name]


def test_a_leader_names_things_and_everybody_reads_it(world: World) -> None:
    ruth = Leader(world)
    answer: Any = ruth.save("words", words__module__one="course")
    assert answer.status_code == 302
    assert ruth.spec.words
    assert ruth.spec.words.names["module"] == ("course", "courses")
    text = words(ruth.client.get(f"{ruth.base}words/"))
    assert 'value="courses"' in text
    assert "What things are called" in words(ruth.client.get(ruth.base))
    assert ruth.save("agreeing", calendar__contract_by__week="4").status_code == 302
    assert ruth.spec.calendar.contract_by
