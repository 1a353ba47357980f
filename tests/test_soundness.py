"""The nightly check: once a day, whatever was found is kept for the doctor until it is mended."""

import pytest

from pactwork.commands.doctor import checked
from pactwork.contracts.models import Answer
from pactwork.contracts.soundness import check_nightly
from pactwork.people.models import Installation
from tests.conftest import Clock
from tests.stories import World


def test_a_sound_night_is_remembered_and_not_repeated(
    world: World, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    world.agreed()
    check_nightly()
    first = Installation.objects.get()
    assert (first.found, list(checked()), caplog.records) == ([], [], [])
    clock.forward(hours=23)
    check_nightly()
    assert Installation.objects.get().checked_at == first.checked_at
    clock.forward(hours=25)
    assert "for two days" not in "".join(checked())
    clock.forward(hours=1)
    assert "for two days" in "".join(checked())


def test_what_was_altered_in_the_day_is_logged_at_night_and_said_by_the_doctor(
    world: World, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    world.agreed()
    Answer.objects.update(note="We say no.")
    check_nightly()
    assert "answers are not as entry" in caplog.text
    assert "The nightly check found this amiss: contract" in "".join(checked())


def test_a_clock_that_was_set_back_does_not_put_the_check_off(world: World, clock: Clock) -> None:
    check_nightly()
    earlier = clock.forward(days=-3)
    check_nightly()
    assert Installation.objects.get().checked_at == earlier
