"""Marks such as [C-k7mq2x v2] or [H-k7mq2xfd] in somebody's words become links to what they cite."""

from markupsafe import Markup, escape

from pactwork.ground.installed import manifests


def cited(text: str | None) -> str | Markup:
    """The words, escaped, with a link at each mark; words without one are left as they are.

    Nothing is looked up: whoever may not read what is cited finds nothing there.
    """
    if not text or "[" not in text:
        return text or ""
    kinds = [kind for one in manifests() for kind in one.citations]
    marks = sorted(
        ((mark, kind) for kind in kinds for mark in kind.pattern.finditer(text)),
        key=lambda found: found[0].start(),
    )
    if not marks:
        return text
    parts: list[Markup] = []
    end = 0
    for mark, kind in marks:
        parts.append(escape(text[end : mark.start()]))
        parts.append(Markup('<a href="{}">{}</a>').format(kind.address(mark), mark[0]))
        end = mark.end()
    return Markup("").join([*parts, escape(text[end:])])
