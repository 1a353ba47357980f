"""Marks such as [C-k7mq2x v2] or [H-k7mq2xfd] in somebody's words become links to what they cite."""

import re

from markupsafe import Markup, escape

from pactwork.conversations.rules.marks import MARK as CLARIFICATION
from pactwork.ground.addresses import address
from pactwork.hotseats.rules.marks import MARK as ANSWER

ANY = re.compile(f"{CLARIFICATION.pattern}|{ANSWER.pattern}")


def cited(text: str | None) -> str | Markup:
    """The words, escaped, with a link at each mark; words without one are left as they are."""
    if not text or ("[C-" not in text and "[H-" not in text):
        return text or ""
    parts: list[Markup] = []
    end = 0
    for mark in ANY.finditer(text):
        parts.append(escape(text[end : mark.start()]))
        parts.append(Markup('<a href="{}">{}</a>').format(_where(mark), mark[0]))
        end = mark.end()
    return Markup("").join([*parts, escape(text[end:])])


def _where(mark: re.Match[str]) -> str:
    """Nothing is looked up: whoever may not read what is cited finds nothing there."""
    if mark[3]:
        return address("hotseats:answer", mark[3])
    return f"{address('conversations:clarification', mark[1])}#v{mark[2]}"
