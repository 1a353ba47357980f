"""The one list of apps: whatever else names them all names the same."""

import re
import tomllib
from pathlib import Path
from typing import Any

from django.conf import settings

from pactwork.ground.installed import manifests
from pactwork.ground.refusals import REFUSALS
from pactwork.wiring.apps import APPS, FLOOR

ROOT = Path(__file__).resolve().parents[2]
FLOORS = [*APPS, *FLOOR]


def contract() -> dict[str, Any]:
    written = tomllib.loads((ROOT / "pyproject.toml").read_text())
    [one] = [c for c in written["tool"]["importlinter"]["contracts"] if c["type"] == "layers"]
    return dict(one)


def layers() -> list[str]:
    return [name.strip() for layer in contract()["layers"] for name in layer.split("|")]


def test_the_import_contract_has_the_same_apps_in_the_same_order() -> None:
    assert [name for name in layers() if name in FLOORS] == FLOORS


def test_every_package_has_its_floor() -> None:
    found = {p.stem for p in (ROOT / "src" / "pactwork").iterdir() if p.stem[:1] not in "._"}
    assert found - {"__init__"} == {*layers(), *contract()["exhaustive_ignores"]}


def test_settings_install_what_is_listed() -> None:
    ours = [name for name in settings.INSTALLED_APPS if name.startswith("pactwork.")]
    assert ours == [f"pactwork.{app}" for app in APPS]


def test_the_picture_names_the_same_apps() -> None:
    picture = (ROOT / "docs" / "diagrams" / "apps.md").read_text()
    arrows = re.findall(r"(?m)^  (\w+) --> (\w+)$", picture)
    assert {name for arrow in arrows for name in arrow} == set(FLOORS)


def test_the_manifests_are_of_installed_apps_from_the_ground_up() -> None:
    given = [one.app for one in manifests()]
    assert given == [app for app in reversed(APPS) if app in given]
    written = {p.parent.name for p in (ROOT / "src" / "pactwork").glob("*/manifest.py")}
    assert written == {*given, "ground"}


def test_no_code_of_a_refusal_is_explained_twice() -> None:
    codes = [*REFUSALS, *(code for one in manifests() for code in one.refusals)]
    assert len(codes) == len(set(codes))


def test_the_architecture_on_one_page_names_every_app() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text()
    assert re.findall(r"(?m)^\| \*\*(\w+)\*\* \|", page) == FLOORS
