"""No action is forgotten: each text, number and day that one takes has a row, or a reason to have none."""

from collections.abc import Iterator
from datetime import date

import pytest

from pactwork.contracts.typed import Told
from tests.insist import of_contracts, of_others, of_values
from tests.insist.enumerating import acts, typed_in
from tests.insist.known import EXEMPT, HANDS, LOOKED_UP

ROWS = {*of_contracts.ROWS, *of_others.ROWS, *of_values.ROWS}
NAMED = {name.partition(" (")[0] for name in ROWS}


def asked() -> Iterator[str]:
    """Every way in, but those whose very name says that nothing of it is kept."""
    for name, act in acts():
        for path, _kind in typed_in(act):
            if name not in HANDS and path.rpartition(".")[2] not in LOOKED_UP:
                yield f"{name}.{path}"


def test_every_text_that_an_action_takes_has_a_row() -> None:
    """A new one: add it to tests/insist/of_*.py. It is called with what its page would refuse."""
    assert sorted(set(asked()) - NAMED - EXEMPT.keys()) == []


def test_no_row_and_no_reason_is_left_over() -> None:
    known = {f"{name}.{path}" for name, act in acts() for path, _kind in typed_in(act)}
    assert sorted({*NAMED, *EXEMPT} - known) == []
    assert sorted(HANDS.keys() - dict(acts()).keys()) == []
    names = {path.rpartition(".")[2] for path in known}
    assert sorted(LOOKED_UP.keys() - names) == []


def act_with_words(contract: object, *, told: Told, back_on: date | None = None) -> None:
    """As an action of a new kind would be."""


@pytest.mark.parametrize("path", ["told.reason", "told.said_on", "told.email", "back_on"])
def test_the_wall_sees_what_comes_in(path: str) -> None:
    assert path in dict(typed_in(act_with_words))
