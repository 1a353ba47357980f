"""An institution's own clock, language, names for roles and order of a date, while it is spoken for."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone, translation

from pactwork.ground.own_words import Names
from pactwork.ground.typed_days import month_first
from pactwork.ground.variants import variant
from pactwork.people.models import Institution


def names_of(house: Institution) -> Names:
    """What it calls people in each role, where it has names of its own."""
    return {kind: (str(one), str(several)) for kind, (one, several) in house.roles.items()}


def language_of(house: Institution) -> str:
    """Its language, as Django knows it with this institution's own words."""
    return variant(house.language, names_of(house), house.dates)


@contextmanager
def speaking_for(house: Institution) -> Iterator[None]:
    """Every page, email and paper of an institution is made in here."""
    here, words = timezone.override(house.time_zone), translation.override(language_of(house))
    with here, words, month_first(house.dates == "month"):
        yield
