"""What keeps the look honest: themes agree, every icon asked for exists."""

import re
from pathlib import Path

import pytest

import pactwork

SOURCE = Path(pactwork.__file__).parent
STATIC = SOURCE / "web" / "static" / "web"
TEMPLATES = sorted(SOURCE.glob("*/templates/**/*.html"))
DECLARED = re.compile(r"(--[\w-]+):\s*([^;}]+)")


def values(text: str, start: str) -> dict[str, str]:
    block = text.split(start, 1)[1].split("}", 1)[0]
    return {name: re.sub(r"\s+", "", value) for name, value in DECLARED.findall(block)}


def test_the_automatic_theme_is_the_dark_one():
    automatic = (STATIC / "css" / "auto.css").read_text()
    ours, theirs = automatic.split("html[data-bs-theme=auto] {")[1:3]
    tokens = (STATIC / "css" / "tokens.css").read_text()
    bootstrap = (STATIC / "vendor" / "bootstrap" / "bootstrap.min.css").read_text()
    assert values("{" + ours, "{") == values(tokens, "[data-bs-theme=dark] {")
    expected = values(bootstrap, "[data-bs-theme=dark]{color-scheme:dark;")
    found = values("{" + theirs, "{")
    assert {name: found[name] for name in expected} == expected


def test_light_and_dark_name_the_same_tokens():
    tokens = (STATIC / "css" / "tokens.css").read_text()
    light = values(tokens, "[data-bs-theme=light] {")
    assert light.keys() == values(tokens, "[data-bs-theme=dark] {").keys()


def test_every_token_used_is_defined():
    sheets = "".join(path.read_text() for path in (STATIC / "css").glob("*.css"))
    used = set(re.findall(r"var\((--(?!bs-)[\w-]+)", sheets))
    assert used <= {name for name, _value in DECLARED.findall(sheets)}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_icon_exists(path):
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (STATIC / "icons.svg").read_text()))
    assert set(re.findall(r'icon\("([\w-]+)"[,)]', path.read_text())) <= drawn


def test_vendored_files_ask_for_nothing_else():
    for path in (STATIC / "vendor").rglob("*"):
        if path.suffix in {".css", ".js"}:
            assert "sourceMappingURL" not in path.read_text()


def test_every_vendored_part_has_its_licence():
    for folder in (STATIC / "vendor").iterdir():
        assert list(folder.glob("*LICENSE")), folder.name


def test_every_vendored_file_is_used():
    named = "".join(path.read_text() for path in [*TEMPLATES, *(STATIC / "css").glob("*.css")])
    kept = [
        path for path in (STATIC / "vendor").rglob("*") if path.suffix in {".css", ".js", ".woff2"}
    ]
    assert [path.name for path in kept if path.name not in named] == []


def test_names_of_europe_have_letters_of_their_own():
    """Each face is where the sheet says, and between them they draw what names are written with."""
    sheet = (STATIC / "css" / "fonts.css").read_text()
    files = re.findall(r"url\(\.\./(.+?)\)", sheet)
    assert files
    assert all((STATIC / name).is_file() for name in files)
    for family, letters in (("Figtree", "éŠłȚșőğıẞ"), ("Source Serif 4", "éŠłȚșőğıẞỄừЖї\u03a9ώ")):
        faces = [face for face in sheet.split("@font-face") if f'"{family}"' in face]
        found = re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", "".join(faces))
        spans = [(int(first, 16), int(last or first, 16)) for first, last in found]
        without = [sign for sign in letters if not any(a <= ord(sign) <= b for a, b in spans)]
        assert not without
