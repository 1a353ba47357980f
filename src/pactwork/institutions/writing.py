"""What is in force, as a file that ``reading`` reads."""

from typing import Any

import yaml

from pactwork.ground.own_words import several
from pactwork.institutions.rules.colours import THEMES
from pactwork.institutions.typed import Described


def _names(one: str, more: str) -> Any:
    return one if more == several(one) else {"one": one, "several": more}


def as_file(said: Described, logo: str = "") -> str:
    """All of it, what is empty too. ``logo``: the name of the picture that is written beside it."""
    told: dict[str, Any] = {
        "name": said.name,
        "time_zone": said.time_zone,
        "language": said.language,
        "dates": said.dates,
        "paper": said.paper,
        "help_email": said.help_email,
        "sender": said.sender,
        "logo": logo,
        "colours": {theme: getattr(said, theme) for theme in THEMES},
        "roles": {kind: _names(*names) for kind, names in sorted(said.roles.items())},
        "switched_off": list(said.left_out),
    }
    return yaml.safe_dump(told, sort_keys=False, allow_unicode=True, width=1000)
