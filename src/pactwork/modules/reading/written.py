"""YAML to plain values, keeping the line of everything, and refusing what no module file needs.

Unquoted words mean what they look like: ``no``, ``yes`` and ``15:00`` stay words, and a date stays
a date. Only true, false, null and plain numbers are anything else.
"""

import re
from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from pactwork.ground.typed import unlittered
from pactwork.modules.reading.problem import Flaw
from pactwork.modules.rules.faults import Path

MOST_BYTES = 1_000_000
DEEPEST = 20
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

PLAIN: tuple[tuple[str, Any], ...] = (
    (r"|~|null|Null|NULL", lambda text: None),
    (r"true|True|TRUE", lambda text: True),
    (r"false|False|FALSE", lambda text: False),
    (r"[-+]?(0|[1-9][0-9]{0,17})", int),
    (r"[-+]?[0-9]{1,17}\.[0-9]{0,17}", float),
)

# What the parser says, and what it most often means.
MISTAKES = (
    (r"could not find expected ':'|expected <document start>", "no_colon"),
    (r"mapping values are not allowed", "colon"),
    (r"cannot start any token", "odd_start"),
    (r"escape character", "odd_escape"),
    (r"',' or '[\]}]'", "unclosed_list"),
    (r"quoted scalar|unexpected end of stream", "unclosed_quote"),
    (r"parsing a block|sequence entries", "indentation"),
    (r"single document", "two_documents"),
)


@dataclass
class Written:
    """What a file says, the line on which each part begins, and what stands in the way."""

    value: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    flaws: list[Flaw] = field(default_factory=list)
    loose: set[Path] = field(default_factory=set)  # {text: From 1,000} is read as two entries

    def placed(self, flaw: Flaw) -> Flaw:
        """The flaw with its line, or that of what it is missing from, and its field's name."""
        path = flaw.path
        while path and path not in self.lines:
            path = path[:-1]
        line = flaw.line or self.lines.get(path, 0)
        return replace(flaw, line=line, name=self.named(flaw.path))

    def named(self, path: Path) -> str:
        """``variants.AIN501.weights``: entries of a list go by their key or code, else by number from 1."""
        names, here = [], self.value
        for part in path:
            here = _child(here, part)
            own = (here.get("key") or here.get("code")) if isinstance(here, dict) else None
            by_position = isinstance(part, int)
            names.append(str(own or part + 1) if by_position else str(part))  # type: ignore[operator]
        return ".".join(names)


def _child(value: Any, part: str | int) -> Any:
    if isinstance(value, dict):
        return value.get(part)
    if isinstance(value, list) and isinstance(part, int) and part < len(value):
        return value[part]
    return None


def written(content: bytes) -> Written:
    """Never raises: what cannot be read is a flaw."""
    source = Written()
    if len(content) > MOST_BYTES:
        source.flaws.append(Flaw("too_big", params={"most": MOST_BYTES // 1_000_000}))
        return source
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        source.flaws.append(Flaw("not_utf8", line=line))
        return source
    if odd := CONTROL.search(text):
        source.flaws.append(Flaw("control", line=text.count("\n", 0, odd.start()) + 1))
        return source
    try:
        source.flaws += _unwelcome(text)
        node = None if source.flaws else yaml.compose(text, LOADER)
    except yaml.YAMLError as error:
        source.flaws.append(_syntax(error, text))
        return source
    if not source.flaws and node is None:
        source.flaws.append(Flaw("empty"))
    elif node is not None:
        source.value = _value(node, (), source)
    return source


def _unwelcome(text: str) -> list[Flaw]:
    """Before anything is built: depth, repetition by reference, and tags that ask for more than text."""
    depth = 0
    for event in yaml.parse(text, LOADER):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            return [Flaw("anchor", line=line)]
        if getattr(event, "tag", None) not in (None, "", "!"):
            return [Flaw("tag", line=line)]
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            return [Flaw("too_deep", params={"most": DEEPEST}, line=line)]
    return []


def _syntax(error: yaml.YAMLError, text: str) -> Flaw:
    said = f"{getattr(error, 'context', '')} {getattr(error, 'problem', '')}"
    code = next((code for words, code in MISTAKES if re.search(words, said)), "not_yaml")
    mark = getattr(error, "problem_mark", None)
    if code.startswith("unclosed") or code == "no_colon":  # where it began, not where it ended
        mark = getattr(error, "context_mark", None) or mark
    line = mark.line + 1 if mark else 1
    here = text.split("\n")[line - 1 : line]
    return Flaw("tab" if here and re.match(r" *\t", here[0]) else code, line=line)


def _value(node: yaml.Node, path: Path, source: Written) -> Any:
    source.lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, source)
    if isinstance(node, yaml.SequenceNode):
        return [_value(child, (*path, n), source) for n, child in enumerate(node.value)]
    said = _scalar(node)
    return _judged(said, path, node, source) if isinstance(said, str) else said


def _judged(text: str, path: Path, node: yaml.Node, source: Written) -> str:
    """As what is typed: an escape such as ``\\0`` hides from whoever looks at the file alone."""
    if CONTROL.search(text):
        source.flaws.append(Flaw("control", path, line=node.start_mark.line + 1))
    return unlittered(text)


def _mapping(node: yaml.MappingNode, path: Path, source: Written) -> dict[Hashable, Any]:
    found: dict[Hashable, Any] = {}
    for key_node, child in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            source.flaws.append(Flaw("odd_name", path, line=line))
            continue
        name = _judged(str(key_node.value), path, key_node, source)
        here = (*path, name)
        if node.flow_style and child.start_mark.index == key_node.end_mark.index:
            source.loose.add(here)  # no colon after it
        if here in source.loose and name in found:
            continue  # said once
        if name in found:
            params = {"name": name[:60], "first": source.lines[here]}
            source.flaws.append(Flaw("twice", here, params, line))
            continue
        source.lines[here] = line
        found[name] = _value(child, here, source)
    return found


def _scalar(node: Any) -> Any:
    text = str(node.value)
    if node.style:  # quoted, or a block of text
        return text
    for pattern, made in PLAIN:
        if re.fullmatch(pattern, text):
            return made(text)
    return text
