"""The changes that ``bench.tampering_packs`` makes to a pack: edits, omissions, and what is disguised."""

import json
import random
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from pactwork.ground.canonical import canonical, digest
from pactwork.history.chain import commit_to

Pack = dict[str, bytes]
Place = tuple[str | int, ...]
Act = Callable[[Any, Any], object]  # done to one part, by what it lies in and its step
Spell = Callable[[Any], bytes]
VEILED = "left out, its entry shown as a fingerprint"
SAID = ("chain", "seq", "at", "act", "subject", "by", "commitment")
# What the README of a pack says that only the signature holds: parts of a contract's file ...
TOLD = {"not_sealed", "asked_of", "not_shown", "altered"}


@dataclass(frozen=True)
class Change:
    """One change to one file: its kind, where, and the pack with it."""

    kind: str
    name: str
    place: Place
    pack: Pack

    @property
    def told(self) -> bool:
        """... and files; and what is added under a name that means nothing."""
        texts = self.name in ("README.txt", "check_evidence.py", "checkpoints.jsonl")
        unneeded = (self.name, self.place) == ("keys.json", ("history",))
        veiled = self.kind.endswith(VEILED) and "*" not in json.loads(self.pack["keys.json"])
        told = veiled or unneeded or bool(TOLD & {*self.place})
        added = self.kind == "name added" and self.name != "chain.jsonl"
        return texts or told or added


def lines_of(text: bytes) -> list[Any]:
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def spelt(lines: list[Any]) -> bytes:
    return b"".join(canonical(line) + b"\n" for line in lines)


def _places(value: Any, at: Place = (), within: Any = None) -> Iterator[tuple[Place, Any, Any]]:
    """Every part of a value, where it is, and what it lies in."""
    yield at, value, within
    if isinstance(value, dict | list):
        steps = value.items() if isinstance(value, dict) else enumerate(value)
        for step, part in steps:
            yield from _places(part, (*at, step), value)


def _other(value: Any) -> Any:
    """Another value of the same kind."""
    if isinstance(value, bool) or value is None:
        return not value
    if isinstance(value, str):
        middle = len(value) // 2
        return (
            value[:middle]
            + ("y" if value[middle : middle + 1] == "x" else "x")
            + value[middle + 1 :]
        )
    return value + 1


def _with(whole: Any, place: Place, act: Act) -> Any:
    """A copy in which something is done to one place, by its container and step."""
    copy = deepcopy(whole)
    inner = copy
    for step in place[:-1]:
        inner = inner[step]
    act(inner, place[-1])
    return copy


def _set(inner: Any, step: Any) -> None:
    inner[step] = _other(inner[step])


def _swap(inner: Any, step: Any) -> None:
    inner[step - 1], inner[step] = inner[step], inner[step - 1]


def _again(inner: Any, step: Any) -> None:
    inner.insert(step, deepcopy(inner[step]))


def _edits(whole: Any) -> Iterator[tuple[str, Place, Act]]:
    """Every edit of a value: each part altered, left out, given twice, moved; each name added."""
    for place, value, within in _places(whole):
        if isinstance(value, dict):
            yield "name added", (*place, "added"), lambda inner, name: inner.update({name: "x"})
        if not place:
            continue
        if not isinstance(value, dict | list):
            yield "value altered", place, _set
        yield "part left out", place, lambda inner, step: inner.pop(step)
        if isinstance(within, list):
            yield "part given twice", place, _again
            if place[-1] and within[int(place[-1]) - 1] != value:
                yield "two swapped", place, _swap


def _byte(inner: list[bytes], at: Any) -> None:
    inner[0] = inner[0][:at] + bytes([inner[0][at] ^ 1]) + inner[0][at + 1 :]


def _of_file(name: str, text: bytes) -> tuple[Any, list[tuple[str, Place, Act]], Spell]:
    """What it says, every edit of it, and how it is spelt again."""
    if name.endswith(".jsonl"):
        return lines_of(text), list(_edits(lines_of(text))), spelt
    if name.endswith(".json"):
        return json.loads(text), list(_edits(json.loads(text))), canonical
    return [text], [("byte altered", (at,), _byte) for at in range(0, len(text), 7)], lambda b: b[0]


def changes(pack: Pack, most: int) -> Iterator[Change]:
    """So many edits of each kind in each file; every file left out, renamed, and one added."""
    chance = random.Random(2026)  # noqa: S311 - the same every time
    for name in _some(pack, most, contracts=False) + _some(pack, most, contracts=True):
        text = pack[name]
        whole, edits, spell = _of_file(name, text)
        for kind in dict.fromkeys(kind for kind, _, _ in edits):
            found = [(place, act) for one, place, act in edits if one == kind]
            for place, act in chance.sample(found, min(most, len(found))):
                yield Change(kind, name, place, pack | {name: spell(_with(whole, place, act))})
        others = {n: t for n, t in pack.items() if n != name}
        yield Change("file left out", name, (), others)
        yield Change("file renamed", name, (), others | {f"{name}x": text})
    yield Change("file added", "README.txt", (), pack | {"contracts-2.txt": b"More."})


def _left_out(pack: Pack, name: str, part: str, item: Any) -> Iterator[Change]:
    """One thing of a contract left out: alone, with its entry, with its entry as a fingerprint."""
    whole, entries = json.loads(pack[name]), lines_of(pack["chain.jsonl"])
    place = (part, whole[part].index(item))
    new = pack | {name: canonical(whole | {part: [one for one in whole[part] if one != item]})}
    yield Change(f"{part}: one left out", name, place, new)
    if "entry" not in item:
        return
    others = [e for e in entries if e["seq"] != item["entry"]]
    moved = spelt([{**e, "seq": n} for n, e in enumerate(others, 1)])
    kind = f"{part}: one left out with its entry"
    yield Change(kind, name, place, new | {"chain.jsonl": moved})
    veiled = [
        {"seq": e["seq"], "body": digest([e[n] for n in SAID])} if e not in others else e
        for e in entries
    ]
    yield Change(f"{part}: one {VEILED}", name, place, new | {"chain.jsonl": spelt(veiled)})


def _forged(pack: Pack, name: str, part: str, item: Any) -> Iterator[Change]:
    """Other words, in the contract and in its entry, committed to anew with the key that is there."""
    whole, entries = json.loads(pack[name]), lines_of(pack["chain.jsonl"])
    at = whole[part].index(item)
    entry = next((e for e in entries if e["seq"] == item.get("entry")), None)
    for word in item["sealed"] if entry and part != "in_force" else ():
        forged: Any = deepcopy((whole, entry))
        forged[0][part][at]["sealed"][word] = forged[1]["payload"][word] = "Forged."
        key = json.loads(pack["keys.json"])[whole["ref"]]
        forged[1]["commitment"] = commit_to(key, forged[1]["payload"])
        lines = [forged[1] if e is entry else e for e in entries]
        new = pack | {name: canonical(forged[0]), "chain.jsonl": spelt(lines)}
        yield Change("words forged, and what seals them", name, (part, at, word), new)


def omissions(pack: Pack, most: int) -> Iterator[Change]:
    """What somebody leaves out or forges with care, so that the rest still fits together."""
    keys, entries = json.loads(pack["keys.json"]), lines_of(pack["chain.jsonl"])
    for name in _some(pack, most, contracts=True):
        whole = json.loads(pack[name])
        kept = canonical({k: v for k, v in keys.items() if k != whole["ref"]})
        less = {n: text for n, text in pack.items() if n != name}
        yield Change("contract left out with its key", name, (), less | {"keys.json": kept})
        for part in ("begun", "drafts", "answers", "later", "in_force"):
            for item in whole[part][:most]:
                yield from _left_out(pack, name, part, item)
                yield from _forged(pack, name, part, item)
    for n in range(max(1, len(entries) - most), len(entries)):
        cut = {"chain.jsonl": spelt(entries[:n])}
        yield Change("end of the history cut off", "chain.jsonl", (n,), pack | cut)


def disguised(pack: Pack, most: int) -> Iterator[Change]:
    """What looks as if the history sealed it, and what is there twice or not as it is spelt."""
    for name in _some(pack, most, contracts=True):
        whole = json.loads(pack[name])
        for part in ("begun", "drafts", "answers", "later", "in_force"):
            for item in [one for one in whole[part] if "entry" in one][-1:]:
                forged = {k: v for k, v in item.items() if k != "entry"} | {"at": "2020-01-01"}
                new = canonical(whole | {part: [*whole[part], forged]})
                place = (part, len(whole[part]))
                yield Change("sealed by no entry", name, place, pack | {name: new})
                twice = f'{{"{part}":{json.dumps([forged])},'.encode() + pack[name][1:]
                yield Change("name given twice", name, (part,), pack | {name: twice})
    for name in ("chain.jsonl", "names.json", "keys.json", "manifest.json", "checkpoints.jsonl"):
        line = pack[name].splitlines()[0]
        said, beside = next(iter(json.loads(line))), b" " + line.replace(b"a", b"b") + b"\n"
        twice = f'{{"{said}":"x",'.encode() + pack[name][1:]
        yield Change("name given twice", name, (said,), pack | {name: twice})
        yield Change("line put in", name, (0,), pack | {name: beside + pack[name]})
        yield Change("blank put in", name, (0,), pack | {name: b" " + pack[name]})


def _some(pack: Pack, most: int, contracts: bool) -> list[str]:
    """The pack's own files, or so many of its contracts."""
    names = [name for name in pack if name.startswith("contracts/") == contracts]
    return names[:most] if contracts else names
