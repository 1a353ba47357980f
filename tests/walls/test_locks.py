"""Two locks: what runs Pactwork, and beside it what tests it. Every file in them by its digest."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RUNNING, DEVELOPING = (ROOT / name for name in ("requirements.lock", "requirements-dev.lock"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


def name_of(requirement: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[\s\[<>=!~;]", requirement)[0]).lower()


def pins(lock: Path) -> dict[str, str]:
    """Each package with its version; a version for each of its conditions, where it has several."""
    found = re.findall(r"(?m)^([\w.-]+)==(\S+)", lock.read_text())
    return {name_of(name): version for name, version in found}


def declared() -> set[str]:
    return {name_of(one) for one in PROJECT["project"]["dependencies"]}


def for_tests() -> set[str]:
    return {name_of(one) for one in PROJECT["dependency-groups"]["dev"]}


@pytest.mark.asvs("V15.1.2")
@pytest.mark.parametrize("lock", [RUNNING, DEVELOPING], ids=lambda lock: lock.name)
def test_every_package_is_pinned_and_has_its_digest(lock: Path) -> None:
    entries = re.split(r"(?m)^(?=\S)", lock.read_text())
    packages = [one for one in entries if one.strip() and not one.startswith("#")]
    assert packages
    assert [one for one in packages if "==" not in one or "--hash=sha256:" not in one] == []


@pytest.mark.asvs("V15.2.3")
def test_what_runs_it_is_all_there_and_nothing_that_tests_it() -> None:
    running = set(pins(RUNNING))
    assert declared() <= running
    assert running & for_tests() == set()
    assert running & {"pytest", "playwright", "hypothesis", "mypy", "ruff", "pip", "uv"} == set()


def test_tests_run_against_the_very_versions_that_run_it() -> None:
    developing = pins(DEVELOPING)
    assert {name: developing.get(name) for name in pins(RUNNING)} == pins(RUNNING)
    assert for_tests() <= set(developing)


def test_no_module_of_ours_asks_for_what_only_tests_have() -> None:
    owners, running = packages_distributions(), set(pins(RUNNING)) | {"pactwork"}
    strangers = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in (ROOT / "src").rglob("*.py")
        for name in imported(path)
        if name not in sys.stdlib_module_names
        and not running & {name_of(owner) for owner in owners.get(name, [])}
    }
    assert strangers == set()


def imported(path: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(path.read_text())))
    whole = {alias.name for n in nodes if isinstance(n, ast.Import) for alias in n.names}
    parts = {n.module for n in nodes if isinstance(n, ast.ImportFrom) and n.module}
    return {name.split(".")[0] for name in whole | parts}
