"""The page of the settings: what can be chosen, what is now, and what somebody else made of it meanwhile."""

from dataclasses import dataclass

from django.utils import translation

from pactwork.ground.own_words import TERMS
from pactwork.ground.words import gettext as _
from pactwork.institutions.differing import Differs, apps, choices, differences, labels, stands_on
from pactwork.institutions.look import Look, look_of
from pactwork.institutions.queries import described
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
    """``stands`` is what it stands on: a later save by somebody else is noticed by it."""

    said: Described
    look: Look
    zones: tuple[str, ...]
    roles: list[RoleName]
    on: list[str]
    stands: str
    differs: list[Differs]
    called: dict[str, str]
    choices: dict[str, list[tuple[str, str]]]
    apps: list[tuple[str, str, str]]


def settings_page(
    house: Institution, said: Described, *, stands: str = "", moved: bool = False
) -> SettingsPage:
    """``moved``: somebody else has saved since the page was opened, and what was typed is shown beside it."""
    ours = _ours(house)
    return SettingsPage(
        said=said,
        look=look_of(house),
        zones=offered(),
        roles=[RoleName(kind, ours[kind], *said.roles.get(kind, ("", ""))) for kind in TERMS],
        on=[app for app in OPTIONAL if app not in said.left_out],
        stands=stands_on(house) if moved or not stands else stands,
        differs=differences(said, described(house), ours) if moved else [],
        called=labels(),
        choices=choices(),
        apps=apps(),
    )


def _ours(house: Institution) -> dict[str, str]:
    """Our own word for each role in the language without the institution's, of which the page is full."""
    with translation.override(house.language):
        return {kind: _(terms[0][0].capitalize()) for kind, terms in TERMS.items()}
