"""One spelling for each value: what counts as the same words, and what does not."""

import json
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactwork.ground.canonical import canonical, digest, fingerprint

# A line end of another editor is put in below: none of them here already.
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=60)
VALUES = st.recursive(
    st.one_of(TEXT, st.integers(), st.booleans(), st.none()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)


def respelt(value: Any) -> Any:
    """The same words as another editor would have stored them."""
    if isinstance(value, str):
        other = unicodedata.normalize("NFD", unicodedata.normalize("NFC", value))
        return "\r\n".join(f"{line} \t" for line in other.split("\n")) + "\n"
    if isinstance(value, dict):
        return {key: respelt(item) for key, item in reversed(list(value.items()))}
    return [respelt(item) for item in value] if isinstance(value, list) else value


@given(value=VALUES)
def test_spelling_is_not_content(value: Any) -> None:
    assert canonical(respelt(value)) == canonical(value)
    assert digest(respelt(value)) == digest(value)


@given(value=VALUES)
def test_it_is_its_own_canonical_form(value: Any) -> None:
    assert canonical(json.loads(canonical(value))) == canonical(value)


@given(one=TEXT, other=TEXT)
def test_other_words_have_another_digest(one: str, other: str) -> None:
    def lines(text: str) -> list[str]:
        plain = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
        return [line.rstrip() for line in plain.strip().split("\n")]

    assert (digest(one) == digest(other)) == (lines(one) == lines(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a b", "a  b"),
        ("Call", "call"),
        ("a\nb", "a b"),
        ("a\n\nb", "a\nb"),
        ("", "0"),
        ("1", 1),
        ("don't", "don’t"),
        (["a", "b"], ["b", "a"]),
        (["ab"], ["a", "b"]),
        ({"a": "b"}, {"b": "a"}),
        (True, 1),
        (None, ""),
    ],
)
def test_what_is_different(one: Any, other: Any) -> None:
    assert digest(one) != digest(other)


@pytest.mark.asvs("V11.4.3")
def test_known_bytes_so_that_digests_outlive_us() -> None:
    assert (
        canonical({"b": "Å\r\n", "a": ["x ", 1, True, None]})
        == '{"a":["x",1,true,null],"b":"Å"}'.encode()
    )
    assert digest("") == "12ae32cb1ec02d01eda3581b127c1fee3b0dc53572ed6baf239721a03d82e126"


def test_a_fingerprint_is_short_enough_to_compare_by_eye() -> None:
    assert fingerprint("7f3a91c02be4" + "0" * 52) == "7F3A 91C0 2BE4"
