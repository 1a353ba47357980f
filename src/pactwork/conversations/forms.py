"""What was typed, as values; nothing typed is ever thrown away."""

from dataclasses import dataclass

from django.http import QueryDict

from pactwork.conversations.typed import Begun, Clear
from pactwork.ground.typed import markdown_in
from pactwork.ground.typed_numbers import number_in


def words(post: QueryDict, name: str) -> str:
    """Markdown, without what nobody can see."""
    return markdown_in(post, name)


def number(post: QueryDict, name: str) -> int:
    """Nought for whatever is none."""
    return number_in(markdown_in(post, name)) or 0


def parted(value: str) -> tuple[str, str]:
    """``section.stops``: a kind of place, and which."""
    kind, _dot, key = value.partition(".")
    return kind[:20], key[:40]


@dataclass(frozen=True)
class Asked:
    """A question as it was typed. ``about`` is a place."""

    title: str = ""
    text: str = ""
    about: str = "module."
    audience: str = ""
    tell: tuple[str, ...] = ()

    @property
    def begun(self) -> Begun:
        return Begun(self.title, self.text, self.audience, *parted(self.about), self.tell)


def ticked(post: QueryDict) -> tuple[str, ...]:
    """Refs of people, each once."""
    return tuple(dict.fromkeys(ref[:20] for ref in post.getlist("tell")))


def asked(post: QueryDict) -> Asked:
    fields = ("title", "text", "about", "audience")
    title, text, about, audience = (words(post, name) for name in fields)
    return Asked(title, text, about, audience, ticked(post))


@dataclass(frozen=True)
class Typed:
    """A clarification as it was typed; the readings one in a line."""

    kind: str = ""
    text: str = ""
    readings: str = ""
    about: str = ""
    why: str = ""
    version: int = 0

    @property
    def clear(self) -> Clear:
        return Clear(self.kind, self.text, tuple(self.readings.splitlines()))


def typed(post: QueryDict) -> Typed:
    fields = ("kind", "text", "readings", "about", "why")
    kind, text, readings, about, why = (words(post, name) for name in fields)
    return Typed(kind, text, readings, about, why, number(post, "version"))
