"""The words of an email, from the template that is called after its kind: plain text, in named blocks.

Only a template makes paragraphs: a blank line ends one, and its lines are joined. Whatever is printed
in it, ``{{ name }}``, is one line and cannot end one; so nobody's name is the beginning of a sentence
of ours. Somebody's own words come as a ``Quote``, several paragraphs as a list. What prints nothing
leaves nothing, not even a blank line; nor does a tag, such as ``{% if %}``, that has a line for itself.
"""

import re
from collections.abc import Mapping
from typing import Any

from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.utils.text import get_text_list
from django.utils.translation import gettext, ngettext, npgettext, pgettext
from jinja2 import Environment, StrictUndefined
from jinja2.ext import Extension

from pactwork.ground import dates
from pactwork.ground.names import without_overrides

# What a template prints and no value can, for they lose every such sign in ``printed``.
_PART, _NAMED, _NOTHING, _QUOTE = "\x01", "\x02", "\x03", "\x04"
_BREAK = re.compile(r"[\x00-\x08\n-\x1f\x7f\x85\u2028\u2029]")
# A tag with a line for itself, or the end of another one that ends a line.
_TAG = re.compile(
    r"(?ms)^[ \t]*\{%(?!\s*(?:end)?trans\b)(?:(?!%\}).)*%\}[ \t]*\n|(?P<end>%\})(?=[ \t]*\n)"
)
_GAP = re.compile(r"\n[ \t]*\n\s*")


class Quote(str):
    """Somebody's own words in an email: a paragraph whose lines are all marked as theirs."""

    quoted = True


class Part(str):
    """Where in the frame of all emails the words that follow belong."""


def printed(value: Any) -> str:
    """What ``{{ value }}`` prints."""
    match value:
        case Part():
            return f"\n\n{_PART}{value}{_NAMED}\n\n"
        case list() | tuple():
            return "".join(f"\n\n{printed(one)}\n\n" for one in value) or _NOTHING
        case None:
            raise ValueError("An email would say None.")
    line = _BREAK.sub(" ", without_overrides(str(value).replace(_NOTHING, "")))
    if isinstance(value, Quote):
        return f"\n\n{_QUOTE}{line}\n\n"
    return line or _NOTHING


class Lines(Extension):
    """Jinja takes the line break after every tag; here only that of a tag with a line for itself."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return _TAG.sub(lambda tag: "+%}" if tag["end"] else tag[0], source)


def environment(**options: Any) -> Environment:
    """Plain text, so nothing is escaped; a name that is not there is an error and no gap."""
    own = {"autoescape": False, "undefined": StrictUndefined, "finalize": printed}
    lines = {"trim_blocks": True, "lstrip_blocks": True, "keep_trailing_newline": True}
    env = Environment(extensions=["jinja2.ext.i18n", Lines], **options | own | lines)  # noqa: S701
    env.policies["ext.i18n.trimmed"] = True  # a sentence may run over several lines
    env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    env.globals.update(part=Part, times_are=dates.times_are)
    env.filters.update(
        day=dates.day, moment=dates.moment, day_and_time=dates.day_and_time, listed=get_text_list
    )
    return env


def _paragraph(raw: str) -> str:
    quote = raw.startswith(_QUOTE)
    lines = (line.replace(_NOTHING, "").replace(_QUOTE, "").strip() for line in raw.split("\n"))
    said = " ".join(line for line in lines if line)
    return Quote(said) if quote else said


def _paragraphs(raw: str) -> list[str]:
    return [said for said in map(_paragraph, _GAP.split(raw.strip())) if said]


def in_parts(rendered: str) -> dict[str, list[str]]:
    """The paragraphs of each part of what was rendered."""
    told = (piece.partition(_NAMED) for piece in rendered.split(_PART)[1:])
    return {part: _paragraphs(words) for part, _named, words in told}


def templates() -> Environment:
    """Those of all apps; the folders stand in the settings."""
    engine = engines["emails"]
    assert isinstance(engine, Jinja2)  # noqa: S101 - as settings say
    return engine.env


def words_of(name: str, known: Mapping[str, Any]) -> dict[str, list[str]]:
    """The paragraphs of each part of a template of ours, in the language of the moment."""
    return in_parts(templates().get_template(f"emails/{name}.txt").render(known))
