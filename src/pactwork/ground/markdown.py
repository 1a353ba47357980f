"""Markdown to HTML that is safe to show: the one place where somebody's text becomes markup."""

from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

TAGS = {
    *("a", "blockquote", "br", "code", "em", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre"),
    *("strong", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}

# Pictures would be fetched from elsewhere, which our pages never do.
_READER = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")


def _lowered(tokens: list[Token]) -> list[Token]:
    """Headings begin at h4: what is written into a page never competes with the page's own."""
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1:]) + 3)}"
    return tokens


@lru_cache(maxsize=1024)
def markdown(text: str | None) -> Markup:
    """Paragraphs, lists, emphasis, links and tables; any HTML in the text is shown as text."""
    made = _READER.renderer.render(_lowered(_READER.parse(text or "")), _READER.options, {})
    clean = nh3.clean(
        made,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer",
    )
    return Markup(clean)  # noqa: S704 - nothing but the tags above is left
