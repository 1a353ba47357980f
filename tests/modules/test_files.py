"""Files of a brief: what is in each is what its name says, or it is refused with that reason."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest

from pactwork.modules.editing.handed import Handed
from pactwork.modules.reading.files import ALLOWED, is_what_it_says
from tests.contracts import scans


def word() -> bytes:
    made = BytesIO()
    docx.Document().save(made)
    return made.getvalue()


def spreadsheet() -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name in ("[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"):
            archive.writestr(name, "<a/>")
    return made.getvalue()


TEXT = "Zwölf Stunden, “am Stück”.\n".encode()
INSIDE = {
    ".csv": TEXT,
    ".docx": word(),
    ".jpg": scans.picture(),
    ".md": TEXT,
    ".pdf": scans.pdf(),
    ".png": scans.picture("PNG"),
    ".txt": TEXT,
    ".xlsx": spreadsheet(),
}
WORDS = {".csv", ".md", ".txt"}


def test_every_sort_is_tried() -> None:
    assert INSIDE.keys() == set(ALLOWED)


@pytest.mark.asvs("V5.2.2")
@pytest.mark.parametrize("named", ALLOWED)
@pytest.mark.parametrize("inside", ALLOWED)
def test_a_file_is_what_its_name_says_or_is_refused(named: str, inside: str) -> None:
    fits = named == inside or {named, inside} <= WORDS
    for name in (f"plan{named}", f"PLAN{named.upper()}", f"plan{inside}{named}"):
        assert is_what_it_says(name, INSIDE[inside]) is fits
        problem = Handed(name, INSIDE[inside]).problem
        assert (f"The contents of “{name}” do not match its name" in problem) is not fits
        assert bool(problem) is not fits


@pytest.mark.parametrize("named", ALLOWED)
@pytest.mark.parametrize(
    "content", [b"MZ\x90\x00\x03", b"\x7fELF\x02\x01\x00", b"PK\x03\x04\x00", b"\x00"]
)
def test_a_program_or_an_archive_is_none_of_them(named: str, content: bytes) -> None:
    assert Handed(f"plan{named}", content).problem


@pytest.mark.parametrize(
    "content", ["a;b\n".encode("utf-16"), "Größe\n".encode("latin-1"), b"", b"\xef\xbb\xbfa,b\n"]
)
def test_text_in_other_letters_is_text(content: bytes) -> None:
    assert is_what_it_says("list.csv", content)


def test_the_examples_are_what_they_say() -> None:
    folder = Path(__file__).parents[2] / "src" / "pactwork" / "modules" / "files"
    found = [path for path in folder.rglob("files/*") if path.is_file()]
    assert found
    assert all(is_what_it_says(path.name, path.read_bytes()) for path in found)
