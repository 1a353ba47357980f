"""Addresses put together here are the ones that Django gives."""

import pytest
from django.urls import NoReverseMatch, get_script_prefix, reverse, set_script_prefix

from pactwork.ground.addresses import address


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("home", ()),
        ("contracts:workspace", ("k7mq2x9b4d",)),
        ("contracts:step", ("k7mq2x9b4d", "first-try")),
        ("contracts:step", ("k7mq2x9b4d", "a b ü?")),  # nothing of ours, and yet
        ("contracts:draft", ("k7mq2x9b4d", 3)),
        ("contracts:draft", ("k7mq2x9b4d", "3")),
    ],
)
def test_the_address_is_the_one_that_django_gives(name: str, args: tuple[object, ...]) -> None:
    for _ in range(2):
        assert address(name, *args) == reverse(name, args=args)


def test_a_site_that_hangs_below_another_keeps_its_prefix() -> None:
    before = get_script_prefix()
    try:
        set_script_prefix("/learning/")
        assert address("contracts:workspace", "abc") == "/learning/contracts/abc/"
    finally:
        set_script_prefix(before)
    assert address("contracts:workspace", "abc") == "/contracts/abc/"


def test_what_has_no_address_is_an_error() -> None:
    with pytest.raises(NoReverseMatch):
        address("contracts:draft", "k7mq2x9b4d", "three")
    with pytest.raises(NoReverseMatch):
        address("nowhere")
