"""Tokens and codes follow from the ref alone; tickets are for one link, one purpose, one while."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactwork.links.queries import find
from pactwork.links.secrets import code_for, same, sign_in_code_for, sign_in_token_for, token_for
from pactwork.links.tickets import LASTS, client_in, ticket

REF = "bcdfghjkmn"


def test_the_same_letter_has_the_same_token_and_code() -> None:
    assert token_for(REF) == token_for(REF)
    assert code_for(REF) == code_for(REF)
    assert token_for(REF) != token_for("bcdfghjkmp")
    assert len(token_for(REF)) == 43


def test_what_was_emailed_before_an_update_is_what_it_was(settings: Any) -> None:
    """People have these in their mailboxes: by one secret key they are the same for good."""
    settings.SECRET_KEY = "a secret of long ago"
    assert token_for(REF) == "O9JBV_Jh0_Oi9ZXFV44raSXeuasnULoesZbiSzu2lg8"
    assert code_for(REF) == "414917"
    assert sign_in_token_for(REF) == "rfv1gnZweVi54UsGa6WGJ0aIIGQe6HvI5DaGcjgZFg4"
    assert sign_in_code_for(REF) == "20308176"


@pytest.mark.asvs("V6.5.4")
@given(st.text(alphabet="bcdfghjkmnpqrstvwxz23456789", min_size=10, max_size=10))
def test_a_code_is_six_digits(ref: str) -> None:
    code = code_for(ref)
    assert len(code) == 6
    assert code.isdigit()


@given(st.text(max_size=60))
def test_nothing_but_the_token_is_the_token(given_text: str) -> None:
    assert same(given_text, token_for(REF)) is (given_text == token_for(REF))


@pytest.mark.django_db
def test_no_link_is_found_by_its_ref_alone() -> None:
    assert find(REF, "") is None
    assert find(REF, token_for(REF)) is None  # right for the ref, but there is no such link


@pytest.mark.asvs("V9.2.2", "V9.2.3", "V9.2.4")
def test_a_ticket_is_for_one_link_and_one_purpose(clock: Any) -> None:
    made = ticket(REF, "browser", "form")
    assert client_in(made, REF, "form") == "browser"
    assert client_in(made, "bcdfghjkmp", "form") is None
    assert client_in(made, REF, "cookie") is None
    clock.forward(seconds=LASTS["form"].total_seconds() + 1)
    assert client_in(made, REF, "form") is None


@pytest.mark.asvs("V9.2.1")
def test_a_cookie_lasts_half_a_day(clock: Any) -> None:
    made = ticket(REF, "browser", "cookie")
    clock.forward(hours=11)
    assert client_in(made, REF, "cookie") == "browser"
    clock.forward(hours=2)
    assert client_in(made, REF, "cookie") is None
    assert LASTS["cookie"] == timedelta(hours=12)


@pytest.mark.asvs("V9.1.1")
@given(st.text(max_size=200), st.integers(0, 150))
def test_what_we_did_not_sign_is_no_ticket(text: str, cut: int) -> None:
    assert client_in(text, REF, "form") is None
    made = ticket(REF, "browser", "form")
    assert client_in(made[:cut] + text + made[cut + 1 :], REF, "form") in (None, "browser")
