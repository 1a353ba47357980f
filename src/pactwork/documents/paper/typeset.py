"""A document as a tagged PDF (PDF/UA-1): same document, same bytes. No text can make it fail."""

import json
import logging
import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import UTC
from functools import cache
from typing import Any

from pactwork.documents.paper.document import Document, texts, with_texts
from pactwork.documents.paper.glyphs import borrowed, can_show, can_show_plainly
from pactwork.documents.paper.letterhead import millimetres
from pactwork.documents.paper.press import CannotPrint, pressed
from pactwork.documents.paper.printable import spelled, visible
from pactwork.files.kept_logos import KeptLogo

TYPE = "application/pdf"
LONG = re.compile(r"\w{30,}", re.ASCII)  # typst breaks addresses by itself, at their slashes
INDENT = re.compile(r"^ {2,}|(?<=\n) +")
DIGEST = re.compile(r"[0-9a-f]{64}")
log = logging.getLogger(__name__)


def _plain(said: Any) -> Any:
    """As JSON; each block says what it is."""
    if isinstance(said, tuple):
        return [_plain(one) for one in said]
    if is_dataclass(said):
        found = {f.name: _plain(getattr(said, f.name)) for f in fields(said)}
        return {"is": type(said).__name__, **found}
    return said


def _breakable(found: re.Match[str]) -> str:
    """A key held down may break anywhere; a digest stays whole, to be copied."""
    word = found[0]
    return word if DIGEST.fullmatch(word) else "\u200b".join(word)


def _spaced(text: str) -> str:
    """Gaps and indents as characters that the typesetter does not swallow."""
    return INDENT.sub(lambda found: "\u00a0" * len(found[0]), text).replace("\t", "\u2003")


def _lettered(document: Document, can: Callable[[str], bool]) -> Document:
    """The document with whatever cannot be shown named, and with no word wider than a line."""

    @cache
    def lettered(text: str) -> str:
        return _spaced(LONG.sub(_breakable, spelled(visible(text), can)))

    said = with_texts(document, lettered)
    shown = any(char.isprintable() and not char.isspace() for char in said.title)
    return said if shown else replace(said, title=said.kind)  # a heading is never empty


def said_of(document: Document) -> dict[str, str]:
    """What the layout is told."""
    moment = document.dated.astimezone(UTC)  # the layout knows no zones, and writes a Z
    date = [moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second]
    more = {"dated": date, "heading": document.heading, "borrowed": borrowed(texts(document))}
    said = _plain(replace(document, logo=None)) | {"logo": _picture(document.logo)} | more
    return {"said": json.dumps(said, sort_keys=True)}


def _picture(logo: KeptLogo | None) -> dict[str, Any] | None:
    """As the layout takes it: its bytes as numbers, for JSON knows no other."""
    if logo is None:
        return None
    return {"bytes": list(logo.content), "width": millimetres(logo)[0], "name": logo.name}


def pdf(document: Document) -> bytes:
    """The document's bytes. What no font of ours can show is named in brackets."""
    try:
        return pressed(said_of(_lettered(document, can_show)))
    except CannotPrint as error:
        # A letter that its font has and cannot place after all: every such letter is named.
        log.warning("typesetting fell back to plain letters: %s", error)
    return pressed(said_of(_lettered(document, can_show_plainly)))
