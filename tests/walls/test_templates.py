"""Every page: short, translatable to the last word, and nothing inline that the CSP would refuse."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

SOURCE = Path(__file__).resolve().parents[2] / "src" / "pactwork"
TEMPLATES = sorted(
    path
    for path in SOURCE.glob("*/templates/**/*")
    if path.is_file() and path.suffix in {".html", ".txt"}
)
ENV = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
GETTEXT = {"_", "gettext", "ngettext", "pgettext", "npgettext"}
SPOKEN = {"alt", "title", "placeholder", "aria-label", "aria-description", "aria-roledescription"}
WORD = re.compile(r"[A-Za-zÀ-ÿ]{2,}")
NAMES = {"Pactwork"}  # not words to translate
HOLE = "0"  # stands for what an expression prints; a digit, so that <h{{ n }}> stays a tag
ATTRIBUTE = re.compile(r"""([\w-]+)=("[^"<>]*"|'[^'<>]*')""")


CHANGING = {"append", "extend", "insert", "pop", "remove", "clear", "update", "setdefault", "sort"}

# Mail programs read no style sheet, and no CSP reaches them: a letter's styles stand in its tags.
PAGES = [path for path in TEMPLATES if "letters" not in path.parts]
LAID_OUT = [path for path in PAGES if path.suffix == ".html"]  # in an email every line is shown


def name_of(path: Path) -> str:
    return str(path.relative_to(SOURCE))


def bare(source: str) -> str:
    """The template as HTML with a hole for every expression, all branches one after another."""
    return "".join(pieces(ENV.parse(source)))


def pieces(node: nodes.Node) -> Iterator[str]:
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Block) and child.name.endswith(("_class", "_to")):
            continue  # these stand inside an attribute of the page that they extend
        if isinstance(child, nodes.Output):
            yield from (n.data if isinstance(n, nodes.TemplateData) else HOLE for n in child.nodes)
        else:
            yield from pieces(child)


class Reader(HTMLParser):
    """Collects words that no translator would see, and what a strict CSP would block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.inline: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        for key, value in attributes:
            if key in SPOKEN:
                self.look(value or "")
            if key == "style" or key.startswith("on") or "javascript:" in (value or ""):
                self.inline.append(f"<{tag} {key}>")
        if tag == "style" or (tag == "script" and "src" not in given):
            self.inline.append(f"<{tag}>")

    def handle_data(self, data: str) -> None:
        """Text; or attributes, where a macro makes only those."""
        for key, value in ATTRIBUTE.findall(data):
            if key in SPOKEN:
                self.look(value)
        self.look(ATTRIBUTE.sub("", data))

    def look(self, text: str) -> None:
        self.words += [word for word in WORD.findall(text) if word not in NAMES]


def changed(source: str) -> Iterator[str]:
    """Methods called that change a list or a dict."""
    for call in ENV.parse(source).find_all(nodes.Call):
        if isinstance(call.node, nodes.Getattr) and call.node.attr in CHANGING:
            yield call.node.attr


def read(source: str) -> Reader:
    reader = Reader()
    reader.feed(bare(source))
    reader.close()
    return reader


def untranslated_arguments(source: str) -> Iterator[str]:
    """Sentences handed to a macro as they are: capital letter first, outside gettext."""
    for call in ENV.parse(source).find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in GETTEXT:
            continue
        for given in [*call.args, *(keyword.value for keyword in call.kwargs)]:
            value = given.value if isinstance(given, nodes.Const) else None
            if isinstance(value, str) and re.match(r"[A-Z][a-z]", value):
                yield value


def test_templates_are_short() -> None:
    long = [
        f"{name_of(path)}: {lines}"
        for path in TEMPLATES
        if (lines := len(path.read_text().splitlines())) > 250
    ]
    assert not long


@pytest.mark.parametrize("path", LAID_OUT, ids=name_of)
def test_lines_are_short(path: Path) -> None:
    lines = path.read_text().splitlines()
    assert [number for number, line in enumerate(lines, 1) if len(line) > 120] == []


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_nothing_is_made_that_is_to_be_shown(path: Path) -> None:
    """A list is made in a page model: a template that changes one does it by an assignment to nothing."""
    source = path.read_text()
    assert list(changed(source)) == []
    assert not re.search(r"{%-?\s*set\s+_", source)


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("{% set rows = [] %}{% set _n = rows.append(1) %}", ["append"]),
        ("{{ rows.extend([1]) or '' }}", ["extend"]),
        ("{% set _w = wrong.update({'a': 1}) %}", ["update"]),
        ("{% for one in (rows.pop(), 1) %}{% endfor %}", ["pop"]),
        ("{% set rows = [1] + other %}{{ wrong.get('a') }}", []),
    ],
)
def test_the_reader_sees_a_list_change(source: str, names: list[str]) -> None:
    assert list(changed(source)) == names


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_every_word_can_be_translated(path: Path) -> None:
    source = path.read_text()
    assert read(source).words == []
    assert list(untranslated_arguments(source)) == []


@pytest.mark.asvs("V1.2.3")
@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_nothing_is_inline(path: Path) -> None:
    source = path.read_text()
    assert read(source).inline == []
    assert not re.search(r"\|\s*safe\b|autoescape", source), "only ground.markdown makes markup"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<p>Hello</p>", ["Hello"]),
        ("<p>{{ _('Hello') }}</p>", []),
        ("<img alt='A hill'>", ["hill"]),
        ("<h{{ n }} id='{{ id }}-title'>{{ a }}</h{{ n }}>", []),
        (
            "{% macro told(id) %} aria-describedby='{{ id }}-hint' title='Bare'{% endmacro %}",
            ["Bare"],
        ),
        ("<p>{% if a %}Yes{% else %}{{ b }}{% endif %}</p>", ["Yes"]),
        ("<a class='big red' href='/x'>&nbsp;&rarr; Pactwork</a>", []),
    ],
)
def test_the_reader_sees_a_bare_word(source: str, words: list[str]) -> None:
    assert read(source).words == words


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_what_the_frame_says_is_not_said_again(path: Path) -> None:
    """Messages stand above every ``main``; a page that fills only that block must not repeat them."""
    source = path.read_text()
    if "{% block main %}" in source and path.name != "base.html":
        assert "told(messages)" not in source


def test_what_somebody_wrote_is_quoted_in_paragraphs() -> None:
    """White space is kept in paragraphs alone: lines that stand in the quotation itself become one."""
    bare = re.compile(r"<blockquote[^>]*>\s*\{\{(?![^}]*\|markdown)")
    found = {
        path.name
        for path in TEMPLATES
        if "letters" not in path.parts and bare.search(path.read_text())
    }
    assert found == set()
    assert bare.search('<blockquote class="quoted">\n  {{ said }}')
