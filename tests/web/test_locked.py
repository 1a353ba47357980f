"""What lies in the database and can be read again only with this installation's key."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from pactwork.web.locked import locked, unlocked


@given(st.text())
def test_it_comes_back_as_it_was_and_looks_different_each_time(text: str) -> None:
    kept = locked(text)
    assert unlocked(kept) == text
    assert locked(text) != kept


@pytest.mark.asvs("V11.3.3")
@given(st.binary(min_size=1, max_size=60), st.data())
def test_whatever_was_altered_is_refused(text: bytes, data: Any) -> None:
    whole = bytearray(urlsafe_b64decode(locked(text.hex())))
    bit = data.draw(st.integers(0, 8 * len(whole) - 1))
    whole[bit // 8] ^= 1 << bit % 8
    with pytest.raises(InvalidTag):
        unlocked(urlsafe_b64encode(bytes(whole)).decode())


def test_an_older_key_reads_and_a_strangers_does_not(settings: Any) -> None:
    kept = locked("JBSWY3DPEHPK3PXP")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new " * 20, [settings.SECRET_KEY]
    assert unlocked(kept) == "JBSWY3DPEHPK3PXP"
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(InvalidTag):
        unlocked(kept)
