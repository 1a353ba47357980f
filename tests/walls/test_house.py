"""The house holds its own walls: sizes, who writes, who knows whom, and what the clock is."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pactwork.ground.installed import refusals
from pactwork.wiring.apps import APPS, FLOOR

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "pactwork"
# From the lowest to the highest; a foreign key never points upward.
FLOORS = (*APPS, *FLOOR)  # from the top down
# Who may write to tables besides the actions, each with its reason.
WRITERS = {
    "history/record.py": "the one that appends to the history, called by every action",
    "ground/bulk.py": "saves rows for actions, in few statements",
    "history/names.py": "keeps names beside the history, for whatever appends to it",
    "ground/errand.py": "leases errands, whichever app they are of",
    "history/outbox.py": "leases letters and notes that they went",
    "web/keeping.py": "holds the page that answered a form, as a session that ends by itself",
    "web/sessions.py": "Django's own hook for keeping a session",
    "files/pictures.py": "saves a picture, in memory and not in a table",
    "documents/paper/word.py": "saves a Word file, in memory and not in a table",
    "people/models.py": "Django's own hook for making an account",
}
WRITES = {
    "save",
    "delete",
    "create",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
}
# `update` is also what dictionaries do; on a queryset it follows one of these.
QUERYSET = re.compile(r"\.objects\b|\.(filter|exclude|all|seen_by|select_for_update)\(|_set\b")
PURE = {
    "pydantic",
    "pydantic_core",
    "rapidfuzz",
    "regex",
    "snowballstemmer",
    "yaml",
}  # libraries a rule may lean on
RELATIONS = {"ForeignKey", "OneToOneField", "ManyToManyField"}
CLOCKS = {"timezone.now", "timezone.localdate", "date.today", "datetime.now", "datetime.utcnow"}


def files(*places: Path) -> list[Path]:
    return [
        path
        for place in places
        for path in sorted(place.rglob("*.py"))
        if "migrations" not in path.parts
    ]


def name_of(path: Path) -> str:
    return str(path.relative_to(SOURCE if path.is_relative_to(SOURCE) else ROOT))


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), filename=str(path))


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Each function of a file with its length in lines, decorators left out."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            yield f"{name_of(path)}:{node.lineno} {node.name}", lines


def calls(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.Call))


def where(path: Path, node: ast.expr | ast.stmt) -> str:
    return f"{name_of(path)}:{node.lineno} {ast.unparse(node)[:80]}"


def may_write(path: Path) -> bool:
    rooms = path.relative_to(SOURCE).with_suffix("").parts
    return name_of(path) in WRITERS or "actions" in rooms or rooms[0] == "demo"


def writes(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute):
        return False
    if call.func.attr == "update":
        return bool(QUERYSET.search(ast.unparse(call.func.value)))
    return call.func.attr in WRITES


def test_files_are_short() -> None:
    limits = [(path, 300) for path in files(SOURCE, ROOT / "tools")]
    limits += [(path, 500) for path in files(ROOT / "tests")]
    long = [
        f"{name_of(path)}: {lines}"
        for path, limit in limits
        if (lines := len(path.read_text().splitlines())) > limit
    ]
    assert not long


def test_settings_are_short() -> None:
    assert len((SOURCE / "settings.py").read_text().splitlines()) < 200


def test_functions_are_short() -> None:
    long = [f"{name}: {n}" for path in files(SOURCE) for name, n in functions(path) if n > 50]
    assert not long


def test_views_are_shorter() -> None:
    views = [p for p in files(SOURCE) if p.name == "views.py" or p.parent.name == "views"]
    long = [f"{name}: {n}" for path in views for name, n in functions(path) if n > 20]
    assert not long


def test_every_file_says_what_it_is_for() -> None:
    silent = [
        name_of(path)
        for path in files(SOURCE, ROOT / "tests", ROOT / "tools")
        if path.read_text().strip() and not ast.get_docstring(tree(path))
    ]
    assert not silent


def test_only_actions_write() -> None:
    found = [
        where(path, call)
        for path in files(SOURCE)
        if not may_write(path)
        for call in calls(path)
        if writes(call)
    ]
    assert not found


def test_page_models_and_forms_read_no_table() -> None:
    found = [
        where(path, node)
        for path in files(SOURCE)
        if {"pages", "forms"} & {*path.relative_to(SOURCE).with_suffix("").parts}
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr == "objects"
    ]
    assert not found


def test_every_writer_on_the_list_is_there() -> None:
    assert [name for name in WRITERS if not (SOURCE / name).exists()] == []


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("Contract.objects.filter(pk=1).update(state='x')", True),
        ("contract.save(update_fields=['state'])", True),
        ("Contract.objects.create()", True),
        ("contract.drafts.all().delete()", True),
        ("context.update(a=1)", False),
        ("response.delete_cookie('a')", False),
    ],
)
def test_the_wall_sees_a_write(code: str, expected: bool) -> None:
    call = ast.parse(code, mode="eval").body
    assert isinstance(call, ast.Call)
    assert writes(call) is expected


def test_nobody_looks_a_model_up_by_name_or_listens_to_signals() -> None:
    found = []
    for path in files(SOURCE):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Attribute) and node.attr in {"get_model", "get_models"}:
                found.append(where(path, node))
            if isinstance(node, ast.ImportFrom) and str(node.module).endswith("signals"):
                found.append(where(path, node))
    assert not found


def test_foreign_keys_by_name_point_downward() -> None:
    found = []
    for path in files(SOURCE):
        app = path.relative_to(SOURCE).parts[0]
        for call in calls(path):
            target = call.args[0] if call.args else None
            if (
                ast.unparse(call.func).split(".")[-1] in RELATIONS
                and isinstance(target, ast.Constant)
                and "." in str(target.value)
                and FLOORS.index(str(target.value).split(".")[0]) < FLOORS.index(app)
            ):
                found.append(where(path, call))
    assert not found


def test_there_is_one_clock() -> None:
    found = [
        where(path, call)
        for path in files(SOURCE)
        if name_of(path) != "ground/clock.py"
        for call in calls(path)
        if ".".join(ast.unparse(call.func).split(".")[-2:]) in CLOCKS
    ]
    assert not found


# Names of files that only we understood, and words that meant several things; see docs/glossary.md.
SHORTHAND = {
    *("amiss", "band", "bundle", "found", "lent", "letter", "many", "pieces", "prepared", "rounds"),
    *("seen", "told", "toil", "fates", "unless", "whole"),
}


def test_no_file_is_called_by_shorthand() -> None:
    places = {part for path in files(SOURCE) for part in path.relative_to(SOURCE).parts}
    assert {place.removesuffix(".py") for place in places} & SHORTHAND == set()


def test_late_imports_say_why() -> None:
    found = []
    for path in files(SOURCE):
        lines = path.read_text().splitlines()
        for function in ast.walk(tree(path)):
            if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    near = lines[max(node.lineno - 3, 0) : node.lineno]
                    if not any("#" in line for line in near):
                        found.append(where(path, node))
    assert not found


def test_rules_know_only_rules_and_the_ground() -> None:
    found = []
    for path in files(SOURCE):
        if "rules" not in path.relative_to(SOURCE).parts:
            continue
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ImportFrom | ast.Import):
                names = [str(node.module)] if isinstance(node, ast.ImportFrom) else []
                names = names or [alias.name for alias in node.names]
                found += [where(path, node) for name in names if not pure(name)]
    assert not found


def pure(module: str) -> bool:
    first = module.split(".")[0]
    if first != "pactwork":
        return first in sys.stdlib_module_names or first in PURE
    return ".rules" in module or module.startswith("pactwork.ground")


def test_every_refusal_has_its_sentence() -> None:
    found = []
    for path in files(SOURCE):
        for call in calls(path):
            code = call.args[0] if call.args else None
            if isinstance(code, ast.Constant) and ast.unparse(call.func).endswith("Refusal"):
                found += [where(path, call)] if code.value not in refusals() else []
    assert not found


def test_locks_let_others_point_at_a_row() -> None:
    """A full lock on a row that others point at makes two acts wait for one another (``put_row``)."""
    found = [
        f"{name_of(path)}:{call.lineno}"
        for path in files(SOURCE)
        for call in calls(path)
        if isinstance(call.func, ast.Attribute)
        and (
            call.func.attr == "update_or_create"
            or (
                call.func.attr == "select_for_update"
                and "no_key" not in {keyword.arg for keyword in call.keywords}
            )
        )
    ]
    assert not found, "Lock with select_for_update(no_key=True), or use ground.bulk.put_row."
