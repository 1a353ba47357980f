"""The reader of a mailed link, as tests play one: opens, reads, answers."""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

from django.db.models import QuerySet
from django.test import Client

from pactwork.contracts.models import Ask
from pactwork.ground import clock
from pactwork.history.models import Delivery
from pactwork.links.models import Link
from pactwork.links.secrets import code_for, token_for
from tests.stories import World


class Forms(HTMLParser):
    """Every form of a page: where it goes, and each field with its value and what it could be."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, Any]] = []
        self._area = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attributes}
        if tag == "form":
            action, method = given.get("action", ""), given.get("method", "get")
            self.forms.append(
                {"action": action, "method": method, "fields": {}, "radios": {}, "also": []}
            )
        elif not self.forms:
            return
        elif tag == "textarea":
            self._area = given["name"]
            self.forms[-1]["fields"][self._area] = ""
        elif tag == "button" and "formaction" in given:
            self.forms[-1]["also"].append(given["formaction"])
        elif tag == "select":
            self.forms[-1]["fields"][given["name"]] = ""
        elif tag == "input" and given.get("type") == "radio":
            self.forms[-1]["radios"].setdefault(given["name"], []).append(given["value"])
        elif tag == "input" and given.get("name"):
            ticked = given.get("type") == "checkbox" and "checked" not in given
            self.forms[-1]["fields"][given["name"]] = "" if ticked else given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            fields = self.forms[-1]["fields"]
            fields[self._area] += data.removeprefix("\n")


def forms_in(html: str) -> list[dict[str, Any]]:
    reader = Forms()
    reader.feed(html)
    return reader.forms


def text_of(response: Any) -> str:
    """The page's words without tags, on one line."""
    body = re.sub(r"<(style|script)\b.*?</\1>", " ", response.content.decode(), flags=re.S)
    bare = re.sub(r"<[^>]+>", " ", body)
    bare = bare.replace("&#39;", "'").replace("&amp;", "&").replace("&quot;", '"')
    return " ".join(bare.split())


@dataclass
class Reader:
    """Somebody with a letter and a browser."""

    link: Link
    client: Client = field(default_factory=lambda: Client(enforce_csrf_checks=True))

    @property
    def code(self) -> str:
        return code_for(self.link.ref)

    @property
    def letter(self) -> str:
        return f"/plan/{self.link.ref}.{token_for(self.link.ref)}"

    @property
    def page(self) -> str:
        return f"/plan/{self.link.ref}/"

    def open(self) -> Any:
        return self.client.get(self.letter, follow=True)

    def form(self, response: Any, part: str = "answer") -> dict[str, str]:
        """The fields of the form that goes to this part, as the browser would send them."""
        form = next(
            f for f in forms_in(response.content.decode()) if f["action"].endswith(f"/{part}/")
        )
        return {name: value for name, value in form["fields"].items() if name != "unknown"}

    def answer(self, decision: str, response: Any = None, **typed: str) -> Any:
        """Open the page unless it is open, fill the form, send it, and follow."""
        sent = self.form(response or self.open())
        sent |= {"decision": decision, "name": "Carol Benning", "code": self.code, **typed}
        return self.client.post(f"{self.page}answer/", sent, follow=True)


def reader(world: World, name: str = "nadine") -> Reader:
    """Whoever has the newest letter about a student's plan."""
    asks = Ask.objects.filter(seat__contract=world.contract(name), link__isnull=False)
    newest = asks.select_related("link__institution").order_by("-pk").first()
    assert newest is not None
    assert newest.link is not None
    return Reader(newest.link)


def asked(world: World) -> Reader:
    """Nadine shared a draft and asked Carol."""
    world.share()
    world.ask("workplace")
    return reader(world)


def soon() -> QuerySet[Delivery]:
    """Letters that are due by now or within the hour; reminders are not."""
    return Delivery.objects.filter(due_at__lte=clock.now() + timedelta(hours=1))
