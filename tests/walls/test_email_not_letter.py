"""What comes to a mailbox is an email in every sentence; a letter is on paper, or of the alphabet."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from jinja2.ext import extract_from_ast

from tests.walls.test_templates import ENV, GETTEXT, SOURCE, TEMPLATES

ROOT = SOURCE.parents[1]
MANUAL = (
    "README.md",
    "CHANGELOG.md",
    "docs/how-to/*.md",
    "docs/module-format.md",
    "docs/roster.md",
    "docs/states.md",
)
LETTER = re.compile(r"\bletters?\b(?!\.txt)|\be-mails?\b", re.IGNORECASE)
# Sentences that mean a letter on paper, or of the alphabet.
MEANT = {
    "a short name of lower-case letters, digits and hyphens, starting with a letter,",
    "a party or a role, in lower case,",
    "a code of 2 to 20 letters, digits and hyphens, such as LIS-590 or LIS 590, with single spaces, "
    "full stops or slashes between them,",
    "Letters from outside do not reach that inbox.",
    "typesetting fell back to plain letters: %s",
    "“%(given)s” is not a name: it contains no letters.",
}
MANUAL_MEANS = {"small letters"}


def in_code(source: str) -> Iterator[str]:
    """Every string of a module that is a sentence, or the name of something on a page."""
    tree = ast.parse(source)
    bare = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    for node in ast.walk(tree):
        said = node.value if isinstance(node, ast.Constant) and id(node) not in bare else None
        if isinstance(said, str) and (" " in said or said[:1].isupper()):
            yield said


def in_template(path: Path) -> Iterator[str]:
    for _line, _function, said in extract_from_ast(ENV.parse(path.read_text()), GETTEXT):
        yield from filter(None, [said] if isinstance(said, str) else said)


def told() -> Iterator[tuple[str, str]]:
    for path in sorted(SOURCE.rglob("*.py")):
        yield from ((str(path.relative_to(ROOT)), said) for said in in_code(path.read_text()))
    for path in TEMPLATES:
        yield from ((str(path.relative_to(ROOT)), said) for said in in_template(path))
    for pattern in MANUAL:
        for path in sorted(ROOT.glob(pattern)):
            for line in path.read_text().splitlines():
                yield str(path.relative_to(ROOT)), line


def calls_it_a_letter(said: str) -> bool:
    for meant in sorted(MEANT | MANUAL_MEANS, key=len, reverse=True):
        said = said.replace(meant, "")
    return bool(LETTER.search(re.sub(r"%\(\w+\)s|`[^`]*`|\]\([^)]*\)", "", said)))


def test_nothing_that_people_read_calls_an_email_a_letter() -> None:
    assert [f"{where}: {said}" for where, said in told() if calls_it_a_letter(said)] == []


def test_it_is_seen_wherever_it_stands() -> None:
    assert list(in_code('x = _("Letters")\nsay(f"{n} letters went out")')) == [
        "Letters",
        " letters went out",
    ]
    said = "We sent you a letter."
    assert calls_it_a_letter(said)
    assert calls_it_a_letter("Their e-mail at work")
    assert not calls_it_a_letter("We sent %(letters)s emails.")


def test_every_sentence_that_may_say_letter_is_still_said() -> None:
    everything = "\n".join(said for _where, said in told())
    assert [meant for meant in MEANT | MANUAL_MEANS if meant not in everything] == []
