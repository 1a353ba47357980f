"""The words of emails are in templates: one for each kind, and none in Python."""

import ast
import re
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jinja2.ext import babel_extract
from jinja2.meta import find_referenced_templates, find_undeclared_variables

from pactwork.ground.email_template import Quote, templates, words_of
from pactwork.ground.installed import emails

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "pactwork"
TEMPLATES = sorted(SOURCE.glob("*/templates/emails/*.txt"))
SHARED = sorted(SOURCE.glob("*/templates/emails/shared/*.txt"))
EVERY = [*TEMPLATES, *SHARED]
# Kinds whose words are elsewhere, and why.
ELSEWHERE = {
    "sign_in_code": "in web/templates/account/email, where allauth looks for it",
    "signing_in_changed": "beside it",
}
# Modules that write emails and have words of their own, and why.
OWN_WORDS = {
    "conversations/letters.py": "what was taken out and put in is marked inside a text that is quoted",
}


def name_of(path: Path) -> str:
    return str(path.relative_to(SOURCE))


def kind_of(path: Path) -> str:
    """agreed-by_link.txt words the kind agreed in a second way."""
    return path.stem.partition("-")[0]


def writing() -> Iterator[Path]:
    """Modules that write emails: those that say so by their names, or make them out of facts."""
    for path in sorted(SOURCE.rglob("*.py")):
        app, *rooms = path.relative_to(SOURCE).parts
        named = app == "emails" or any(room.startswith("letters") for room in rooms)
        if app != "demo" and (named or "import Facts" in path.read_text()):
            yield path


def translates(source: str) -> bool:
    """Whether a module takes sentences from gettext, under whichever name."""
    imports = [n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.ImportFrom | ast.Import)]
    names = [f"{getattr(n, 'module', '')}.{one.name}" for n in imports for one in n.names]
    return any("gettext" in name for name in names)


def test_every_kind_has_its_template_and_every_template_its_kind() -> None:
    assert {kind_of(path) for path in TEMPLATES} == emails().keys() - ELSEWHERE.keys()
    assert emails().keys() >= ELSEWHERE.keys()
    names = [f"{path.parent.name}/{path.name}" for path in EVERY]
    assert len(names) == len(set(names)), "two apps have a template of one name"


def test_a_template_stands_in_the_app_whose_manifest_has_its_kind() -> None:
    def writes(path: Path) -> str:
        return emails()[kind_of(path)].build.__module__

    apart = [name_of(p) for p in TEMPLATES if writes(p).split(".")[1] != name_of(p).split("/")[0]]
    assert apart == []


def test_no_module_that_writes_emails_has_a_sentence() -> None:
    found = {name_of(path) for path in writing() if translates(path.read_text())}
    assert found == set(OWN_WORDS)
    assert len(list(writing())) > 15
    assert translates("from django.utils.translation import gettext_lazy as _")
    assert not translates("from django.utils.translation import override")


@pytest.mark.parametrize("path", EVERY, ids=name_of)
def test_a_template_says_to_whom_it_goes_and_keeps_to_the_blocks(path: Path) -> None:
    source = path.read_text()
    assert source.startswith("{# "), "the first line says to whom it goes"
    assert source.endswith("\n")
    assert "super()" not in source, "it would come as one line: put a block into the block instead"
    if path in TEMPLATES:
        assert '{% extends "emails/shared/' in source


@pytest.mark.parametrize("path", EVERY, ids=name_of)
def test_a_translator_is_given_every_sentence_on_one_line(path: Path) -> None:
    config = ConfigParser()
    config.read(ROOT / "babel.cfg")
    options = dict(config["jinja2: **/templates/**.*"])
    with path.open("rb") as file:
        found = list(babel_extract(file, ("_", "gettext", "ngettext"), (), options))
    said = [
        one
        for _line, _name, words, _notes in found
        for one in (words if isinstance(words, tuple) else (words,))
    ]
    assert not [one for one in said if one and "\n" in one]
    assert said or path in SHARED


HARM = "Eve\r\n\r\nBcc: eve@evil.example\n\n\x01body\x02\x03\x04{{ 7 * 7 }}{% endblock %}"
HARM += " %(name)s\u2028\u202e"
POINT = {"kind": "condition", "day": "3 May", "words": "Eve", "stop": ".", "facts": ["Eve."]}
# What a template looks up or counts, and a text cannot be.
CHOSEN: dict[str, Any] = {
    "answer": "yes",
    "before": SimpleNamespace(
        how="yes", day="", name="", back="", changed="one", lines=1, names=[]
    ),
    "length": 2,
    "minutes": 2,
    "waiting": 2,
    "most": 20,
    "owed": 3,
    "points": [POINT],
    "parts": ["Eve"],
}


def asked_for(name: str) -> set[str]:
    """Every name that a template, or what it is made of, wants to know."""
    env = templates()
    assert env.loader
    tree = env.parse(env.loader.get_source(env, name)[0])
    made_of = {one for one in find_referenced_templates(tree) if one}
    own = find_undeclared_variables(tree) - set(env.globals)
    return own.union(*map(asked_for, made_of))


def worded(path: Path, said: str) -> dict[str, list[str]]:
    names = asked_for(f"emails/{path.name}")
    known = {name: CHOSEN.get(name, said) for name in names}
    points = [{key: said if value == "Eve" else value for key, value in POINT.items()}]
    known |= {"points": points, "parts": [said]}
    return words_of(path.stem, known)


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_whatever_is_typed_an_email_keeps_its_paragraphs(path: Path) -> None:
    """Filled with the worst of names it has as many as with a harmless one, and quotes nobody else."""
    harmed, plain = worded(path, HARM), worded(path, "Eve")
    assert plain["subject"]
    assert plain["body"]
    for part, said in plain.items():
        assert len(harmed[part]) == len(said), part
    everything = [one for said in harmed.values() for one in said]
    assert not any(isinstance(one, Quote) for one in everything)
    assert any("Eve" in one for one in everything)
    assert not [one for one in everything if re.search(r"[\x00-\x1f\u2028\u202e]|49", one)]
