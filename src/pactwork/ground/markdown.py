"""Markdown to HTML that is safe to show: the one place where somebody's text becomes markup."""

from collections.abc import Sequence
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape

from pactwork.ground.names import without_overrides
from pactwork.ground.short_cache import of_short_texts

TAGS = {
    *("a", "blockquote", "br", "code", "em", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre"),
    *("strong", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}

MOST = 30_000  # characters; a longer text is shown as it was typed, for its cost grows with it
DEEPEST = 40  # quotes and lists within one another; what is deeper the reader would leave out
_READER = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST}).enable("table")


def _as_link(_self: Any, tokens: Sequence[Token], place: int, _options: Any, _env: Any) -> str:
    """A picture would be fetched from elsewhere, which our pages never do: its name leads there."""
    image = tokens[place]
    address = str(image.attrs.get("src", ""))
    return f'<a href="{escape(address)}">{escape(image.content or address)}</a>'


_READER.add_render_rule("image", _as_link)


def _lowered(tokens: list[Token]) -> list[Token]:
    """Headings begin at h4: what is written into a page never competes with the page's own."""
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1:]) + 3)}"
    return tokens


def _deep(token: Token) -> bool:
    """Whether the reader has come to where it leaves out words, in a block or within a line."""
    return token.level >= DEEPEST - 1 or any(_deep(child) for child in token.children or ())


def _plain(text: str) -> Markup:
    """Every word as it was typed."""
    lines = (escape(line) for line in text.splitlines() if line.strip())
    return Markup("<p>") + Markup("<br>\n").join(lines) + Markup("</p>\n")


def markdown(text: str | None) -> Markup:
    """Paragraphs, lists, emphasis, links and tables; any HTML in the text is shown as text."""
    return _shown(text or "")


@of_short_texts(1024)
def _shown(text: str) -> Markup:
    said = without_overrides(text)
    if len(said) > MOST:
        return _plain(said)
    tokens = _READER.parse(said)
    if any(_deep(token) for token in tokens):
        return _plain(said)
    made = _READER.renderer.render(_lowered(tokens), _READER.options, {})
    clean = nh3.clean(
        made,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer",
    )
    return Markup(clean)  # noqa: S704 - nothing but the tags above is left
