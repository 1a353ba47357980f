"""Each move through its form: made where the law allows it, and nowhere else."""

from collections.abc import Callable

import pytest

from pactwork.contracts.rules.moves import MOVES
from tests.access.moves import BY_LETTER, FORMS, NO_PAGE_YET
from tests.access.walk import Walk

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("access")]


def test_every_move_has_its_form() -> None:
    missing = set(MOVES) - set(FORMS) - NO_PAGE_YET
    assert not missing, (
        f"Fill in their forms in tests/access/moves.py: {', '.join(sorted(missing))}"
    )
    assert not NO_PAGE_YET & set(FORMS)


@pytest.mark.asvs("V8.2.1")
def test_each_move_is_made_where_the_law_allows_it(
    walked: Walk, record_property: Callable[[str, object], None]
) -> None:
    record_property(
        "figure",
        f"access: {walked.moves} forms and {walked.pleas} pleas tried, {len(walked.unlawful)} amiss",
    )
    assert not walked.unlawful, "\n".join(walked.unlawful[:40])


def test_each_move_was_made_by_each_who_may(walked: Walk) -> None:
    """Or else the refusals would prove nothing."""
    absent = {"advocate", "placement_officer", "module_leader"}  # no seat here is theirs to answer
    wanted = {
        (move, role)
        for move in FORMS
        for role in MOVES[move].roles - (absent if MOVES[move].own_seat else {"advocate"})
    }
    wanted |= {(move, "advocate") for move in BY_LETTER}
    never = sorted(wanted - walked.made)
    assert not never, "\n".join(map(str, never))
