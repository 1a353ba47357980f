"""An institution in a file: all that it says of itself, or every mistake with its line and field.

What a file leaves out stays as it is. The reader of module files says what is wrong with the YAML.
"""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from pactwork.files.logos import MOST_BYTES, logo_of
from pactwork.ground.own_words import TERMS, several
from pactwork.ground.refusal import Refusal
from pactwork.ground.sentences import sentence
from pactwork.ground.typed import cleaned
from pactwork.institutions.actions import LANGUAGES
from pactwork.institutions.rules.colours import THEMES, colour_in
from pactwork.institutions.rules.describing import OPTIONAL, problems
from pactwork.institutions.typed import Described, Logo
from pactwork.modules.reading.problem import Flaw
from pactwork.modules.reading.written import Written, written

TEXTS = ("name", "time_zone", "language", "help_email", "sender", "dates", "paper")
GROUPS = ("logo", "colours", "roles", "switched_off")
Path_ = tuple[str | int, ...]
# Where a field of ``Described`` stands in a file.
PLACES: dict[str, Path_] = {
    **{name: (name,) for name in TEXTS},
    **{theme: ("colours", theme) for theme in THEMES},
    "left_out": ("switched_off",),
}


@dataclass
class Read:
    """``mistakes`` are sentences, in the order of the file; with any, nothing is to be done."""

    said: Described
    logo: Logo = None
    mistakes: list[str] = field(default_factory=list)


@dataclass
class _Reader:
    name: str
    source: Written
    found: list[tuple[int, str]] = field(default_factory=list)

    def flaw(self, flaw: Flaw) -> None:
        placed = self.source.placed(flaw)
        self.found.append((placed.line, placed.problem(self.name).sentence))

    def wrong(self, path: Path_, refusal: Refusal) -> None:
        placed = self.source.placed(Flaw("missing", path))
        said = {"file": self.name, "line": placed.line, "field": ".".join(map(str, path))}
        place = _("%(file)s line %(line)s, %(field)s:") % said
        self.found.append((placed.line, f"{place} {sentence(refusal)}"))

    def group(self, path: Path_, known: tuple[str, ...], value: Any) -> dict[str, Any]:
        """What is there by name; whatever is not known is a mistake."""
        if not isinstance(value, dict):
            self.expected(path, value, _("a group of entries, each a name and a colon,"))
            return {}
        for word in value:
            if word not in known:
                self._unknown((*path, str(word)), str(word), known)
        return {word: one for word, one in value.items() if word in known}

    def _unknown(self, path: Path_, word: str, known: tuple[str, ...]) -> None:
        near = difflib.get_close_matches(word, known, n=1)
        params = {"word": word[:60]} | ({"near": near[0]} if near else {"known": ", ".join(known)})
        self.flaw(Flaw("misspelt" if near else "unknown_word", path, params))

    def text(self, path: Path_, value: Any) -> str | None:
        if isinstance(value, str):
            return " ".join(cleaned(value).split())
        if value is None:  # as of a colour without quotation marks: what follows # is no text
            self.flaw(Flaw("missing", path, {"expected": _("text, in quotation marks")}))
        elif isinstance(value, dict | list):
            self.expected(path, value, _("text"))
        else:
            self.flaw(Flaw("unquoted", path, {"found": str(value)[:60]}))
        return None

    def expected(self, path: Path_, value: Any, expected: str) -> None:
        shown = {dict: _("a group of entries"), list: _("a list"), type(None): _("nothing")}
        found = shown.get(type(value)) or _("“%(words)s”") % {"words": str(value)[:60]}
        self.flaw(Flaw("expected", path, {"found": found, "expected": expected}))


def read(path: Path, was: Described) -> Read:
    """The file, and a logo that it names beside it."""
    try:
        content = path.read_bytes()
    except OSError:
        return Read(was, mistakes=[Flaw("unopened").problem(path.name).sentence])
    return read_bytes(content, path.name, was, path.parent)


def read_bytes(content: bytes, name: str, was: Described, folder: Path) -> Read:
    source = written(content)
    reader = _Reader(name, source)
    for flaw in source.flaws:
        reader.flaw(flaw)
    if source.flaws:
        return Read(was, mistakes=[said for _line, said in reader.found])
    given = reader.group((), (*TEXTS, *GROUPS), source.value)
    made = Read(_said(reader, given, was))
    if "logo" in given:
        made.logo = _logo(reader, given["logo"], folder)
    for problem, refusal in problems(vars(made.said), LANGUAGES).items():
        place = PLACES.get(problem) or tuple(problem.split("."))
        if place[0] in given or not reader.found:
            reader.wrong(place, refusal)
    made.mistakes = [said for _line, said in sorted(reader.found)]
    return made


def _said(reader: _Reader, given: dict[str, Any], was: Described) -> Described:
    texts = {name: reader.text((name,), given[name]) for name in TEXTS if name in given}
    said: dict[str, Any] = {name: text for name, text in texts.items() if text is not None}
    if "colours" in given:
        for theme, value in reader.group(("colours",), THEMES, given["colours"]).items():
            if (text := reader.text(("colours", theme), value)) is not None:
                said[theme] = colour_in(text)
    if "roles" in given:
        said["roles"] = dict(_roles(reader, given["roles"]))
    if "switched_off" in given:
        said["left_out"] = _left_out(reader, given["switched_off"])
    return replace(was, **said)


def _roles(reader: _Reader, value: Any) -> Iterator[tuple[str, tuple[str, str]]]:
    """A name, or one and several where English makes another word of it."""
    for kind, names in reader.group(("roles",), tuple(TERMS), value).items():
        path = ("roles", kind)
        parts = names if isinstance(names, dict) else {"one": names}
        parts = reader.group(path, ("one", "several"), parts)
        told = {part: reader.text((*path, part), name) for part, name in parts.items()}
        if "one" not in parts:
            reader.flaw(Flaw("missing", (*path, "one"), {"expected": _("text")}))
        elif told["one"] is not None:
            one = told["one"].replace("'", "’")
            yield kind, (one, (told.get("several") or several(one)).replace("'", "’"))


def _left_out(reader: _Reader, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        reader.expected(("switched_off",), value, _("a list"))
        return ()
    texts = [reader.text(("switched_off", n), one) for n, one in enumerate(value)]
    known = [app for app in OPTIONAL if app in texts]
    return (*known, *(text for text in texts if text and text not in OPTIONAL))


def _logo(reader: _Reader, value: Any, folder: Path) -> Logo:
    """A picture in the folder of the file; none where nothing is named."""
    name = reader.text(("logo",), value)
    if not name:
        return False if name == "" else None
    try:
        with (folder / name).open("rb") as file:
            made = logo_of(file.read(MOST_BYTES + 1))
    except (OSError, ValueError):
        made = Refusal("logo_missing", {"given": name[:60]})
    if isinstance(made, Refusal):
        reader.wrong(("logo",), made)
        return None
    return made
