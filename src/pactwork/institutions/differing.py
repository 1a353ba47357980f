"""Two administrators at the settings: what a page stood on, and how what was typed differs by now."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings

from pactwork.ground.canonical import digest
from pactwork.ground.words import gettext as _
from pactwork.institutions.queries import described
from pactwork.institutions.rules.describing import OPTIONAL
from pactwork.institutions.typed import Described
from pactwork.people.models import Institution


@dataclass(frozen=True)
class Differs:
    """One field: what was typed, and what another administrator has saved there meanwhile."""

    label: str
    mine: str
    now: str


def stands_on(house: Institution) -> str:
    """The digest of all that the page shows."""
    said = {**vars(described(house)), "logo": house.logo}
    return digest(sorted((name, str(value)) for name, value in said.items()))[:20]


def labels() -> dict[str, str]:
    """What the page calls each field."""
    return {
        "name": _("Name of the institution"),
        "sender": _("Name that emails come from (optional)"),
        "help_email": _("Help address (optional)"),
        "time_zone": _("Time zone"),
        "language": _("Language"),
        "dates": _("Dates"),
        "paper": _("Paper"),
        "light": _("Colour on light pages (optional)"),
        "dark": _("Colour on dark pages (optional)"),
        "left_out": _("Parts you can leave out"),
    }


def choices() -> dict[str, list[tuple[str, str]]]:
    """What can be chosen, by field."""
    return {
        "language": [(code, str(name)) for code, name in settings.LANGUAGES],
        "dates": [
            ("day", _("Day first: 26 January 2027")),
            ("month", _("Month first: January 26, 2027")),
            ("year", _("Year first: 2027-01-26")),
        ],
        "paper": [("a4", _("A4")), ("letter", _("US size (8.5 by 11 inches)"))],
    }


def apps() -> list[tuple[str, str, str]]:
    """What can be switched off: its name here, its title, and what it is."""
    words = {
        "hotseats": (
            _("Hotseats"),
            _("An outside guest answers questions in writing for some days."),
        ),
        "conversations": (
            _("Talk and clarifications"),
            _("Questions about the module, answered where everyone can read them."),
        ),
    }
    return [(app, *words[app]) for app in OPTIONAL]


def differences(mine: Described, now: Described, roles: dict[str, str]) -> list[Differs]:
    """Field by field, in the order of the page. ``roles``: what we call each."""
    return [*_of_fields(mine, now), *_of_roles(mine, now, roles)]


def _of_fields(mine: Described, now: Described) -> Iterator[Differs]:
    for name, label in labels().items():
        said = [_shown(name, getattr(one, name)) for one in (mine, now)]
        if said[0] != said[1]:
            yield Differs(label, *said)


def _shown(name: str, value: str | tuple[str, ...]) -> str:
    if isinstance(value, tuple):
        return ", ".join(title for app, title, _about in apps() if app not in value)
    return dict(choices().get(name, [])).get(value, value)


def _of_roles(mine: Described, now: Described, roles: dict[str, str]) -> Iterator[Differs]:
    for kind, ours in roles.items():
        said = [" / ".join(one.roles.get(kind, ())) for one in (mine, now)]
        if said[0] != said[1]:
            yield Differs(ours, *said)
