"""What pages show of an institution besides its words: a style sheet of its own, and its logo."""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import TypedDict

from pactwork.files.kept_logos import KeptLogo, kept_logo
from pactwork.ground.addresses import address
from pactwork.institutions.rules.colours import palette
from pactwork.people.models import Institution

OURS = "#0b5470"  # the brand of the light theme (tokens.css): on paper and in emails
PAGE = {"letter": "@page{size:letter}"}
# Where the values of each theme hold; as tokens.css and auto.css say it.
_WHERE = {
    "light": (":root,[data-bs-theme=light]{%s}",),
    "dark": (
        "@media screen{[data-bs-theme=dark]{%s}}",
        "@media screen and (prefers-color-scheme:dark){html[data-bs-theme=auto]{%s}}",
    ),
}


@dataclass(frozen=True)
class Look:
    """Addresses, each changing with what is behind it; empty where there is nothing of its own."""

    name: str
    style: str = ""
    logo: str = ""


@lru_cache(maxsize=500)
def style_sheet(light: str, dark: str, paper: str) -> str:
    """Colours that passed the rule, and numbers that follow from them: nothing that anybody typed."""
    parts = [PAGE.get(paper, "")]
    for theme, colour in (("light", light), ("dark", dark)):
        if colour:
            told = ";".join(f"--{name}:{value}" for name, value in palette(colour, theme).items())
            parts += [where % told for where in _WHERE[theme]]
    return "".join(parts)


def style_of(house: Institution) -> str:
    return style_sheet(house.light, house.dark, house.paper)


def version_of(house: Institution) -> str:
    return _version(style_of(house))


@lru_cache(maxsize=500)
def _version(style: str) -> str:
    return sha256(style.encode()).hexdigest()[:12]


def look_of(house: Institution) -> Look:
    return Look(
        name=house.name,
        style=address("institutions:style", house.ref, version_of(house))
        if style_of(house)
        else "",
        logo=address("institutions:logo", house.ref, house.logo) if house.logo else "",
    )


class Sheet(TypedDict):
    """What a paper is told."""

    paper: str
    brand: str
    logo: KeptLogo | None


def sheet_of(house: Institution) -> Sheet:
    """As it is on the day of printing: a fingerprint is of a contract's words, and this is none of them."""
    return {
        "paper": house.paper,
        "brand": house.light or OURS,
        "logo": kept_logo(house.logo, house.name),
    }
