"""Choices, numbers, days and addresses are refused by the action, wherever they come from."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from pactwork.ground.refusal import Refused
from tests.insist.of_values import ROWS
from tests.insist.rows import Values
from tests.stories import World


def is_refused(act: Callable[[Any], object], value: Any) -> bool:
    """Whether nothing came of it."""
    try:
        with transaction.atomic():
            act(value)
    except Refused:
        return True
    return False


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_an_action_refuses_a_value_that_its_page_would(world: World, row: Values) -> None:
    act = row.act(world)
    assert [value for value in row.bad if not is_refused(act, value)] == []
    if row.good is not None:
        assert not is_refused(act, row.good)
