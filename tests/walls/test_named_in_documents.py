"""What CONTRIBUTING, ADR 1, the glossary and the page about tests name is there, under that name."""

import re
from functools import cache
from pathlib import Path

import pytest

from pactwork.contracts.vocabulary import kind_words, stage_words
from pactwork.wiring.apps import APPS, FLOOR, STOREYS

ROOT = Path(__file__).resolve().parents[2]
SOURCE, TESTS = ROOT / "src" / "pactwork", ROOT / "tests"
DOCUMENTS = (
    "CONTRIBUTING.md",
    "docs/adr/0001-the-house.md",
    "docs/glossary.md",
    "docs/testing.md",
)
ROOMS = {"actions", "models", "queries", "templates", "urls", "views"}
ABOUT_CONTRACTS = set(STOREYS["A contract, shown and sent"])
FILE = re.compile(r"[\w./*-]+/|[\w./*-]*[\w*]\.(?:py|md|json|toml|html|txt)")
STANDS_FOR_ANY = re.compile(r"\b(?:APP|NAME)\b")


def named(document: str) -> list[str]:
    return re.findall(r"`([^`\n]+)`", (ROOT / document).read_text())


def words(text: str) -> set[str]:
    """Names that are one lower-case word, and so an app or a room."""
    return set(re.findall(r"`([a-z]+)`", text))


@cache
def is_there(name: str) -> bool:
    name = name.removesuffix("/")
    return any(
        next(place.glob(pattern), None)
        for place in (ROOT, SOURCE, TESTS)
        for pattern in ([name] if place == ROOT else [name, f"**/{name}"])
    )


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_that_a_document_names_is_there(document: str) -> None:
    files = [n for n in named(document) if FILE.fullmatch(n) and not STANDS_FOR_ANY.search(n)]
    assert files
    assert [name for name in files if not is_there(name)] == []


def test_adr_1_names_apps_and_rooms_and_nothing_else() -> None:
    said = words((ROOT / "docs/adr/0001-the-house.md").read_text())
    assert said - {*APPS, *FLOOR} - ROOMS == set()
    assert said >= ABOUT_CONTRACTS


def test_where_things_are_names_apps_and_nothing_else() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text()
    said = words(page.partition("## Where things are")[2].partition("\n## ")[0])
    assert said - {*APPS, *FLOOR} == set()
    assert said >= ABOUT_CONTRACTS


def test_the_glossary_calls_things_as_code_and_pages_do() -> None:
    code = "\n".join(path.read_text() for path in SOURCE.rglob("*.py"))
    said = {stage: word for stage, (_mark, word) in stage_words().items()} | kind_words()
    rows = [
        "|".join(row.split("|")[1:3])  # the term and what it means, not the words to avoid
        for row in (ROOT / "docs/glossary.md").read_text().splitlines()
    ]
    found = [(n, row) for row in rows for n in re.findall(r"in code[^:]*: `(\w+)`", row)]
    assert {"amending", "revise", "suspended"} <= {name for name, _row in found}
    assert [name for name, _row in found if f'"{name}"' not in code] == []
    assert [n for n, row in found if n in said and said[n].lower() not in row.lower()] == []


@pytest.mark.parametrize(
    ("name", "there"),
    [("desk/pages/queue.py", True), ("test_kinds*.py", True), ("clerks/pages/queue.py", False)],
)
def test_the_wall_sees_what_is_not_there(name: str, there: bool) -> None:
    assert FILE.fullmatch(name)
    assert is_there(name) is there
