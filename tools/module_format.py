"""The page about the module file: its prose from module-format.md beside this, its tables from the models
that read such files, its examples from files that tests load."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from pactwork.modules.rules.specification import Specification
from pactwork.modules.rules.words import Word
from tools.module_examples import example_of, excerpt, files_table, least
from tools.module_values import value_of

Model = type[BaseModel]
PROSE = Path(__file__).with_name("module-format.md")
DIRECTIVE = re.compile(r"^\{(\w+)( [^}]*)?\}$", re.MULTILINE)
HEAD = "| field | value | what it says | example |\n|---|---|---|---|"


def module_format_page() -> str:
    prose = PROSE.read_text(encoding="utf-8")
    tables = _tables(prose)
    for model in models():
        for name, info in model.model_fields.items():
            if not info.description:
                raise SystemExit(f"{model.__name__}.{name} has no words below it.")

    def made(found: re.Match[str]) -> str:
        name, words = found[1], (found[2] or "").split()
        if name == "fields":
            return "\n".join((HEAD, *_rows(_model(words[0]), tables)))
        return (
            excerpt(*words) if name == "example" else {"least": least, "files": files_table}[name]()
        )

    return DIRECTIVE.sub(made, prose)


def models() -> list[Model]:
    """Everything that a module file is made of, the whole first."""
    found: list[Model] = [Specification]
    for model in found:
        inside = (m for i in model.model_fields.values() for m in _entries(i.annotation))
        found += [m for m in dict.fromkeys(inside) if m not in found and m is not Word]
    return found


def _entries(hint: Any) -> Iterator[Model]:
    """The models in a type, at whatever depth."""
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        yield hint
    for inner in get_args(hint):
        yield from _entries(inner)


def _model(name: str) -> Model:
    return next(model for model in models() if model.__name__ == name)


def _tables(prose: str) -> dict[Model, str]:
    """Which models have a table, and the heading it stands under, as links name it."""
    found, heading = dict[Model, str](), ""
    for line in prose.split("\n"):
        if line.startswith("#"):
            heading = re.sub(r"[^\w -]", "", line.lstrip("# ").lower()).replace(" ", "-")
        elif line.startswith("{fields "):
            found[_model(line[8:-1])] = heading
    return found


def _rows(model: Model, tables: dict[Model, str]) -> Iterator[str]:
    """A row for each thing said, without what another model with a table says of its fields already."""
    bases = [other for other in tables if other is not model and issubclass(model, other)]
    rows: dict[str, list[tuple[str, str, str]]] = {}
    for name, info in model.model_fields.items():
        if not any(name in base.model_fields for base in bases):
            said = f"{said_of(info)}{_inside(info.annotation, tables)}"
            row = (_named(name, info), value_of(model, name, tables), example_of(model, name))
            rows.setdefault(said, []).append(row)
    for said, fields in rows.items():
        names, values, examples = (
            [*dict.fromkeys(filter(None, c))] for c in zip(*fields, strict=True)
        )
        yield f"| {', '.join(names)} | {' / '.join(values)} | {said} | {', '.join(examples)} |"


def said_of(info: FieldInfo) -> str:
    return " ".join((info.description or "").split())


def _named(name: str, info: FieldInfo) -> str:
    called = f"`{info.alias or name}`"
    return f"**{called}**" if info.is_required() else called


def _inside(hint: Any, tables: dict[Model, str]) -> str:
    """Models too small for a table, in a sentence each."""
    found = ""
    for model in _entries(hint):
        if model not in tables and model is not Word:
            each = "Each" if list in (get_origin(hint), *map(get_origin, get_args(hint))) else "It"
            found += f" {each} has {'; '.join(_in_words(model, tables))}."
            for info in model.model_fields.values():
                found += _inside(info.annotation, tables)
    return found


def _in_words(model: Model, tables: dict[Model, str]) -> Iterator[str]:
    for name, info in model.model_fields.items():
        said = said_of(info).rstrip(".")
        value = value_of(model, name, tables)
        called = _named(name, info) if value == name else f"{_named(name, info)} ({value})"
        yield f"{called}, {said[:1].lower()}{said[1:]}"
