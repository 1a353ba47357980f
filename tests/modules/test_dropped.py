"""A module dropped on a page: a file or an archive, every problem by line, bombs and paths that lead out."""

import contextlib
import io
import stat
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactwork.modules.examples import examples
from pactwork.modules.reading import read_bytes
from pactwork.modules.reading.dropped import MOST_FILE, Dropped, dropped
from pactwork.modules.reading.problem import BadModule
from pactwork.modules.rules import dropped as limits
from pactwork.modules.writing import module_file
from tests.calls import work
from tests.modules.test_reading import DOCS
from tests.modules.test_versions import LEAST

WITH_FILE = LEAST.replace(
    "text: Choose a thing and look at it for a week.}",
    "text: Look., files: [{title: A sheet, path: files/sheet.csv}]}",
)


def archive(*files: tuple[str, bytes | str], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as packed:
        for name, content in files:
            packed.writestr(name, content)
    return out.getvalue()


def told(name: str, content: bytes, kept: tuple[str, ...] = ()) -> list[str]:
    with pytest.raises(BadModule) as bad:
        dropped(name, content, kept)
    return [problem.sentence for problem in bad.value.problems]


def test_one_file_is_read_with_its_words_kept() -> None:
    found = dropped("module.yaml", b"\xef\xbb\xbf" + LEAST.encode())
    assert found == Dropped(read_bytes(LEAST.encode(), "m"), LEAST)


@pytest.mark.parametrize("folder", ["", "my-module/", "a/b/"])
def test_an_archive_is_read_with_the_files_that_the_brief_names(folder: str) -> None:
    found = dropped(
        "m.zip",
        archive(
            (f"{folder}module.yaml", WITH_FILE),
            (f"{folder}files/sheet.csv", "a,b"),
            (f"{folder}files/other.exe", b"MZ"),
            ("__MACOSX/._module.yaml", b"\0"),
        ),
    )
    assert found.contents == {"files/sheet.csv": b"a,b"}
    assert found.source == WITH_FILE


def test_whatever_goes_out_comes_back() -> None:
    for example in examples().values():
        files = [("module.yaml", module_file(example.spec)), *example.contents.items()]
        again = dropped("m.zip", archive(*files))
        assert (again.spec, again.contents) == (example.spec, example.contents)


def test_problems_are_told_by_line() -> None:
    broken = LEAST.replace("credits: 1", "credits: many").replace("week: 2,", "week: soon,")
    said = told("my.yaml", broken.encode())
    assert len(said) == 2
    assert all(words.startswith("my.yaml line ") for words in said)
    assert any("credits" in words for words in said)
    said = told("m.zip", archive(("x/module.yaml", broken)))
    assert all(words.startswith("x/module.yaml line ") for words in said)


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ([("module.yaml", WITH_FILE)], "there is no file “files/sheet.csv” beside this one"),
        ([("other.yaml", LEAST)], "there is no module.yaml in this archive"),
        ([], "there is no module.yaml in this archive"),
        (
            [("a/module.yaml", LEAST), ("b/module.yaml", LEAST)],
            "there are several module.yaml in this archive: a/module.yaml, b/module.yaml",
        ),
        ([("module.yaml", LEAST), ("../x.txt", "x")], "“../x.txt” leads out of the archive"),
        ([("module.yaml", LEAST), ("/etc/x", "x")], "“/etc/x” leads out of the archive"),
        ([("module.yaml", LEAST), ("a\\..\\x", "x")], "“a/../x” leads out of the archive"),
        ([("module.yaml", LEAST), ("C:\\x", "x")], "“C:/x” leads out of the archive"),
        (
            [("module.yaml", WITH_FILE), ("files/sheet.csv", b"%PDF-1.7")],
            "the contents of “files/sheet.csv” do not match its name",
        ),
        (
            [("module.yaml", WITH_FILE), ("files/sheet.csv", b"0" * (MOST_FILE + 1))],
            "“files/sheet.csv” is larger than 5 MB",
        ),
        ([("module.yaml", b"#" * 2_000_000)], "1 MB"),
        (
            [("module.yaml", LEAST), *((f"{n}.txt", "") for n in range(limits.MOST_ENTRIES))],
            "there are too many files in this archive, but it can hold at most 200",
        ),
    ],
)
def test_an_archive_that_cannot_be_used_says_why(
    files: list[tuple[str, bytes | str]], sentence: str
) -> None:
    assert any(sentence in words for words in told("m.zip", archive(*files)))


def test_a_bomb_is_not_unpacked() -> None:
    """50 MB of nothing in a few kB, in a file that the brief names; and in the module itself."""
    bomb = archive(("module.yaml", WITH_FILE), ("files/sheet.csv", b"\0" * 50_000_000))
    assert len(bomb) < 100_000
    assert any("is larger than 5 MB" in words for words in told("m.zip", bomb))
    assert told("m.zip", archive(("module.yaml", b" " * 50_000_000)))


def test_a_bomb_that_lies_about_its_size_is_refused() -> None:
    content = bytearray(archive(("module.yaml", LEAST)))
    place = content.rindex(b"PK\x01\x02") + 24  # the size when unpacked, in the directory
    content[place : place + 4] = (5).to_bytes(4, "little")
    assert told("m.zip", bytes(content))


def test_links_and_passwords_are_refused() -> None:
    link = zipfile.ZipInfo("files/sheet.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("module.yaml", WITH_FILE)
        packed.writestr(link, "/etc/passwd")
    assert "leads out of the archive" in told("m.zip", out.getvalue())[0]
    locked = bytearray(archive(("module.yaml", LEAST)))
    locked[locked.rindex(b"PK\x01\x02") + 8] |= 1
    assert "has a password" in told("m.zip", bytes(locked))[0]
    other = archive(("module.yaml", LEAST), how=zipfile.ZIP_LZMA)
    assert "this archive cannot be read" in told("m.zip", other)[0]


def test_too_large_is_refused_before_it_is_opened() -> None:
    said = told("m.zip", b"PK" + b"0" * limits.MOST_ARCHIVE)
    assert said == ["m.zip: this file is larger than 20 MB, but it can have at most that."]


def test_files_that_are_there_already_need_not_come_again() -> None:
    assert dropped("m.yaml", WITH_FILE.encode(), ("files/sheet.csv",)).contents == {}


@given(st.binary(max_size=400))
def test_any_bytes_are_a_module_or_problems(content: bytes) -> None:
    for start in (b"", b"PK\x03\x04", archive(("module.yaml", LEAST))[:-20]):
        with pytest.raises(BadModule):
            dropped("x", start + content)


@given(st.integers(0, 600), st.integers(0, 255))
def test_a_damaged_archive_is_a_module_or_problems(place: int, byte: int) -> None:
    content = bytearray(archive(("module.yaml", LEAST)))
    content[place % len(content)] = byte
    with contextlib.suppress(BadModule):
        assert dropped("x", bytes(content)).spec.key == "looking"


@pytest.mark.parametrize("path", ["a//b", "a/./b", "a/b.txt", "ä/ö"])
def test_plain_paths(path: str) -> None:
    assert not limits.fault_of_path(path)


def test_the_small_example_is_that_of_the_format() -> None:
    shown = DOCS.read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0]
    folder = Path(limits.__file__).parents[1] / "files" / "looking-closely"
    assert (folder / "module.yaml").read_text(encoding="utf-8") == shown


def test_an_archive_of_far_too_many_files_is_refused_unread() -> None:
    many = archive(*((f"f{n}", b"") for n in range(limits.MOST_LISTED + 1)))
    said: list[list[str]] = []
    assert work(lambda: said.append(told("m.zip", many))) < 5_000
    assert said == [
        ["m.zip: there are too many files in this archive, but it can hold at most 200."]
    ]
