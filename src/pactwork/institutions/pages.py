"""The page of the settings: what can be chosen, and what is now."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import translation

from pactwork.ground.own_words import TERMS
from pactwork.ground.words import gettext as _
from pactwork.institutions.look import Look, look_of
from pactwork.institutions.rules.describing import OPTIONAL
from pactwork.institutions.rules.zones import offered
from pactwork.institutions.typed import Described
from pactwork.people.models import Institution


@dataclass(frozen=True)
class RoleName:
    """``ours`` is what the product says; the others are empty where it says so here, too."""

    kind: str
    ours: str
    one: str
    several: str


@dataclass(frozen=True)
class SettingsPage:
    said: Described
    look: Look
    zones: tuple[str, ...]
    languages: list[tuple[str, str]]
    roles: list[RoleName]
    on: list[str]

    @property
    def apps(self) -> list[tuple[str, str, str]]:
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


def settings_page(house: Institution, said: Described) -> SettingsPage:
    return SettingsPage(
        said=said,
        look=look_of(house),
        zones=offered(),
        languages=[(code, str(name)) for code, name in settings.LANGUAGES],
        roles=_roles(house, said),
        on=[app for app in OPTIONAL if app not in said.left_out],
    )


def _roles(house: Institution, said: Described) -> list[RoleName]:
    """Our own word for each in the language without the institution's, of which the page is full."""
    with translation.override(house.language):
        ours = {kind: _(terms[0][0].capitalize()) for kind, terms in TERMS.items()}
    return [RoleName(kind, ours[kind], *said.roles.get(kind, ("", ""))) for kind in TERMS]
