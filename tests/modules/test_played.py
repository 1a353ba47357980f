"""Modules unlike the shipped ones, played to an agreement and one amendment: all that is read is true.

What they say is compared with words written by hand; what a module does not have is said nowhere.
"""

import pytest

from tests.conftest import Clock
from tests.modules.played_words import TOLD, Told
from tests.modules.playing import Played

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("told", TOLD, ids=[told.file for told in TOLD])
def test_every_page_email_and_paper_is_in_the_modules_own_words(told: Told, clock: Clock) -> None:
    played = Played(told.file, told.house, clock, told.zone, told.dates)
    section, change = told.change
    album = played.whole(section, **change).album
    assert played.expected() <= set(album.places())
    found = album.met(told.never)
    assert not found, "\n".join(found)
    lines = [(name, line) for name, said in told.says.items() for line in said]
    unsaid = [f"{name}: {line}" for name, line in lines if line not in album.at(name)]
    assert not unsaid, "\n".join(unsaid)
