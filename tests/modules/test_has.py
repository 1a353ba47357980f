"""What a module has: a party by link, peers who read, hours that are planned, ethics."""

from pathlib import Path

import pytest

from pactwork.modules.reading import read
from pactwork.modules.rules.has import ALL, Has, in_any, in_module, in_template

FILES = Path(__file__).parent / "files"


@pytest.mark.parametrize(
    ("name", "has"),
    [
        ("care-taster", ALL),
        ("independent-study", Has(hours=True)),
    ],
)
def test_what_a_file_has(name: str, has: Has) -> None:
    assert in_module(read(FILES / f"{name}.yaml")) == has


def test_several_modules_have_what_any_has() -> None:
    assert in_any([]) == Has()
    assert in_any([Has(links=True), Has(hours=True)]) == Has(links=True, hours=True)


def test_hours_without_a_section_for_them_are_not_planned() -> None:
    form = read(FILES / "care-taster.yaml").templates["plan"]
    bare = form.model_copy(
        update={"sections": [s for s in form.sections if s.kind not in ("weeks", "ethics")]}
    )
    assert in_template(form, hours=True).hours
    assert not in_template(form, hours=False).hours
    assert not in_template(bare, hours=True).hours
    assert not in_template(bare, hours=True).ethics
