"""A module's own words on every page, email and paper that is about it: they win over the institution's.

Both take the place of ours in the sentences themselves (``ground/own_words.py``): no page, email or
paper asks what anything is called.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import translation

from pactwork.ground.variants import variant
from pactwork.modules.models import Run, SpecVersion
from pactwork.modules.queries import specification
from pactwork.modules.rules.words import made_of, shared
from pactwork.people.speaking import names_of, speaking_for


def _language(runs: tuple[Run | SpecVersion, ...]) -> str | None:
    """The institution's language in these modules' words; nothing where they have none in common."""
    words = [specification(run).words for run in runs]
    own = shared([said.names for said in words if said]) if all(words) else {}
    if not own:
        return None
    house = runs[0].institution
    return variant(house.language, {**made_of(own), **names_of(house), **own}, house.dates)


def speak_of(*runs: Run | SpecVersion) -> None:
    """From here on, within what ``speaking_for`` the institution encloses, in these modules' words."""
    if runs and (language := _language(runs)):
        translation.activate(language)


@contextmanager
def speaking_of(run: Run) -> Iterator[None]:
    """A paper about this run's contract is made in here."""
    with speaking_for(run.institution):
        speak_of(run)
        yield
