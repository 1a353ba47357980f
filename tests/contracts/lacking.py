"""What a reader reads on every page that they reach, with what it must not say."""

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape

from django.test import Client

from pactwork.people.models import Person
from tests.crawl import MOST, VARIANTS, links_in, words_of

# Pages on which a module of any kind is made, and people of any kind are loaded.
MAKING = re.compile(
    r"/modules/(?:new|[^/]+/(?:change|versions|copy|draft|sets))/|/drafts/|/roster/|/institution"
)
NOT_READ = re.compile(r"<(script|style|svg|head)\b.*?</\1>|<!--.*?-->", re.DOTALL)
SAID_ALOUD = re.compile(r'(?:aria-label|title|alt|placeholder)="([^"]*)"')


def read_aloud(page: str) -> str:
    """The words of a page, in sight or said by a screen reader."""
    body = NOT_READ.sub(" ", page)
    return unescape(" ".join([re.sub(r"<[^>]+>", " ", body), *SAID_ALOUD.findall(body)]))


def everything(client: Client, *begin: str) -> Iterator[tuple[str, str]]:
    """Every page that can be reached, and what it says."""
    seen, todo, variants = set[str](), list(begin), Counter[str]()
    while todo:
        page = todo.pop(0)
        path = page.partition("?")[0]
        if page in seen or variants[path] >= VARIANTS or MAKING.search(path):
            continue
        seen.add(page)
        variants[path] += 1
        response = client.get(page, follow=True)
        assert response.status_code in (200, 404, 405), f"{page}: {response.status_code}"
        body = b"".join(response) if response.streaming else response.content
        kind = str(response.get("Content-Type", ""))
        text = words_of(body, kind)
        if response.status_code == 200 and not kind.startswith(("text/css", "application/json")):
            yield page, read_aloud(text) if kind.startswith("text/html") else text
            if kind.startswith("text/html"):
                here = response.redirect_chain[-1][0] if response.redirect_chain else page
                todo += [link for link in links_in(text, here, "/") if link not in seen]
        assert len(seen) <= MOST


def faults(client: Client, wrong: re.Pattern[str], *begin: str) -> list[str]:
    """Where something is said that must not be: the page, and the words around it."""
    found = []
    for page, text in everything(client, *begin):
        line = " ".join(text.split())
        found += [
            f"{page}: …{line[max(0, m.start() - 60) : m.end() + 40]}…" for m in wrong.finditer(line)
        ]
    return found


def browser(person: Person) -> Client:
    """One in which this person has signed in."""
    client, account = Client(), person.account
    assert account is not None
    client.force_login(account, backend="pactwork.web.signin.Backend")
    return client
