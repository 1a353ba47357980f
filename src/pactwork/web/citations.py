"""Marks such as [C-k7mq2x v2] in somebody's words become links to what they cite."""

from markupsafe import Markup, escape

from pactwork.conversations.rules.marks import MARK
from pactwork.ground.addresses import address


def cited(text: str | None) -> str | Markup:
    """The words, escaped, with a link at each mark; words without one are left as they are."""
    if not text or "[C-" not in text:
        return text or ""
    parts: list[Markup] = []
    end = 0
    for mark in MARK.finditer(text):
        where = address("conversations:clarification", mark[1])
        parts.append(escape(text[end : mark.start()]))
        parts.append(Markup('<a href="{}#v{}">{}</a>').format(where, mark[2], mark[0]))
        end = mark.end()
    return Markup("").join([*parts, escape(text[end:])])
