"""The ledger of OWASP ASVS: every row with the tests that show it, read off the marks on the tests."""

import ast
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
LEDGER = ROOT / "docs" / "asvs.yaml"
MARK = "pytest.mark.asvs"
KINDS = {  # in the order of the columns
    "test": "shown by a test",
    "absent": "nothing of the kind, shown by a test",
    "review": "by review",
    "not yet": "not yet",
    "never": "does not apply",
}
Marks = Mapping[str, list[str]]


@dataclass(frozen=True)
class Row:
    """One row of the standard, and what was written down about it by hand."""

    chapter: str
    id: str
    level: str
    note: str
    never: str = ""
    absent: str = ""
    review: str = ""
    why: str = ""


def rows() -> list[Row]:
    chapters = yaml.safe_load(LEDGER.read_text())
    return [
        _row(chapter, key, said) for chapter, of in chapters.items() for key, said in of.items()
    ]


def _row(chapter: str, key: str, said: Any) -> Row:
    about = {"note": said} if isinstance(said, str) else said
    note = about.get("note") or about.get("never") or about.get("absent")
    name, level = key.split()
    return Row(chapter, name, level, **{**about, "note": note})


def marks(folder: Path = ROOT / "tests") -> Marks:
    """Each ID with where it is marked: a test, or a file that is about it from end to end."""
    found = defaultdict(list)
    for path in sorted(folder.rglob("test_*.py")):
        name = str(path.relative_to(folder.parent))
        for test, ids in marks_in(path.read_text()):
            for one in ids:
                found[one].append(f"{name}::{test}" if test else name)
    return dict(found)


def marks_in(source: str) -> Iterator[tuple[str, list[str]]]:
    """The name of each marked test, nothing for the whole file, and the IDs that are marked there."""
    for node in ast.parse(source).body:
        places: list[ast.expr] | list[ast.stmt] = [node]
        test = ""
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            places, test = node.decorator_list, node.name
        for call in (one for place in places for one in ast.walk(place)):
            if isinstance(call, ast.Call) and ast.unparse(call.func) == MARK:
                yield test, [str(ast.literal_eval(one)) for one in call.args]


def kind_of(row: Row, marked: Marks) -> str:
    """How a row stands. What is not there has to be shown too, so that it is noticed when it comes."""
    if row.never:
        return "never"
    if row.id in marked:
        return "absent" if row.absent else "test"
    return "review" if row.review else "not yet"


def _stands(row: Row, marked: Marks) -> str:
    kind = kind_of(row, marked)
    if kind == "review":
        return f"by review: [{row.review}]({_to(row.review)}), {row.why}"
    if kind in ("test", "absent"):
        return "<br>".join(_link(where) for where in marked[row.id])
    return KINDS[kind]


def _to(path: str) -> str:
    return path.removeprefix("docs/") if path.startswith("docs/") else f"../{path}"


def _link(where: str) -> str:
    path, _, test = where.partition("::")
    return f"[{test or path}]({_to(path)})"


def _counts(found: list[Row], marked: Marks) -> Iterator[str]:
    yield f"| level | rows | {' | '.join(KINDS.values())} |"
    yield f"| --- | ---: | {' | '.join('---:' for _ in KINDS)} |"
    for title, levels in (("L1", "L1"), ("L2", "L2"), ("both", "L1 L2"), ("chosen of L3", "L3")):
        kinds = [kind_of(row, marked) for row in found if row.level in levels.split()]
        told = Counter(kinds)
        yield f"| {title} | {len(kinds)} | {' | '.join(str(told[kind]) for kind in KINDS)} |"


def ledger_page() -> str:
    found, marked = rows(), marks()
    missing = [row.id for row in found if kind_of(row, marked) == "not yet"]
    lines = [
        "# What OWASP ASVS asks, and the test that shows it\n",
        "Every row of levels 1 and 2 of the Application Security Verification Standard 5.0.0, and the few "
        "of level 3 that we chose. IDs and levels are the standard's "
        "([OWASP/ASVS](https://github.com/OWASP/ASVS), CC BY-SA 4.0); what a row means here is our "
        "own short note, in [asvs.yaml](asvs.yaml). A row is shown when a test is marked with its ID; "
        "nobody writes that down. This is no certificate: nobody but ourselves has looked.\n",
        *_counts(found, marked),
        f"\n**Not yet**: {', '.join(missing) or 'nothing'}.",
    ]
    for chapter, of in groupby(found, key=lambda row: row.chapter):
        lines.append(
            f"\n## {chapter}\n\n| ID | level | here it means | |\n| --- | --- | --- | --- |"
        )
        lines += [f"| {r.id} | {r.level} | {r.note} | {_stands(r, marked)} |" for r in of]
    return "\n".join([*lines, ""])
