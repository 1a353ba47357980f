"""A command names a run as a roster does: by its ref, or by its key."""

import pytest

from pactwork.commands.installed import Unclear, run_named
from pactwork.modules.actions import copy_module
from pactwork.modules.editing.copying import later
from pactwork.modules.queries import specification
from pactwork.modules.rules.rollover import next_start
from tests.stories import World


def test_by_key_while_there_is_one_and_else_which_there_are(world: World) -> None:
    run = world.run
    assert run_named(run.key) == run_named(run.ref) == run_named(None) == run
    spec = specification(run)
    day = next_start(spec.calendar.starts_on, spec.calendar.starts_on)
    again = copy_module(run, later(spec, day), by=world.actor("moira"))
    with pytest.raises(Unclear) as caught:
        run_named(run.key)
    assert all(one.ref in str(caught.value) for one in (run, again))
    with pytest.raises(Unclear):
        run_named("nothing-of-this-key")
    assert run_named(again.ref) == again
