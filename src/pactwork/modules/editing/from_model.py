"""Fields of a form from the model that reads a module file: what the format gains, the editor shows."""

import types
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from django.utils.translation import gettext as _
from pydantic import BaseModel

from pactwork.modules.editing.fields import Field
from pactwork.modules.rules.entries import Expected
from pactwork.modules.rules.faults import Path

LONG = 1_000  # characters: from here on a text, not a line
Options = Mapping[str, Sequence[tuple[str, str]]]


def _labels() -> dict[str, str]:
    return {
        "about": _("About them, for the page they get"),
        "at_work": _("Spent at the workplace"),
        "by": _("How they answer"),
        "calls_it": _("What they know the contract as"),
        "code": _("Code"),
        "credits": _("Credits"),
        "days": _("Working days"),
        "enough": _("How many of them are enough"),
        "family": _("It is the student’s own family"),
        "from_number": _("The number is at least"),
        "to_number": _("The number is at most"),
        "group": _("Heading it stands under"),
        "hint": _("Hint"),
        "hours": _("Usual hours"),
        "key_element": _("The learning set reads it"),
        "least": _("At least"),
        "many": _("Several are called"),
        "marks": _("Grades, the best first, one per line"),
        "one": _("One is called"),
        "scheme": _("How work is graded"),
        "length": _("Length"),
        "level": _("Level"),
        "most": _("At most"),
        "optional": _("May be left empty"),
        "optional_seats": _("People who may answer too"),
        "options": _("Options, one per line"),
        "person": _("What someone who gives it is called"),
        "risk": _("Risk"),
        "seats": _("People who answer"),
        "starts": _("Counted from"),
        "template": _("Form of the contract"),
        "text": _("Text"),
        "title": _("Title"),
        "type": _("Sort of answer"),
        "waivable": _("Staff may go on without it"),
    }


def _words() -> dict[str, str]:
    """Words of the format that are chosen, as a page says them."""
    return {
        "agreed": _("agreement"),
        "all": _("all of them"),
        "any": _("any one of them"),
        "asked": _("being asked"),
        "choice": _("one of the options"),
        "choices": _("some of the options"),
        "credits": _("credits"),
        "date": _("a date"),
        "email": _("an email address"),
        "ethics_reviewer": _("as ethics reviewer, signed in"),
        "facilitator": _("as facilitator, signed in"),
        "high": _("high: every decision takes a new code"),
        "hours": _("hours"),
        "line": _("a line"),
        "letters": _("by grades such as A or B"),
        "none": _("not at all"),
        "pass": _("as a pass or not"),
        "percent": _("in percent"),
        "link": _("by email, without an account"),
        "low": _("low"),
        "money": _("an amount of money"),
        "month": _("a month"),
        "number": _("a number"),
        "module_leader": _("as module leader, signed in"),
        "placement_officer": _("as placement officer, signed in"),
        "shared": _("sharing"),
        "start": _("the start of the module"),
        "text": _("a text"),
        "yesno": _("yes or no"),
    }


def fields_of(
    model: type[BaseModel],
    here: Path = (),
    *,
    leave_out: Collection[str] = ("key",),
    options: Options | None = None,
    labels: Mapping[str, str] | None = None,
) -> tuple[Field, ...]:
    """Every plain value of a model; lists of entries have pages of their own."""
    found = _fields(model, here, leave_out, options or {}, {**_labels(), **(labels or {})})
    return tuple(found)


def _fields(
    model: type[BaseModel],
    here: Path,
    leave_out: Collection[str],
    options: Options,
    labels: Mapping[str, str],
) -> Iterator[Field]:
    for name, info in model.model_fields.items():
        if name in leave_out:
            continue
        kinds, longest, choices, optional = _meant(info.annotation, info.metadata)
        label = labels.get(name, name.replace("_", " ").capitalize())
        path, empty = (*here, name), () if info.is_required() and not optional else (("", ""),)
        if name in options:
            yield Field(path, label, "choice", options=(*empty, *options[name]))
        elif choices:
            words = _words()
            listed = [(one, words.get(one, one)) for one in choices]
            yield Field(path, label, "choice", options=(*(empty if optional else ()), *listed))
        elif kinds == {bool}:
            both = (("true", _("Yes")), ("false", _("No")))
            yield Field(path, label, "choice", options=both if info.default else both[::-1])
        elif said := _said_of(info.annotation, info.metadata):
            yield Field(path, label, "number" if said == "half" else "amount")
        elif kinds and kinds <= {int, float, Decimal}:
            yield Field(path, label, "number")
        elif kinds == {date}:
            yield Field(path, label, "day")
        elif kinds == {time}:
            yield Field(path, label, "time")
        elif kinds == {str}:
            yield Field(path, label, "text" if longest > LONG else "line")
        elif kinds == {list}:
            yield Field(path, label, "lines", rows=3)


def _said_of(annotation: Any, metadata: Sequence[Any]) -> str:
    """What one of our own types of numbers calls itself (``rules.entries.Expected``), at any depth."""
    own = [rule.code for rule in metadata if isinstance(rule, Expected)]
    if own or get_origin(annotation) not in (Annotated, Union, types.UnionType):
        return own[0] if own else ""
    args = get_args(annotation)
    if get_origin(annotation) is Annotated:
        return _said_of(args[0], args[1:])
    return next(filter(None, (_said_of(one, ()) for one in args)), "")


def _meant(annotation: Any, metadata: Sequence[Any]) -> tuple[set[type], int, list[str], bool]:
    """The plain types, how long a text may be, words to choose from, and whether none will do."""
    kinds, longest, choices, optional = set[type](), 0, list[str](), False
    left = [annotation]
    said = list(metadata)
    while left:
        one = left.pop()
        origin, args = get_origin(one), get_args(one)
        if origin is Annotated:
            left.append(args[0])
            said += args[1:]
        elif origin in (Union, types.UnionType):
            left += args
        elif origin is Literal:
            choices += [str(word) for word in args]
        elif origin is list:
            kinds.add(list if _meant(args[0], ())[0] == {str} else object)
        elif one is type(None):
            optional = True
        else:
            kinds.add(one if isinstance(one, type) else object)
    longest = max((getattr(rule, "max_length", 0) or 0 for rule in said), default=0)
    return kinds, longest, choices, optional
