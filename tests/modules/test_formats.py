"""Format 1 is read for ever and means what it meant; nothing pinned from it changes its digest."""

from pathlib import Path

import pytest

from pactwork.ground.canonical import digest
from pactwork.modules.reading import read, read_bytes
from pactwork.modules.rules.formats import as_newest
from pactwork.modules.rules.specification import Specification
from pactwork.modules.rules.workload import workload
from pactwork.modules.writing import module_file
from tests.modules.test_reading import FILES, LEAST
from tests.test_commands import Run, run  # noqa: F401 - a fixture

# Of every template, as contracts pinned it before format 2 was there.
PINNED = {
    "action-inquiry.inquiry": "7e451ad2e5bc6541a5701aa7c3a36877b9acafa23ae09c5f0797547901fe537e",
    "apprenticeship.four": "9741e3ddc700b47ef4587f558b20a920971d3d61d245ac79112f0c7f84d3cf07",
    "care-taster.plan": "09a8c110233042a84432d2d1148d5566079e2ed1f5b776dd119ad5b41c629e94",
    "clinical-goals.knowles": "7f5c714119a7b9eb8b8f32f156a828f3f0d72c80839833529ef639a5261ccb92",
    "empowering-london.challenge-agreement": (
        "2b1202ac32260daecf18c0c92881cec751cb7870683ee21a84539d2338d0d80e"
    ),
    "independent-study.study": "eb702bf3c30841bb24bbc6ebf817df2af2da3ce9b7e56cd7cb6922d66a86ee61",
    "law-clinic.clinic": "f9347601ba75ba8b59c9d4a61c0ddb8da4f0fd046ce4ba137d875235082c9c65",
    "rural-enterprise.enterprise": (
        "1636d1d98ede4c5660312512ddfb4e59fd8b6329027d0f9fe897ba6bfc937efc"
    ),
    "site-engineering.site": "2f9bd455dc9b4f8908b7cf938ec1076236654a220ab1bf93dfc5286898fa6171",
    "traineeship-abroad.traineeship": (
        "92e3e3d98ace9dbc065894ed3c9e673217e67d26d77585d1a7c261a8c444e5b4"
    ),
}


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_a_template_pinned_before_is_the_same_template_now(path: Path) -> None:
    spec = read(path)
    for key, template in spec.templates.items():
        assert digest(template.model_dump(mode="json")) == PINNED[f"{spec.key}.{key}"]


def test_what_format_1_meant_is_said_in_format_2() -> None:
    first = LEAST.replace("module/2", "module/1").replace(
        "credit: {one: credit, many: credits, hours: 10}\n", ""
    )
    old, new = read_bytes(first.encode(), "module.yaml"), read_bytes(LEAST.encode(), "module.yaml")
    assert old.format == new.format == "pactwork-module/2"
    assert (old.credit, old.credits) == (new.credit, new.credits)
    assert (old.grading and old.grading.scheme) == "percent"
    assert new.grading is None  # format 2 says nothing that it was not told
    body = old.model_dump(mode="json")
    assert as_newest(body) == (body, {})  # once carried over, for good


def changed(*pairs: tuple[str, str]) -> Specification:
    text = LEAST
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return read_bytes(text.encode(), "module.yaml")


@pytest.mark.parametrize(
    ("credit", "number", "hours", "size", "wanted"),
    [
        ("{one: credit, many: credits, hours: 10}", "1", "hours: 10", "1 credit", (10, 10)),
        (
            "{one: ECTS credit, many: ECTS credits, hours: [25, 30]}", "7.5", "hours: 200",
            "7.5 ECTS credits", (187.5, 225.0),
        ),
        (
            "{one: semester credit, many: semester credits, hours: 40}", "[1, 6]", "hours: 120",
            "1–6 semester credits", (40, 240),
        ),
    ],
)  # fmt: skip
def test_credits_and_their_hours_are_as_the_file_says(
    credit: str, number: str, hours: str, size: str, wanted: tuple[float, float]
) -> None:
    spec = changed(
        ("{one: credit, many: credits, hours: 10}", credit),
        ("credits: 1\n", f"credits: {number}\n"),
        ("title: Looking and writing, hours: 10", f"title: Looking and writing, {hours}"),
    )
    found = workload(spec, spec.variants[0])
    assert (found.size, found.hours) == (size, wanted)
    assert read_bytes(module_file(spec).encode(), "module.yaml") == spec


def test_without_credits_the_kinds_say_how_many_hours() -> None:
    spec = changed(
        ("credit: {one: credit, many: credits, hours: 10}\ncredits: 1\n", ""),
        ("hours: 10}", "hours: 120, least: 100, most: 140.5}"),
        (", level: 4", ""),
        (", weights: {note: 100}", ""),
    )
    found = workload(spec, spec.variants[0])
    assert (found.size, found.hours, found.hours_of(None)) == ("", (100, 140.5), (100, 140.5))
    assert spec.variants[0].takes("note")


def test_whoever_chooses_credits_plans_their_hours() -> None:
    spec = changed(
        ("hours: 10}\ncredits: 1\n", "hours: 40}\ncredits: [1, 6]\n"), ("hours: 10}", "hours: 120}")
    )
    assert workload(spec, None).hours_of(2.5) == (100, 100)


def test_an_old_file_is_converted_and_says_what_it_says_now(
    run: Run,  # noqa: F811
    tmp_path: Path,
) -> None:
    to = tmp_path / "new.yaml"
    old = Path("tests/modules/files/law-clinic.yaml")
    code, said, _ = run("module", "convert", str(old), "--to", str(to))
    assert (code, "credit: one credit, many credits, hours 10" in said) == (0, True)
    assert read(to) == read(old)
    assert to.read_text("utf-8").count("pactwork-module/2") == 1
    code, said, wrong = run("module", "convert", str(old), "--to", str(to))
    assert (code, "is there already" in said + wrong) == (1, True)
