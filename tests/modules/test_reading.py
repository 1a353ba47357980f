"""Module files that load, and every sort of mistake with its one sentence."""

# ruff: noqa: E501 - a sentence that is expected stands on one line

import time
from pathlib import Path

import pytest

from pactwork.modules.reading import BadModule, brief_files, read, read_bytes
from pactwork.modules.rules.specification import Specification
from pactwork.modules.summary import summary
from tests.modules.mistakes import PROMISES, TEMPLATES, VALUES, YAML
from tools.module_format import models, module_format_page

HERE = Path(__file__).resolve().parent
SHIPPED = HERE.parents[1] / "src" / "pactwork" / "modules" / "files"
FILES = [*sorted(SHIPPED.glob("*/module.yaml")), *sorted((HERE / "files").glob("*.yaml"))]
DOCS = HERE.parents[1] / "docs" / "module-format.md"
LEAST = (HERE / "least.yaml").read_text(encoding="utf-8")


MORE = """        prompts: [{key: what, ask: One thing, type: line}]
      - key: us
        title: What do we promise?
        short: We promise
        kind: promise
        by: tutor
        items: [{key: reply, text: We answer., days: 5, starts: asked, party: tutor}]
      - {key: show, title: How?, short: How, kind: choice, prompts: [{key: why, ask: Why?}]}
      - {key: who, title: Who?, short: Who, kind: people, least: 1, most: 3, each: [{key: n, ask: Who}]}
      - {key: care, title: May you?, short: Care, kind: ethics, questions: [{key: young, ask: Children?}]}
"""


def refused(content: str | bytes, folder: Path | None = None) -> list[str]:
    content = content.encode() if isinstance(content, str) else content
    with pytest.raises(BadModule) as caught:
        read_bytes(content, "module.yaml", folder)
    assert str(caught.value) == "\n".join(p.sentence for p in caught.value.problems)
    return [p.sentence for p in caught.value.problems]


def with_change(old: str, new: str, source: str = LEAST) -> str:
    assert source.count(old) == 1, f"{old!r} stands {source.count(old)} times"
    return source.replace(old, new)


def test_there_are_a_dozen_and_a_least_one() -> None:
    assert len(FILES) >= 12
    assert isinstance(read(HERE / "least.yaml"), Specification)


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_a_file_loads_and_survives_the_database(path: Path) -> None:
    spec = read(path)
    assert Specification.model_validate(spec.model_dump(mode="json")) == spec
    assert all(file.is_file() for file in brief_files(spec, path.parent).values())
    lines = "\n".join(summary(spec))
    assert all(variant.code in lines for variant in spec.variants)


def test_nothing_in_the_code_knows_a_module() -> None:
    keys = [read(path).key for path in sorted(SHIPPED.glob("*/module.yaml"))]
    names = [key for key in keys if "-" in key]  # another is a word like any other
    code = [p for p in SHIPPED.parents[1].rglob("*.py") if "demo" not in p.parts]
    told = [(p.name, n) for p in code for n in names if n in p.read_text(encoding="utf-8")]
    assert told == []


def test_the_example_in_the_documentation_loads() -> None:
    _, _, rest = DOCS.read_text(encoding="utf-8").partition("```yaml\n# The least")
    example = "# The least" + rest.partition("```")[0]
    assert read_bytes(example.encode(), "example.yaml").title == "Looking closely"
    assert example == LEAST


def test_every_field_has_words_in_the_documentation() -> None:
    text = DOCS.read_text(encoding="utf-8")
    fields = [
        (model, name, info) for model in models() for name, info in model.model_fields.items()
    ]
    assert len(fields) > 150
    for model, name, info in fields:
        assert info.description, f"{model.__name__}.{name} has no words below it"
        assert f"`{info.alias or name}`" in text


def test_the_documentation_takes_no_field_without_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Specification.model_fields["run"], "description", None)
    with pytest.raises(SystemExit, match=r"Specification\.run has no words"):
        module_format_page()


@pytest.mark.parametrize(("old", "new", "sentences"), [*VALUES, *TEMPLATES, *YAML])
def test_a_mistake_has_its_sentence(old: str, new: str, sentences: str) -> None:
    expected = [f"module.yaml {sentence}" for sentence in sentences.split("\n")]
    assert refused(with_change(old, new)) == expected


@pytest.mark.parametrize(("old", "new", "sentence"), PROMISES)
def test_a_mistake_in_other_kinds_has_its_sentence(old: str, new: str, sentence: str) -> None:
    longer = LEAST.partition("        minutes: [2, 4]")[0] + MORE
    read_bytes(longer.encode(), "module.yaml")
    assert refused(with_change(old, new, longer)) == [f"module.yaml {sentence}"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "module.yaml: the file is empty, but a module is expected."),
        (b"# nothing\n", "module.yaml: the file is empty, but a module is expected."),
        (b"- a", ("module.yaml line 1: this is a list of length 1, but a group of entries, each a name "
"and a colon, is expected here.")),
        (b"a: b\nc: caf\xe9", ("module.yaml line 2: there is a character here that is not UTF-8, but a module "
"file must be saved as UTF-8.")),
        (b"a: b\nc: \x00", ("module.yaml line 2: there is a control character here, but only visible "
"characters are allowed.")),
        (b"#" * 1_000_001, ("module.yaml: the file is larger than 1 MB, but a module file should be a few "
"pages of text.")),
        (b"a:\n " + b"[" * 900_000, "module.yaml line 2: this is nested too deeply, but no module needs more than 20 levels."),
        (b"a: &a [x]\nb: [*a, *a]", ("module.yaml line 1: this refers to another place with & or *, but everything "
"must be written out in full; put quotation marks around text that starts like "
"this.")),
    ],
)  # fmt: skip
def test_what_is_no_module_at_all(content: bytes, sentence: str) -> None:
    assert refused(content) == [sentence]


def test_every_problem_is_told_at_once_and_in_order() -> None:
    twice = with_change("level: 4", "level: []").replace("week: 2", "week: soon")
    assert [s.split(",")[0] for s in refused(twice)] == [
        "module.yaml line 10",
        "module.yaml line 18",
    ]


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(BadModule, match=r"no-such\.yaml: there is no such file, or it cannot be"):
        read(HERE / "no-such.yaml")


def test_words_mean_what_they_look_like() -> None:
    """No Norway problem: no, on and 15:00 are words, and an optional field may say yes."""
    words = with_change("Looking closely\nsummary", "no\nsummary").replace("May 2027", "2026-09-28")
    spec = read_bytes(words.encode(), "module.yaml")
    assert (spec.title, spec.run) == ("no", "2026-09-28")


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("missing.md", "there is no file “missing.md” beside this one, but the brief names it."),
        ("run.exe", ("“run.exe” is not of a type that students can be given, but the types allowed "
"are: .csv, .docx, .jpg, .md, .pdf, .png, .txt, .xlsx.")),
        ("big.txt", "“big.txt” is larger than 5 MB, but students read this on a phone."),
        ("in/../../out.txt", "“in/../../out.txt” is outside the module’s folder, but files must be inside it."),
        ("link.txt", "“link.txt” is outside the module’s folder, but files must be inside it."),
    ],
)  # fmt: skip
def test_files_that_the_brief_may_not_name(tmp_path: Path, name: str, problem: str) -> None:
    folder = tmp_path / "module"
    (folder / "in").mkdir(parents=True)
    (tmp_path / "out.txt").write_text("secret")
    (folder / "link.txt").symlink_to(tmp_path / "out.txt")
    (folder / "run.exe").write_text("x")
    (folder / "big.txt").write_bytes(b"x" * 5_000_001)
    part = "status: yours, files: [{title: It, path: " + name + "}]"
    where = "module.yaml line 14, brief.about.files.1.path: "
    assert refused(with_change("status: yours", part), folder) == [where + problem]


def test_a_file_that_the_brief_may_name(tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "letter.txt").write_text("Dear")
    part = "status: yours, files: [{title: It, path: files/letter.txt}]"
    spec = read_bytes(with_change("status: yours", part).encode(), "module.yaml", tmp_path)
    assert brief_files(spec, tmp_path) == {"files/letter.txt": tmp_path / "files" / "letter.txt"}


@pytest.mark.parametrize("line", ["word{n}: 1\n", "title{n}: 1\n", "title: 1\n", "- word{n}\n"])
def test_a_file_of_nothing_but_mistakes_is_read_in_time(line: str) -> None:
    """What it takes grows with the file: a tenth of the largest, within seconds."""
    content = "".join(line.format(n=n) for n in range(8_000)).encode()
    begun = time.process_time()
    with pytest.raises(BadModule):
        read_bytes(content, "module.yaml")
    assert time.process_time() - begun < 3


@pytest.mark.parametrize("sign", ["\\0", "\\x01", "\\e", "\\x7f", "\\uFFFF"])
def test_an_escape_is_judged_as_the_sign_that_it_is(sign: str) -> None:
    said = "there is a control character here, but only visible characters are allowed."
    wrong = with_change("title: Looking closely", f'title: "A{sign}B"')
    assert refused(wrong) == [f"module.yaml line 4, title: {said}"]
    in_key = with_change("title: Looking closely", f'title: Looking closely\n"x{sign}": y')
    assert refused(in_key) == [f"module.yaml line 5: {said}"]


def test_what_nobody_sees_is_taken_out_of_a_file_and_a_title_is_one_line() -> None:
    words = r'"\u202EA\u200B\u2028B\n\nC\u00AD ' + "e" + "\u0301" * 250 + '"'
    title = read_bytes(with_change("title: Looking closely", f"title: {words}").encode(), "m").title
    assert title == "A B C \u00e9" + "\u0301" * 29
