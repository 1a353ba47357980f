"""How people are greeted, however a record system or they themselves have written their name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactwork.ground.names import (
    can_be_seen,
    first_name,
    greeted,
    in_order,
    is_name,
    plain_name,
    plain_names,
)
from pactwork.people.models import Person


@pytest.mark.parametrize(
    ("name", "whole", "first"),
    [
        ("Example, Elin", "Elin Example", "Elin"),
        ("EXAMPLE, Elin", "Elin EXAMPLE", "Elin"),
        ("EXAMPLE, ELIN MARY", "ELIN MARY EXAMPLE", "Elin"),
        ("van der Berg, Jan", "Jan van der Berg", "Jan"),
        ("Marsh, Dr Helen", "Dr Helen Marsh", "Helen"),
        ("Marsh, Helen, Dr.", "Dr. Helen Marsh", "Helen"),
        ("Dr Marsh, Helen", "Dr Helen Marsh", "Helen"),
        ("Smith, John, Jr", "John Smith Jr", "John"),
        ("John Smith, Jr.", "John Smith Jr.", "John"),
        ("Smith, Jr, John", "John Smith Jr", "John"),
        ("Example,", "Example", "Example"),
        (", Elin", "Elin", "Elin"),
        ("Elin", "Elin", "Elin"),
        ("Elin  \u00a0Example", "Elin Example", "Elin"),
        ("EXAMPLE Elin", "EXAMPLE Elin", "Elin"),
        ("NADINE O'BRIEN", "NADINE O'BRIEN", "Nadine"),
        ("MARY-ANN SMITH", "MARY-ANN SMITH", "Mary-Ann"),
        ("AJ Smith", "AJ Smith", "AJ"),
        ("J. Smith", "J. Smith", "J. Smith"),
        ("Smith J", "Smith J", "Smith J"),
        ("Dr", "Dr", "Dr"),
        ("Ian Lord", "Ian Lord", "Ian"),
        ("Lord, Ian", "Ian Lord", "Ian"),
        ("Miss", "Miss", "Miss"),
        ("Smith, John, Sr", "John Smith Sr", "John"),
        ("王小明", "王小明", "王小明"),
        ("王，小明", "小明 王", "小明"),
        (",", "", ""),
        ("", "", ""),
    ],
)
def test_a_name_is_greeted_by_its_first_name_or_whole(name: str, whole: str, first: str) -> None:
    assert in_order(name) == whole
    assert first_name(name) == first
    assert Person(name=name).first_name == first


def test_a_family_name_that_is_also_a_title_stays_a_name() -> None:
    assert plain_names("Ian Lord") == ["Ian", "Lord"]
    assert plain_names("Dr Ian Lord") == ["Ian", "Lord"]
    assert plain_names("Prof. Dr.") == ["Prof", "Dr"]


def test_a_title_is_kept_for_people_from_outside() -> None:
    assert greeted("Marsh, Dr Helen") == "Dr Helen Marsh"
    assert greeted("Benning, Carol") == "Carol"


@given(
    st.text(alphabet=st.sampled_from("aB ,.،、，DrJr-é王\u00a0"), max_size=30)
    | st.text(max_size=30)
)
def test_no_name_greets_with_its_comma(name: str) -> None:
    for said in (in_order(name), first_name(name), greeted(name), *plain_names(name)):
        assert "," not in said
        assert said == " ".join(said.split())
    assert in_order(in_order(name)) == in_order(name)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \t",
        "\u3164",
        "\u115f\u1160",
        "\uffa0",
        "\u2800",
        "\u0301",
        "\u0301\u0323",
        "\u200d",
        "\U000e0061",
        "\u2066\u2069",
        "\x07",
        "\u17b4",
    ],
)
def test_what_nobody_sees_is_neither_words_nor_a_name(text: str) -> None:
    assert not can_be_seen(text)
    assert not is_name(text)


def test_a_name_has_a_letter_of_any_script() -> None:
    assert all(map(is_name, ["X", "李", "नादिन", "ольга", "한", "\u3164a", "J."]))
    assert not any(map(is_name, ["1234", "…", "👍", "- -"]))
    assert all(map(can_be_seen, ["1234", "…", "👍", "?"]))
    assert plain_name(" \u2067Ada\u2069  Shaw\u202e") == "Ada Shaw"


@pytest.mark.parametrize(
    "title", ["Engr.", "Arc.", "Barr.", "Surv.", "Pharm.", "Chief", "Alhaji", "Alhaja", "Pastor"]
)
def test_titles_of_professions_and_honour_are_no_names(title: str) -> None:
    assert first_name(f"{title} Dr Chidi Nwosu") == "Chidi"
    assert greeted(f"{title} Chidi Nwosu") == f"{title} Chidi Nwosu"
