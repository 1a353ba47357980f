"""How an institution presents itself, from its row: read with whoever is signed in, and never again."""

from pactwork.institutions.typed import Described
from pactwork.people.models import Institution


def described(house: Institution) -> Described:
    return Described(
        name=house.name,
        time_zone=house.time_zone,
        language=house.language,
        help_email=house.help_email,
        sender=house.sender,
        dates=house.dates,
        paper=house.paper,
        light=house.light,
        dark=house.dark,
        roles={kind: (str(one), str(several)) for kind, (one, several) in house.roles.items()},
        left_out=tuple(house.left_out),
    )
