"""What a module calls itself, its people and what it is made of: in every sentence about it."""

from typing import Any

import pytest
from django.utils import translation
from django.utils.translation import gettext, ngettext

from pactwork.modules.actions import load_module
from pactwork.modules.models import Run
from pactwork.modules.reading import checked_values, read_bytes
from pactwork.modules.rules.specification import Specification
from pactwork.modules.rules.words import Words, made_of, shared
from pactwork.modules.speaking import speak_of, speaking_of
from pactwork.modules.writing import module_file
from pactwork.people.actions import found_institution
from pactwork.people.models import Institution
from pactwork.people.speaking import speaking_for
from tests.modules.test_reading import HERE, LEAST, refused

WORDS = """words:
  module: course
  student: {one: intern, many: interns}
  learning_set: study group
  workplace: {one: agency, many: agencies}
  work: The internship is part of a degree.
"""


def made(words: str = WORDS) -> str:
    return LEAST + words


def test_a_word_is_its_singular_or_both() -> None:
    words = Words.model_validate({"module": "course", "workplace": {"one": "agency"}})
    assert words.names["module"] == ("course", "courses")
    assert words.names["workplace"] == ("agency", "agencies")
    assert made_of(words.names)["module_leader"] == ("course leader", "course leaders")
    assert made_of(words.names)["advocate"] == ("agency advocate", "agency advocates")
    assert made_of({"learning_set": ("pod", "pods")}) == {
        "peer": ("member of the pod", "members of the pod")
    }
    assert Words().names == {}


def test_words_survive_being_written_as_a_file() -> None:
    spec = read_bytes(made().encode(), "module.yaml")
    again = read_bytes(module_file(spec).encode(), "module.yaml")
    assert again == spec
    assert read_bytes(LEAST.encode(), "module.yaml").model_dump().get("words") is None


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("words: {module: <b>course</b>}", "words.module.one: “<b>course</b>” cannot be part of a"),
        ("words: {module: \"co%(x)surse\"}", "words.module.one: “co%(x)surse” cannot be part of a"),
        ("words: {workplace: evil.example/pay}",
         "words.workplace.one: “evil.example/pay” looks like a web address"),
        ("words: {module: []}", "words.module: this is an empty list"),
        ("words: {modul: course}", "words.modul: “modul” is not part of the format, but you may"),
        ("words: {student: {one: intern, many: \"\"}}", "words.student.many: this is “”"),
    ],
)  # fmt: skip
def test_a_word_that_cannot_be_is_refused_with_its_line(words: str, sentence: str) -> None:
    line = LEAST.count("\n") + 1
    found = refused(made(f"{words}\n"))
    assert found[0].startswith(f"module.yaml line {line}, {sentence}"), found


def test_an_address_that_is_stored_is_still_read() -> None:
    body = read_bytes(made().encode(), "module.yaml").model_dump(mode="json")
    body["words"]["workplace"] = {"one": "evil.example/pay", "many": "hosts"}
    words = Specification.model_validate(body).words
    assert words
    assert words.names["workplace"] == ("evil.example/pay", "hosts")
    assert [name for _, name, _ in checked_values(body)[1]] == ["words.workplace.one"]


def test_several_modules_on_one_page_use_the_words_they_share() -> None:
    course, unit = ("course", "courses"), ("unit", "units")
    one = {"module": course, "student": ("intern", "interns")}
    assert shared([one, {"module": course}]) == {"module": course}
    assert shared([one, {"module": unit}]) == {}
    assert shared([]) == {}


def house(words: str = WORDS, **fields: Any) -> tuple[Institution, Run]:
    institution = found_institution(f"Institution of {words[:30]}")
    for name, value in fields.items():
        setattr(institution, name, value)
    institution.save()
    return institution, load_module(
        institution, read_bytes(made(words).encode(), "module.yaml"), folder=HERE
    )


@pytest.mark.django_db
def test_the_modules_word_wins_over_the_institutions_and_that_over_ours(clock: Any) -> None:
    roles = {"student": ["trainee", "trainees"], "facilitator": ["coach", "coaches"]}
    institution, run = house(roles=roles)
    with speaking_for(institution):
        assert gettext("Your modules") == "Your modules"
        assert gettext("Student") == "Trainee"
        speak_of(run)
        assert gettext("Your modules") == "Your courses"
        assert gettext("Learning set") == "Study group"
        assert gettext("A workplace has not answered") == "An agency has not answered"
        assert gettext("Module leader") == "Course leader"
        assert gettext("Student") == "Intern"
        assert gettext("Learning facilitator") == "Coach"
        assert ngettext("%(num)s workplace", "%(num)s workplaces", 2) == "%(num)s agencies"
    assert "-x-" not in translation.get_language()
    with speaking_of(run):
        assert gettext("Module page") == "Course page"


@pytest.mark.django_db
def test_what_an_institution_names_is_not_made_of_a_modules_words(clock: Any) -> None:
    institution, run = house(roles={"advocate": ["practice supervisor", "practice supervisors"]})
    with speaking_for(institution):
        speak_of(run)
        assert gettext("Workplace advocate") == "Practice supervisor"
        assert gettext("Learning set") == "Study group"


@pytest.mark.django_db
def test_a_module_without_words_says_what_its_institution_says(clock: Any) -> None:
    institution, run = house("")
    text = made().replace("key: looking", "key: other")
    other = load_module(institution, read_bytes(text.encode(), "m.yaml"), folder=HERE)
    with speaking_for(institution):
        before = translation.get_language()
        speak_of(run)
        speak_of(run, other)  # they share no word
        speak_of()
        assert translation.get_language() == before
