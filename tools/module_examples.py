"""Examples for the page about the module file, out of files that the tests load."""

import json
import textwrap
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_origin

import yaml
from pydantic import BaseModel

from pactwork.modules.reading.expected import core_of
from pactwork.modules.reading.written import LOADER, written
from pactwork.modules.rules.formats import NEWEST
from pactwork.modules.rules.specification import Specification

ROOT = Path(__file__).resolve().parent.parent
TESTED = ROOT / "tests" / "modules"
SHIPPED = ROOT / "src" / "pactwork" / "modules" / "files"
LONGEST = 60  # characters of an example in a table


def _files() -> list[Path]:
    return [*sorted(TESTED.glob("files/*.yaml")), *sorted(SHIPPED.glob("*/module.yaml"))]


def _newest_first(path: Path) -> bool:
    return NEWEST not in path.read_text(encoding="utf-8")


def least() -> str:
    return f"```yaml\n{(TESTED / 'least.yaml').read_text(encoding='utf-8')}```"


def files_table() -> str:
    """What each file is an example of, as its first comment says."""
    rows = ["| file | what is special |", "|---|---|"]
    for path in _files()[:-1]:  # the least stands there in full
        head = []
        for line in path.read_text(encoding="utf-8").split("\n"):
            if not line.startswith("#"):
                break
            head.append(line.lstrip("# "))
        said = " ".join(head).partition(" The format is explained")[0]
        rows.append(f"| [{_called(path)}](../{path.relative_to(ROOT)}) | {said} |")
    return "\n".join(rows)


def _called(path: Path) -> str:
    return path.parent.name if path.name == "module.yaml" else path.stem


def excerpt(name: str, *steps: str) -> str:
    """What stands at a place in a file, as it is written there; an entry of a list goes by its key."""
    path = next(path for path in _files() if _called(path) == name)
    text = path.read_text(encoding="utf-8")
    node: Any = yaml.compose(text, Loader=LOADER)
    begin = node
    for step in steps:
        begin, node = _inside(node, step)
    found = text[begin.start_mark.index : node.end_mark.index].rstrip()
    first = " " * begin.start_mark.column + found
    return textwrap.indent(textwrap.dedent(first), "    ")


def _inside(node: Any, step: str) -> tuple[Any, Any]:
    """Where an entry begins, and the entry."""
    if isinstance(node, yaml.MappingNode):
        return next((key, value) for key, value in node.value if key.value == step)
    for entry in node.value:
        if ("key", step) in {(key.value, str(value.value)) for key, value in entry.value}:
            return entry, entry
    raise SystemExit(f"No entry {step} there any more.")


def example_of(model: type[BaseModel], name: str) -> str:
    """The first value of this field in a file, if it is short."""
    called = model.model_fields[name].alias or name
    for value in _said().get((model.__name__, called), ()):
        said = _in_flow(value)
        if len(said) <= LONGEST and "|" not in said:
            return f"`{said}`"
    return ""


def _in_flow(value: Any) -> str:
    """A value in one line, as a file may say it."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{name}: {_in_flow(inner)}' for name, inner in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_in_flow, value))}]"
    if isinstance(value, str):
        plain = written(f"[{value}]".encode()).value == [value]
        return value if plain else json.dumps(value, ensure_ascii=False)
    return str(value).lower() if isinstance(value, bool) else str(value)


@cache
def _said() -> dict[tuple[str, str], list[Any]]:
    """Every value in every file, by the model and the field that reads it."""
    found: dict[tuple[str, str], list[Any]] = {}
    for path in sorted(_files(), key=_newest_first):
        _walk(Specification, written(path.read_bytes()).value, found)
    return found


def _walk(hint: Any, value: Any, found: dict[tuple[str, str], list[Any]]) -> None:
    core = core_of(hint)
    if get_origin(core) is list and isinstance(value, list):
        for entry in value:
            _walk(get_args(core)[0], entry, found)
    elif get_origin(core) is dict and isinstance(value, dict):
        for entry in value.values():
            _walk(get_args(core)[1], entry, found)
    elif isinstance(core, type) and issubclass(core, BaseModel) and isinstance(value, dict):
        for name, info in core.model_fields.items():
            if (called := info.alias or name) in value:
                for model in core.__mro__:
                    found.setdefault((model.__name__, called), []).append(value[called])
                _walk(info.annotation, value[called], found)
