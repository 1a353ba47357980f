"""What kind of value a field of a module file takes, and what it is when left out, in a few words."""

from collections.abc import Mapping
from datetime import date, time
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from pactwork.modules.reading.expected import code_of, core_of, limits_of
from pactwork.modules.rules import entries
from pactwork.modules.rules.words import Word

LONG = 1_000  # characters: from here on a text, not a line
PATTERNS = {
    entries.KEY: "key",
    entries.READER: "role or party",
    entries.CODE: "code",
    entries.LANGUAGE: "language",
    entries.URL: "web address",
    entries.PATH: "file name",
}
PLAIN: Mapping[Any, str] = {
    bool: "`true` or `false`",
    date: "day",
    time: "time",
    Word: "word",
    tuple: "`[from, to]`",
}
OWN = {
    "half": "number",
    "amount": "number or `[from, to]`",
    "level": "number or word",
    "days": "`[first, last]`",
}
SEVERAL = {"key": "keys", "role or party": "roles or parties", "line": "lines", "day": "days"}


def value_of(model: type[BaseModel], name: str, tables: Mapping[Any, str]) -> str:
    """``1 to 15; `2` unless said``; a model that has a table is a link to it."""
    info = model.model_fields[name]
    hint = get_type_hints(model, include_extras=True)[name]
    words = _kind(Annotated[hint, info] if info.metadata else hint, tables)
    usual = info.default
    if info.is_required() or usual is None or isinstance(usual, list | dict | BaseModel):
        return words
    if isinstance(usual, bool):
        return f"{_written(not usual)}; {_written(usual)} unless said"
    return f"{words}; {_written(usual)} unless said"


def _kind(hint: Any, tables: Mapping[Any, str]) -> str:
    core, limits = core_of(hint), limits_of(hint)
    kind, inner = get_origin(core) or core, get_args(core)
    if code := code_of(hint):
        return OWN[code] + _range(limits)
    if kind is str:
        long = limits.get("max_length", LONG) > LONG
        return PATTERNS.get(limits.get("pattern", ""), "text" if long else "line")
    if kind is int:
        return f"whole number{_range(limits)}"
    if kind is Literal:
        *first, last = (f"`{word}`" for word in inner)
        return f"{', '.join(first)} or {last}" if first else last
    if kind is list:
        one = _kind(inner[0], tables)
        return SEVERAL.get(one, f"list, {one}" if core_of(inner[0]) in tables else "list")
    if kind is dict:
        return f"by key: {_kind(inner[1], tables)}"
    if kind in PLAIN:
        return PLAIN[kind]
    return f"[below](#{tables[kind]})" if kind in tables else "group"


def _range(limits: Mapping[str, Any]) -> str:
    if "ge" not in limits:
        return ""
    return (
        f", {limits['ge']} to {limits['le']:,}" if "le" in limits else f", {limits['ge']} or more"
    )


def _written(value: Any) -> str:
    """As a file says it."""
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, time):
        return f"`{value:%H:%M}`"
    return f"`{list(value)}`" if isinstance(value, tuple) else f"`{value}`"
