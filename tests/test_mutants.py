"""The tool for mutants: the same sample each time, one change each, put in and taken out while it runs."""

import ast
import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tools.mutants import PLACES, sample, table
from tools.mutating import Mutant, install, install_notes, sites, variants

ROOT = Path(__file__).resolve().parent.parent
CODE = '''
"""Not changed: a docstring; nor what is read at import."""
TABLE = {"a": 1}


def rule(n: int, sure: bool = False) -> str:
    """Neither is this."""
    if n > 2 and not sure:
        return "many"
    n += 1
    return [str(each) for each in range(n)][-1]
'''


@pytest.fixture
def module(tmp_path: Path) -> ModuleType:
    path = tmp_path / "ruled.py"
    path.write_text(CODE)
    spec = importlib.util.spec_from_file_location("ruled", path)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def mutants(module: ModuleType) -> list[Mutant]:
    path = Path(str(module.__file__))
    found = []
    for number, (parent, name, n, _) in enumerate(sites(ast.parse(CODE))):
        there = getattr(parent, name) if n is None else getattr(parent, name)[n]
        found += [Mutant("here", path, number, v) for v, _ in enumerate(variants(there))]
    return found


def test_each_is_one_change_inside_a_function(module: ModuleType) -> None:
    changes = []
    for one in mutants(module):
        one.tree()
        changes.append((one.was, one.now))
    assert changes == [
        ("n > 2 and (not sure)", "not sure"),
        ("n > 2 and (not sure)", "n > 2"),
        ("n > 2", "n >= 2"),
        ("2", "3"),
        ("not sure", "sure"),
        ("'many'", "'XXmany'"),
        ("n += 1", "pass"),
        ("1", "2"),
        ("return [str(each) for each in range(n)][-1]", "return None"),
        ("1", "2"),
    ]


def test_a_change_is_put_in_and_taken_out_again(module: ModuleType) -> None:
    path, [_, _, comparison, *_] = Path(str(module.__file__)), mutants(module)
    assert module.rule(2) == "2"
    install(path, comparison.tree())
    assert module.rule(2) == "many"
    install(path, ast.parse(CODE))
    assert module.rule(2) == "2"


def test_what_is_reached_is_noted_and_nothing_else_changes(module: ModuleType) -> None:
    found, reached = mutants(module), set[int]()
    for mutant in found:
        mutant.tree()  # says its line
    install_notes(found, reached.add)
    assert module.rule(3) == "many"
    assert {found[n].line for n in reached} == {8, 9}
    reached.clear()
    assert module.rule(2) == "2"
    assert {found[n].line for n in reached} == {8, 10, 11}


def test_the_sample_is_the_same_each_time_and_another_by_another_seed() -> None:
    for place in PLACES:
        one, again, other = (sample(place, 9, seed) for seed in (1, 1, 2))
        assert len(one) == 9
        assert one == again != other
        for mutant in one:
            mutant.tree()
            assert mutant.was != mutant.now


def test_an_edit_beside_it_moves_no_mutant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tools.mutants.SOURCE", tmp_path)
    monkeypatch.setattr("tools.mutating.SOURCE", tmp_path)
    path = tmp_path / "here" / "ruled.py"
    path.parent.mkdir()

    def drawn(code: str) -> set[tuple[str, str]]:
        path.write_text(code)
        found = sample("here", 4, 1)
        for mutant in found:
            mutant.tree()
        return {(mutant.was, mutant.now) for mutant in found}

    before = drawn(CODE)
    after = drawn(CODE.replace("    n += 1\n", "    sure = not sure\n    n += 1\n"))
    assert len(before & after) >= 3  # the new one may be drawn, and displace one


def test_the_table_counts_and_names_what_lived(module: ModuleType) -> None:
    path = sample("links", 1, 1)[0].path
    three = [Mutant("links", path, 0, 0, fate=f) for f in ("killed", "lived", "not reached")]
    said = table(three)
    assert "| links | 3 | 1 | 1 | 1 | 50 % |" in said
    assert said.index("lived:") < said.index(three[1].row) < said.index("not reached:")


UNCHANGED = """
import ast, sys
from tools import mutants
put_in = mutants.install
mutants.install = lambda path, tree: put_in(path, ast.parse(path.read_text()))
sys.argv = ["mutants", "--place", "links", "--size", "20", "--tests", "tests/links/test_codes.py"]
sys.exit(mutants.main())
"""


def test_where_nothing_is_changed_nothing_is_killed() -> None:
    """Or a figure would count tests that fail here anyway."""
    left_out = re.compile("XDIST|DATABASE")  # in one session of its own, on SQLite
    done = subprocess.run(
        [sys.executable, "-c", UNCHANGED],
        cwd=ROOT,
        env={name: said for name, said in os.environ.items() if not left_out.search(name)},
        capture_output=True,
        text=True,
        timeout=300,
    )
    row = re.search(r"\| links \| 20 \| (\d+) \| (\d+) \|", done.stdout)
    assert row, done.stdout + done.stderr
    assert int(row[1]) == 0
    assert int(row[2]) > 0
