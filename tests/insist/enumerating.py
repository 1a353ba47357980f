"""Every public function in the rooms of actions, and which of its parameters somebody may have typed."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from importlib import import_module
from pkgutil import walk_packages
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pactwork
from pactwork.wiring.apps import APPS


def rooms() -> Iterator[Any]:
    """Every module in which somebody writes."""
    for found in walk_packages(pactwork.__path__, "pactwork."):
        parts = found.name.split(".")
        if parts[1] in APPS and len(parts) > 2 and parts[2] == "actions":
            yield import_module(found.name)


def acts() -> Iterator[tuple[str, Callable[..., object]]]:
    """``contracts.actions.ending.pause``, and the function without what decorates it."""
    for room in rooms():
        for name, found in vars(room).items():
            function = inspect.unwrap(found) if callable(found) else None
            here = getattr(function, "__module__", "") == room.__name__
            if here and inspect.isfunction(function) and not name.startswith("_"):
                yield f"{room.__name__.removeprefix('pactwork.')}.{name}", function


def typed_in(function: Callable[..., object]) -> Iterator[tuple[str, type]]:
    """Each parameter that a text, a number or a day can come in by; fields of a record by their name."""
    hints = get_type_hints(function)
    hints.pop("return", None)
    for name, hint in hints.items():
        for path, kind in _leaves(hint):
            yield ".".join(filter(None, (name, path))), kind


def _leaves(hint: Any, depth: int = 0) -> Iterator[tuple[str, type]]:
    kinds = (bool, str, int, date, datetime)
    if isinstance(hint, type) and issubclass(hint, kinds):
        if hint is not bool:
            yield "", date if issubclass(hint, date) else hint
    elif get_origin(hint) in (Union, UnionType) or get_args(hint):
        found = [leaf for part in get_args(hint) for leaf in _leaves(part, depth)]
        yield from dict.fromkeys(found)
    elif is_dataclass(hint) and _is_typed(hint) and depth < 3:
        known = get_type_hints(hint)
        for one in fields(hint):
            for path, kind in _leaves(known[one.name], depth + 1):
                yield ".".join(filter(None, (one.name, path))), kind


def _is_typed(record: Any) -> bool:
    """What somebody typed, as a record: not a row, nor what was read from rows."""
    return record.__module__.endswith((".typed", ".rules.answers", ".rules.verdicts")) or (
        ".actions." in record.__module__ and record.__name__ in ("Said", "Place")
    )
