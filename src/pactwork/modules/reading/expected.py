"""What the format expects at a place, in plain words, from the format's own types."""

import difflib
import types
from collections.abc import Mapping
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from django.utils.translation import gettext as _
from pydantic import BaseModel, StringConstraints
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from pactwork.modules.reading.date_sentences import DATE_CODES
from pactwork.modules.reading.problem import Flaw
from pactwork.modules.reading.value_words import EXPECTED, LITERAL, PATTERNS
from pactwork.modules.rules.entries import Expected
from pactwork.modules.rules.specification import Specification

# What entries of the format refuse about themselves, by the code of the sentence.
OWN = (
    *("check_rules", "options_missing", "options_unwanted", "when_kind"),
    *("word_signs", "word_address"),
    *(
        "three_questions",
        "currency_of_money",
        "limits_of_number",
        "limits_order",
        "lines_of_options",
    ),
    *("named_by_link", "named_column"),
    *DATE_CODES,
)
NUMBERS = ("int_type", "half_type", "amount_type")
SHOWN = 60  # letters of what was found


def explained(error: ErrorDetails) -> Flaw:
    """One of pydantic's errors as a flaw of ours."""
    hint, path = _walk(error["loc"])
    if error["type"] in OWN:
        return Flaw(error["type"], path, params=error.get("ctx") or {})
    if error["type"] == "extra_forbidden":
        return _unknown_word(hint, path)
    found, expected = error["input"], described(hint)
    if error["type"] == "missing" or found is None:
        return Flaw("missing", path, params={"expected": expected})
    if error["type"] == "string_type" and isinstance(found, bool | int | float):
        return Flaw("unquoted", path, params={"found": _plain(found)})
    if error["type"] in NUMBERS and isinstance(found, str) and found.isdigit():
        return Flaw("quoted", path, params={"found": found[:SHOWN]})
    if error["type"] == "string_too_long":
        return Flaw("letters", path, params={"found": len(found), "expected": expected})
    return Flaw("expected", path, params={"found": _shown(found), "expected": expected})


def _walk(loc: tuple[int | str, ...]) -> tuple[Any, tuple[int | str, ...]]:
    """The type at the end of a location, and the location without what is not the file's own."""
    hint: Any = Specification
    path: list[int | str] = []
    for n, part in enumerate(loc):
        if part == "[key]":
            break
        hint = core_of(hint)
        origin = get_origin(hint)
        if origin is tuple:
            break
        if origin is dict:
            hint = get_args(hint)[1 if loc[-1] != "[key]" or n < len(loc) - 2 else 0]
        elif origin is list:
            hint = get_args(hint)[0]
        elif isinstance(hint, type) and issubclass(hint, BaseModel):
            hint = _field(hint, name) if (name := _named(hint, part)) else hint
        path.append(part)
    return hint, tuple(path)


def _named(model: type[BaseModel], part: int | str) -> str:
    """The field that a file calls so; "" where there is none."""
    fields = model.model_fields.items()
    return next((name for name, info in fields if (info.alias or name) == part), "")


def _field(model: type[BaseModel], name: str) -> Any:
    info = model.model_fields[name]
    hint = get_type_hints(model, include_extras=True)[name]
    return Annotated[hint, info] if info.metadata else hint


def core_of(hint: Any) -> Any:
    """Without constraints and without ``| None``."""
    while True:
        if get_origin(hint) is Annotated:
            hint = get_args(hint)[0]
        elif get_origin(hint) in (Union, types.UnionType):
            hint = next(a for a in get_args(hint) if a is not type(None))
        else:
            return hint


def limits_of(hint: Any) -> dict[str, Any]:
    """Every constraint that stands on a type, at whatever depth it was written."""
    found: dict[str, Any] = {}
    if get_origin(hint) in (Union, types.UnionType):
        for option in get_args(hint):
            found |= limits_of(option)
    if get_origin(hint) is not Annotated:
        return found
    for extra in get_args(hint)[1:]:
        parts = extra.metadata if isinstance(extra, FieldInfo) else [extra]
        for part in parts:
            names = ("ge", "le", "min_length", "max_length", "pattern")
            if isinstance(part, StringConstraints) or any(hasattr(part, n) for n in names):
                found |= {n: v for n in names if (v := getattr(part, n, None)) is not None}
    return limits_of(get_args(hint)[0]) | found


def described(hint: Any) -> str:
    """``a whole number from 3 to 8``."""
    core, limits = core_of(hint), limits_of(hint)
    if code := code_of(hint):
        return _within(str(EXPECTED[code]), limits)
    if core is str:
        return _words(limits)
    if core is int:
        return _number(limits)
    if core in LITERAL:
        return str(LITERAL[core])
    if get_origin(core) is Literal:
        words = get_args(core)
        single = _("“%(word)s”") % {"word": words[0]}
        listed = _("one of these words: %(words)s") % {"words": ", ".join(map(str, words))}
        return single if len(words) == 1 else listed
    if get_origin(core) is list:
        return _("a list with at least one entry") if limits.get("min_length") else _("a list")
    if get_origin(core) is tuple:
        return _("a pair of whole numbers such as [4, 9]")
    return _("a group of entries, each a name and a colon,")


def code_of(hint: Any) -> str:
    """What a type of ours says of itself, at whatever depth."""
    if get_origin(hint) in (Union, types.UnionType):
        return next(filter(None, map(code_of, get_args(hint))), "")
    if get_origin(hint) is not Annotated:
        return ""
    own = [extra.code for extra in get_args(hint)[1:] if isinstance(extra, Expected)]
    return own[0] if own else code_of(get_args(hint)[0])


def _within(words: str, limits: Mapping[str, Any]) -> str:
    if "ge" not in limits or "le" not in limits:
        return words
    said = _("%(words)s from %(least)s to %(most)s")
    return said % {"words": words.rstrip(","), "least": limits["ge"], "most": limits["le"]}


def _words(limits: Mapping[str, Any]) -> str:
    if limits.get("pattern") in PATTERNS:
        return str(PATTERNS[limits["pattern"]])
    if "max_length" in limits:
        return _("text of 1 to %(most)s characters") % {"most": limits["max_length"]}
    return _("text")


def _number(limits: Mapping[str, Any]) -> str:
    if "ge" in limits and "le" in limits:
        return _("a whole number from %(least)s to %(most)s") % {
            "least": limits["ge"],
            "most": limits["le"],
        }
    return _("a whole number")


def _unknown_word(model: Any, path: tuple[int | str, ...]) -> Flaw:
    word = str(path[-1])[:SHOWN]
    core = core_of(model)
    is_entry = isinstance(core, type) and issubclass(core, BaseModel)
    known = [i.alias or n for n, i in core.model_fields.items()] if is_entry else []
    close = difflib.get_close_matches(word, known, n=1)
    if close:
        return Flaw("misspelt", path, params={"word": word, "near": close[0]})
    return Flaw("unknown_word", path, params={"word": word, "known": ", ".join(known)})


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)[:SHOWN]


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return _("a group of entries")
    if isinstance(value, list) and len(value) == 2 and not {*map(type, value)} & {list, dict}:
        return f"[{', '.join('…' if one is None else _plain(one) for one in value)}]"
    if isinstance(value, list):
        return (
            _("a list of length %(count)s") % {"count": len(value)} if value else _("an empty list")
        )
    if isinstance(value, str):
        cut = " ".join(value.split())
        return _("“%(words)s”") % {"words": cut if len(cut) <= SHOWN else cut[: SHOWN - 1] + "…"}
    return _plain(value)
