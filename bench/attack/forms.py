"""Every form that somebody meets on their way through the site, and how words are put into it."""

import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.test import Client

from tests.contracts.plans import Forms
from tests.crawl import AWAY, links_in

REF = re.compile(r"/(?:[a-z0-9]{10,}|\d+)(?=[/.]|$)")
LEAVE = ("/roster/", "/signing-in/")  # what would change who is here is attacked elsewhere
ALIKE = 3  # pages of one kind that one person looks at


class Fields(Forms):
    """Which fields take free words, which an address, and what may be chosen."""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attributes)
        if not self.forms:
            return
        form, given = self.forms[-1], {key: value or "" for key, value in attributes}
        kind = "textarea" if tag == "textarea" else given.get("type", "text")
        if tag in ("input", "textarea") and given.get("name"):
            form.setdefault("kinds", {})[given["name"]] = kind
        if tag == "input" and kind == "checkbox" and given.get("name"):
            form.setdefault("boxes", {})[given["name"]] = given.get("value", "on")
        if tag == "select":
            self._select = given["name"]
        if tag == "option" and given.get("value"):
            form.setdefault("options", {}).setdefault(self._select, []).append(given["value"])
            if "selected" in given:
                form["fields"][self._select] = given["value"]


@dataclass
class Form:
    """One form as it was met."""

    page: str
    action: str
    fields: dict[str, str]
    kinds: dict[str, str]
    choices: dict[str, list[str]]
    boxes: dict[str, str]

    @property
    def sort(self) -> tuple[str, tuple[str, ...]]:
        """Forms of one sort differ only in what they are about."""
        return REF.sub("/*", self.action), tuple(sorted(self.kinds))

    @property
    def wordy(self) -> list[str]:
        """Where words go: any text, unless what stands there looks like a number, a day or a code."""
        return [
            name
            for name, kind in self.kinds.items()
            if kind == "textarea"
            or (kind in ("text", "search") and not re.fullmatch(r"\S+", self.fields.get(name, "")))
        ]

    def filled(self, words: str, chance: random.Random, only: str = "") -> dict[str, str]:
        sent = {**self.fields, **{name: chance.choice(of) for name, of in self.choices.items()}}
        sent |= {name: value for name, value in self.boxes.items() if chance.random() < 0.7}
        for name in self.wordy:
            if not only or self.kinds[name] == only:
                sent[name] = words
        return {name: value for name, value in sent.items() if name != "unknown"}


@dataclass
class Visitor:
    """Somebody with a browser, and where their way begins."""

    name: str
    client: Client
    begin: list[str]
    within: str = "/"
    seen: list[str] = field(default_factory=list)

    def look_round(self, most: int) -> Iterator[tuple[str, Any, bytes]]:
        """Pages that links lead to, so many at most, a few of each kind."""
        todo, known, sorts = list(self.begin), set[str](), Counter[str]()
        while todo and len(known) < most:
            page = todo.pop(0)
            sort = REF.sub("/*", page.partition("?")[0])
            if page in known or sorts[sort] >= ALIKE:
                continue
            known.add(page)
            sorts[sort] += 1
            answer = self.client.get(page, follow=True)
            body = b"".join(answer) if answer.streaming else answer.content
            yield page, answer, body
            if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
                here = answer.redirect_chain[-1][0] if answer.redirect_chain else page
                todo += links_in(body.decode(), here, self.within)

    def forms(self, most: int) -> Iterator[Form]:
        for page, answer, body in self.look_round(most):
            if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
                here = answer.redirect_chain[-1][0] if answer.redirect_chain else page
                yield from forms_of(here, body.decode())


def forms_of(page: str, html: str) -> Iterator[Form]:
    """What may be sent by POST, and stays within the site."""
    reader = Fields()
    reader.feed(html)
    for one in reader.forms:
        action = urlsplit(urljoin(page, one["action"])).path
        if one["method"].lower() == "post" and not action.startswith((*AWAY, *LEAVE)):
            choices = {**one["radios"], **one.get("options", {})}
            yield Form(
                page, action, one["fields"], one.get("kinds", {}), choices, one.get("boxes", {})
            )
