"""Every page that can be reached, read as a reader reads it; and the marks that are met on the way."""

import logging
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from urllib.parse import urljoin, urlsplit
from zipfile import ZipFile

from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings

import pactwork.urls
from tests.files import words_in_pdf, words_in_word

# Long enough that no random ref, token or byte of a file looks like one.
MARK = re.compile(r"xq\d{3}zvk", re.IGNORECASE)
LINK = re.compile(r'(?:href|src|action|hx-get)="([^"]+)"')
VARIANTS = 12  # of one page by its query: filters of a list show the same rows again
MOST = 480  # pages for one person; more would mean a maze, and fails
AWAY = ("/sign-in/", "/static/", "/theme/", "/accounts/")
# What a page may come as. A new kind of file or feed: let ``words_of`` read what is in it.
KINDS: tuple[str, ...] = ("text/html", "text/plain", "text/csv", "text/css", "text/markdown")
KINDS += ("text/yaml", "application/pdf", "application/json", "application/zip", "application/yaml")
KINDS += ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",)


def _nothing_here(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse("", status=404)


@contextmanager
def quick() -> Iterator[None]:
    """The same doors, without what makes a thousand refusals slow: no page for each 404, no log."""
    pactwork.urls.handler404 = _nothing_here  # type: ignore[attr-defined]
    logging.disable(logging.CRITICAL)
    try:
        with override_settings(
            SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies",
            DEBUG_PROPAGATE_EXCEPTIONS=True,
        ):
            yield
    finally:
        logging.disable(logging.NOTSET)
        del pactwork.urls.handler404  # type: ignore[attr-defined]


@dataclass
class Seen:
    """What one reader met: mark -> the first page or letter that showed it."""

    marks: dict[str, str]
    pages: int


def marks_in(text: str) -> set[str]:
    """Marks, even where a redline or a highlight stands in the middle of the text."""
    return {m.lower() for m in MARK.findall(unescape(re.sub(r"<[^>]+>", "", text)) + text)}


def crawl(client: Client, begin: list[str], within: str = "/", *, onward: bool = True) -> Seen:
    """These pages and, going onward, every page that can be reached from them by links."""
    seen, todo, marks = set[str](), list(begin), dict[str, str]()
    variants = Counter[str]()
    while todo:
        page = todo.pop(0)
        path = page.partition("?")[0]
        if page in seen or variants[path] >= VARIANTS:
            continue
        seen.add(page)
        variants[path] += 1
        response = client.get(page, follow=True)
        assert response.status_code in (200, 404, 405), f"{page}: {response.status_code}"
        body = b"".join(response) if response.streaming else response.content
        kind = str(response.get("Content-Type", ""))
        assert not body or kind.startswith(KINDS), f"Nobody reads {kind} yet: {page}"
        text = words_of(body, kind)
        for mark in marks_in(text) | marks_in(str(response.headers)):
            marks.setdefault(mark, page)
        if onward and response.status_code == 200:
            here = response.redirect_chain[-1][0] if response.redirect_chain else page
            todo += [link for link in links_in(text, here, within) if link not in seen]
        assert len(seen) <= MOST, f"a maze: {sorted(seen)[-20:]}"
    return Seen(marks, len(seen))


def words_of(body: bytes, kind: str) -> str:
    """What a reader reads: of a PDF and a Word file too; an answer to HEAD has nothing to read."""
    if not body:
        return ""
    if kind == "application/pdf":
        return words_in_pdf(body)
    if kind.endswith("wordprocessingml.document"):
        return words_in_word(body)
    if kind == "application/zip":
        with ZipFile(BytesIO(body)) as pack:
            return " ".join(pack.read(name).decode(errors="replace") for name in pack.namelist())
    return body.decode(errors="replace")


def links_in(text: str, page: str, within: str) -> list[str]:
    found = []
    for raw in LINK.findall(text):
        parts = urlsplit(urljoin(page, unescape(raw)))
        local = not parts.netloc or parts.netloc == "testserver"
        inside = parts.path.startswith(within) and not parts.path.startswith(AWAY)
        if parts.scheme in ("", "http") and local and inside:
            found.append(parts.path + (f"?{parts.query}" if parts.query else ""))
    return found
