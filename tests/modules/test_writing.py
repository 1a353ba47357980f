"""A module file that we write is read back as the very same module."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pactwork.ground.typed import unlittered
from pactwork.modules.reading import checked_values, read, read_bytes
from pactwork.modules.rules.specification import Specification
from pactwork.modules.writing import module_file
from tests.modules.test_reading import FILES

READY = read(Path(__file__).parent / "least.yaml")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name + "/" + path.name)
def test_what_is_written_reads_the_same(path: Path) -> None:
    spec = read(path)
    text = module_file(spec)
    assert read_bytes(text.encode(), "module.yaml") == spec
    assert module_file(read_bytes(text.encode(), "module.yaml")) == text


AWKWARD = [
    *("no", "yes", "true", "null", "~", "12", "1.5", "15:00", "2027-01-01", "- a", "# b", "a: b"),
    *(
        "@x",
        "`x",
        "%x",
        "{a, b}",
        "[x]",
        "'",
        '"',
        "\\",
        "*",
        "&",
        "!",
        "| x",
        "> y",
        "…",
        "👍",
        "你好",
    ),
    *("a #b", "x:", ": y", "?", "-", "=", "<<", "0x1F", "1_000", "1e3", ".5", "+1", "TRUE", "NULL"),
]


@pytest.mark.parametrize("words", AWKWARD)
def test_words_that_look_like_something_else_stay_words(words: str) -> None:
    body = READY.model_dump(mode="json")
    body["title"] = words
    spec, problems = checked_values(body)
    assert (spec is None, problems) == (False, [])
    assert spec is not None
    assert read_bytes(module_file(spec).encode(), "m").title == words


@settings(deadline=None, max_examples=60)
@given(
    st.text(
        st.characters(blacklist_categories=("Cs", "Cc"), whitelist_characters="\n\t"),
        min_size=1,
        max_size=200,
    )
)
def test_any_words_come_back(words: str) -> None:
    body = READY.model_dump(mode="json")
    body["summary"] = unlittered(words)  # as every door lets them in
    spec, _ = checked_values(body)
    if spec is not None:
        assert read_bytes(module_file(spec).encode(), "m") == spec


def test_a_file_of_words_from_before_there_was_a_door_loads_again() -> None:
    body = READY.model_dump(mode="json")
    old = body | {"title": "Look\0ing\nclosely\u2028now", "summary": "One\x01\u202etwo"}
    spec = Specification.model_validate(old)
    assert (spec.title, spec.summary) == (old["title"], old["summary"])  # stored words stay
    again = read_bytes(module_file(spec).encode(), "m")
    assert (again.title, again.summary) == ("Looking closely now", "Onetwo")
