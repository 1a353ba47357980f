"""Six digits are six digits, however they were copied (case-25)."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactwork.ground.refusal import Refusal
from pactwork.links.codes import MOST_PASTED, code_in, six_digits

SCRIPTS = [chr(n) for n in range(0x110000) if unicodedata.decimal(chr(n), None) == 0]
NOISE = st.text(st.characters(exclude_categories=["Nd", "Cs"]), max_size=20)


@pytest.mark.parametrize(
    "pasted",
    ["123-456", "123 456.", "１２３４５６", "123–456", "Your code for answering: 123 456"],
)
def test_whatever_was_copied_with_them_they_are_taken(pasted: str) -> None:
    assert six_digits(pasted) == "123456"


@given(
    st.from_regex(r"[0-9]{6}", fullmatch=True),
    st.sampled_from(SCRIPTS),
    st.lists(NOISE, min_size=7, max_size=7),
)
def test_digits_of_any_script_with_anything_between(code: str, zero: str, noise: list[str]) -> None:
    signs = [chr(ord(zero) + int(one)) for one in code] + [""]
    assert six_digits("".join(a + b for a, b in zip(noise, signs, strict=True))) == code


@given(st.text(st.characters(categories=["Nd"]), min_size=7, max_size=30))
def test_more_than_six_are_told_so(digits: str) -> None:
    assert six_digits(digits) == Refusal("code_many", {"count": len(digits)})


@given(st.text(st.characters(categories=["Nd"]), max_size=5))
def test_fewer_are_no_code(digits: str) -> None:
    assert six_digits(digits) == Refusal("code_form")


def test_a_pasted_email_has_its_code_in_it_and_nothing_longer_is_read() -> None:
    quoted = "> Dear Carol,\n" * 60 + "> Your code for answering: 863 745"
    assert six_digits(code_in({"code": quoted})) == "863745"
    assert len(code_in({"code": "a\u0301\u0323" * 1_000_000})) <= MOST_PASTED
    assert six_digits("x" * MOST_PASTED + "123456") == Refusal("code_form")
