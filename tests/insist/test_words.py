"""A limit is a rule and not a form's secret: whatever calls an action is refused as its page refuses."""

import pytest
from django.db import transaction

from pactwork.ground.refusal import Refused
from tests.insist import of_contracts, of_others
from tests.insist.rows import Row, words
from tests.stories import World

ROWS = {**of_contracts.ROWS, **of_others.ROWS}
# What the door takes out of everything that is typed.
HIDDEN = {"an override": "\u202e", "a null": "\x00", "a bell": "\x07", "half a letter": "\ud800"}


def refused(act: object, text: str) -> set[str]:
    """The codes with which it is refused; nothing is written."""
    with pytest.raises(Refused) as no, transaction.atomic():
        act(text)  # type: ignore[operator]
    problems = getattr(no.value, "problems", {})
    return {no.value.refusal.code, *(refusal.code for refusal in problems.values())}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_an_action_refuses_what_its_page_would(world: World, row: Row) -> None:
    act = row.act(world)
    assert "too_long" in refused(act, words(row.most + 1))
    for name, mark in HIDDEN.items():
        assert "hidden_characters" in refused(act, f"Write to moc.live{mark} about it."), name
    if row.needed:
        assert row.needed in refused(act, " \n ")
    if row.ends:
        act(words(row.most))
