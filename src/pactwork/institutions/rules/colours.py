"""Colours that can be read: contrast by WCAG 2.2, and a whole palette made of one colour."""

import re

from pactwork.ground.refusal import Refusal

LEAST = 4.5  # of text to what is behind it: level AA, 1.4.3
WHITE, BLACK = "#ffffff", "#000000"
THEMES = ("light", "dark")
# What our pages are made of (tokens.css, with which a test compares them): behind text, and text.
BEHIND = {
    "light": ("#f6f3ec", "#fffdf9", "#ffffff", "#ece7dc"),
    "dark": ("#11171b", "#182026", "#1e272e", "#0c1114"),
}
INK = {"light": "#1c2329", "dark": "#efeae0"}
_LONG = re.compile(r"#?([0-9a-f]{6})")
_SHORT = re.compile(r"#?([0-9a-f])([0-9a-f])([0-9a-f])")


def colour_in(text: str) -> str:
    """``#0b5470`` for ``0B5470`` and ``#abc``; what is no colour stays as it is, to be refused."""
    said = text.strip().lower()
    if found := _LONG.fullmatch(said):
        return f"#{found[1]}"
    if found := _SHORT.fullmatch(said):
        return "#" + "".join(2 * part for part in found.groups())
    return text.strip()


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = map(linear, _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1, where they are the same, to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def colour_problem(colour: str, theme: str) -> Refusal | None:
    """Whether links and buttons in this colour can be read on every page of the theme."""
    if not colour:
        return None  # as the product has it
    if not re.fullmatch(r"#[0-9a-f]{6}", colour):
        return Refusal("not_a_colour", {"given": colour[:20]})
    found = min(contrast(colour, one) for one in BEHIND[theme])
    if found >= LEAST:
        return None
    shown = f"{int(found * 10) / 10}"  # 4.49 is not 4.5
    return Refusal(f"colour_{theme}", {"found": shown, "least": f"{LEAST}"})


def _mixed(colour: str, other: str, share: float) -> str:
    """So much of the first, the rest of the other."""
    pairs = zip(_parts(colour), _parts(other), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def _soft(colour: str, surface: str) -> str:
    """A tint to write on in the colour itself: as strong as can still be read."""
    tints = (_mixed(colour, surface, share / 100) for share in range(14, -1, -1))
    return next(tint for tint in tints if contrast(colour, tint) >= LEAST)


def palette(colour: str, theme: str) -> dict[str, str]:
    """The custom properties that follow from one colour that ``colour_problem`` lets pass.

    Whatever lies between it and the ink of the theme can be read where it can be read itself.
    """
    paper, surface, _raised, sunken = BEHIND[theme]
    further = _mixed(colour, WHITE if theme == "dark" else BLACK, 0.75)
    return {
        "brand": colour,
        "brand-hover": further,
        "on-brand": sunken if theme == "dark" else WHITE,
        "brand-soft": _soft(colour, surface),
        "brand-ink": _mixed(colour, INK[theme], 0.85),
        "focus": colour,
        "h1": _mixed(colour, paper, 0.3),
        "h2": _mixed(colour, paper, 0.5),
        "h3": _mixed(colour, paper, 0.8),
        "h4": further,
    }
