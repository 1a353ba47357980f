"""Would anybody notice? Each guard is deleted in turn, and somebody must be where they should not."""

from collections.abc import Callable

import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests.access.guards import all_guards, gone
from tests.access.hunt import hunt, tidy
from tests.access.in_depth import IN_DEPTH, of_a_write, of_private_words, stands_behind
from tests.access.others import ELSEWHERE
from tests.access.reasons import BY_PLACE, OF_ITS_OWN
from tests.access.rounds import LEDGER
from tests.access.walk import Walk

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("access")]


def test_each_deleted_guard_is_missed(
    walked: Walk, record_property: Callable[[str, object], None]
) -> None:
    """Every time, those of which it is written down what misses them."""
    found = walked.guards
    number = len(found.caught) + len(found.unnoticed)
    said = f"access: {number} guards, {len(found.caught)} deleted and missed"
    record_property("figure", f"{said}, {len(ELSEWHERE)} by tests of their own")
    unnoticed = [name for name in found.unnoticed if name in LEDGER]
    assert not unnoticed, "Nobody missed:\n" + "\n".join(unnoticed)


def test_every_guard_is_where_it_is_said_to_be() -> None:
    assert not gone(), f"Say in PLACES (tests/access/guards.py) what guards now: {gone()}"


def test_every_guard_is_missed_or_it_is_said_why_not() -> None:
    """A new guard: hunt.py looks which knock misses it, elsewhere.py which test of its own does."""
    known = {*LEDGER, *IN_DEPTH, *ELSEWHERE}
    new = [guard.name for guard in all_guards() if guard.name not in known]
    assert not new, f"{len(new)} of which nobody knows who would miss them:\n" + "\n".join(new)


def test_what_nobody_misses_has_a_reason() -> None:
    found = sorted(set(IN_DEPTH) & {*LEDGER, *ELSEWHERE})
    assert not found, f"Missed after all: take them out of unmissed.json: {found}"
    assert all(IN_DEPTH.values()), "Say why in reasons.py"


def test_a_guard_of_a_write_or_of_private_words_has_a_reason_of_its_own() -> None:
    """Its app's is not enough: whoever takes out the one behind it would not know."""
    its_own = {name for name in IN_DEPTH if stands_behind(name) in OF_ITS_OWN}
    wanting = [n for n in IN_DEPTH if (of_a_write(n) or of_private_words(n)) and n not in its_own]
    assert not wanting, f"Say of each in reasons.py what stands behind it: {sorted(wanting)}"


def test_no_reason_is_left_over() -> None:
    needed = {stands_behind(name) for name in IN_DEPTH}
    assert not {*BY_PLACE, *OF_ITS_OWN} - needed, "Nobody needs these reasons any more"


def test_what_is_written_down_is_there() -> None:
    gone = {*LEDGER, *IN_DEPTH, *ELSEWHERE} - {guard.name for guard in all_guards()}
    assert not gone, f"No such guards any more; take them off the lists: {sorted(gone)}"


def test_hunt(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    """Only when it is asked for: see hunt.py."""
    seconds = request.config.getoption("--every-guard")
    if not seconds:
        pytest.skip("--every-guard=SECONDS looks for who misses the guards that are new")
    if seconds < 0:
        tidy(new_too=True)
        return
    with django_db_blocker.unblock():
        done, found = hunt(seconds)
    left = f"{len(found.caught)} found now, {len(found.unnoticed)} nobody missed yet"
    assert done, f"Not at the end: {left}. Say it again, it goes on."
    assert not found.unnoticed, f"{left}:\n" + "\n".join(found.unnoticed)
