"""A roster's bytes: however they were saved, each line is read, or says in a sentence why not."""

from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactwork.modules.roster import heads
from pactwork.modules.roster.columns import COLUMNS, example, plain
from pactwork.modules.roster.lines import Line, line
from pactwork.modules.roster.problem import Problem
from pactwork.modules.roster.reading import MOST_BYTES, MOST_COLUMNS, MOST_LINES, Row, Sheet, sheet

HEAD = "key,name,email,role,code,set,starts_on,ends_on,weeks,deputy_for,remove,job"


def read(*lines: str, head: str = HEAD) -> Sheet:
    return sheet("\n".join([head, *lines]).encode())


def said(problems: Iterable[Problem]) -> list[str]:
    return [p.sentence for p in problems]


@pytest.mark.parametrize(
    ("encoding", "told"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("cp1252", "Windows-1252"), ("utf-16", "UTF-16")],
)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_encodings_and_separators_are_found_and_said(
    encoding: str, told: str, separator: str
) -> None:
    text = f"key{separator}name{separator}role\r\ns1{separator}Zoë Müller{separator}student\r\n"
    found = sheet(text.encode(encoding))
    assert found.rows == [Row(2, {"key": "s1", "name": "Zoë Müller", "role": "student"})]
    assert (found.encoding, found.separator, found.problems) == (told, separator, [])
    assert found.sample == "Zoë, Müller"


def test_bytes_that_are_not_even_windows_are_latin_1() -> None:
    assert sheet(b"key,role,name\ns1,student,Ann\x81").encoding == "Latin-1"


def test_what_a_spreadsheet_says_above_the_header_is_passed_over() -> None:
    found = sheet(
        b'\xef\xbb\xbfsep=;\n\nKey;Learning set;E-mail;ROLE\ns1;"Set; 1";a@b.example;student'
    )
    assert found.rows == [
        Row(4, {"key": "s1", "set": "Set; 1", "email": "a@b.example", "role": "student"})
    ]


def test_formulas_are_text() -> None:
    found = read('s1,"=HYPERLINK(""x"")",a@b.example,student,,,,,,,,+44 20')
    assert found.rows[0].cells["name"] == '=HYPERLINK("x")'
    assert found.rows[0].cells["job"] == "+44 20"


def test_one_wrong_quotation_mark_spoils_one_line() -> None:
    found = read('s1,"Open,a@b.example,student', "s2,Fine,c@d.example,student", 's3,"a"b,c,d')
    assert [row.line for row in found.rows] == [3]
    assert said(found.problems) == [
        "Line 2: A quotation mark is opened or closed in the wrong place on this line.",
        "Line 4: A quotation mark is opened or closed in the wrong place on this line.",
    ]


def test_each_line_that_cannot_be_read_says_why() -> None:
    found = read(
        "s1,A,a@b.example,student,,,,,,,,job,too,many",
        f"s2,{'x' * 201},a@b.example,student",
        "s3,A\x07B,a@b.example,student",
        "",
        "s4,Short",
    )
    assert said(found.problems) == [
        "Line 2: There are 14 cells and 12 columns. A comma within a cell needs quotation marks.",
        "Line 3, name: Too long: 201 characters. The limit is 200.",
        "Line 4, name: There is an invisible character here. Type this text again.",
    ]
    assert found.rows == [Row(6, {"key": "s4", "name": "Short"})]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This file is empty."),
        (b"\n \n,,;\n", "This file is empty."),
        (b"PK\x03\x04....", "This is a workbook. In your spreadsheet, save it as CSV"),
        (b"<html><table><tr><td>Nro</td></tr></table></html>", "This is a web page"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html>\n<title>x</title>", "This is a web page"),
        ("<TABLE border=1><tr>".encode("utf-16"), "This is a web page"),
        (b"<meta charset=utf-8><table>", "This is a web page"),
        (b"<!-- x --><table>", "This is a web page"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related;", "This is a web page"),
        (b'<?xml version="1.0"?>\n<html><table>', "This is a web page"),
        (b'<?xml version="1.0"?>\n<Workbook xmlns="urn:x">', "This is a workbook."),
        (b'<?xml version="1.0"?>\n<office:document>', "This is a workbook."),
        (b"key\x00,role\n1,2", "This is not a text file."),
        (b"k" * (MOST_BYTES + 1), "This file is larger than 1 MB."),
        (b"Dear all,\nhere is", "The first line has to name the columns"),
        (b"key,name\ns1,A", "There is no column called “role”, and every line needs one."),
        (b"key,role,Key\ns1,student,2", "Two columns are called “key”."),
        (b"key,role\n", "There are column names, but no people below them."),
        (
            b"key,role\n" + b"a,student\n" * (MOST_LINES + 1),
            "This file has more than 5000 lines, which is the limit.",
        ),
    ],
)
def test_a_file_that_is_no_roster_says_so_at_once(content: bytes, sentence: str) -> None:
    found = sheet(content)
    assert found.fatal is not None
    assert found.fatal.sentence.startswith(sentence)
    assert found.rows == []


def test_a_column_of_somebody_elses_is_told_and_passed_over() -> None:
    found = read("s1,student,x,y", head="key,role,emial,Shoe size")
    assert found.unread == [("emial", "email"), ("shoe_size", "")]
    assert found.rows == [Row(2, {"key": "s1", "role": "student"})]


@pytest.mark.parametrize(
    ("heading", "near"),
    [
        ("emial", "email"),
        ("E-mail adress", "email"),
        ("grop", "group"),
        ("strats on", "starts_on"),
        ("Learning sett", "set"),
        *((heading, "") for heading in ("S/N", "Nr", "No.", "ID2", "Reg. No.", "Phone", "Ward")),
        *((heading, "") for heading in ("Sex", "Age", "Year", "Ryhmä", "Alkaa", "Seat", "Ende")),
    ],
)
def test_a_column_is_guessed_at_only_when_it_is_a_slip_away(heading: str, near: str) -> None:
    found = read("s1,student,x", head=f"key,role,{heading}")
    assert [guess for _, guess in found.unread] == [near]


def one(**cells: str) -> Line | list[str]:
    made = line(Row(7, {"key": "s1", "role": "student", **cells}))
    return made if isinstance(made, Line) else said(made)


def test_cells_become_what_they_mean() -> None:
    made = one(role="Learning facilitator", weeks="1-3, 5 to 6", starts_on="28/09/2026", remove="X")
    assert made == Line(
        7,
        "s1",
        "facilitator",
        {
            "weeks": (1, 2, 3, 5, 6),
            "starts_on": date(2026, 9, 28),
            "remove": True,
        },
    )


def test_a_hyphen_empties_and_nothing_leaves_alone() -> None:
    made = one(known_as="-", ends_on="-")
    assert isinstance(made, Line)
    assert made.said == {"known_as": "", "ends_on": None}


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"email": "ann at b"}, "email: “ann at b” is not an email address."),
        ({"role": "wizard"}, "role: “wizard” is not a role. Use one of: student, adm"),
        ({"starts_on": "09/28/2026"}, "starts_on: “09/28/2026” is not a date. Write it as"),
        ({"starts_on": "0026-09-28"}, "starts_on: “0026-09-28” is not a date."),
        (
            {"starts_on": "2026-09-28", "ends_on": "2026-09-01"},
            "ends_on: It ends on 1 Sep 2026, before it starts on 28 Sep 2026.",
        ),
        ({"role": "careers", "weeks": "01-Mar"}, "weeks: “01-Mar” is not a list of weeks."),
        ({"role": "careers", "weeks": "0"}, "weeks: “0” is not a list of weeks."),
        ({"remove": "maybe"}, "remove: “maybe” is neither yes nor no."),
        ({"weeks": "4"}, "weeks: This is for staff only. Leave the cell empty for this role."),
        (
            {"role": "examiner", "set": "Set 1"},
            "set: This is for students only. Leave the cell empty",
        ),
        ({"role": "administrator", "ends_on": "2026-09-28"}, "ends_on: This is for people on a m"),
        ({"key": ""}, "key: There is no key, so we cannot tell who this is."),
        ({"role": ""}, "role: There is no role. Use one of: student"),
    ],
)
def test_each_cell_that_means_nothing_says_what_would(cells: dict[str, str], sentence: str) -> None:
    kept = {k: v for k, v in {"key": "s1", "role": "student", **cells}.items() if v}
    made = line(Row(7, kept))
    assert not isinstance(made, Line)
    assert said(made)[0].startswith(f"Line 7, {sentence}")


@given(st.binary(max_size=400) | st.text(max_size=300).map(str.encode))
def test_no_bytes_can_break_it(content: bytes) -> None:
    for start in (b"", HEAD.encode() + b"\n"):
        found = sheet(start + content)
        for row in found.rows:
            made = line(row)
            assert isinstance(made, Line) or all(p.sentence for p in made)
        assert all(p.sentence for p in found.problems)


def test_the_example_is_read_without_a_word() -> None:
    found = sheet(("\ufeff" + example()).encode())
    assert found.problems == []
    assert found.unread == []
    assert all(isinstance(line(row), Line) for row in found.rows)


def test_every_column_is_documented(pytestconfig: pytest.Config) -> None:
    page = (pytestconfig.rootpath / "docs" / "roster.md").read_text()
    missing = [c.name for c in COLUMNS if f"`{c.name}`" not in page]
    assert missing == []


def test_a_hundred_thousand_columns_are_refused_before_they_are_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked = []

    def counted(cell: str) -> str:
        looked.append(cell)
        return plain(cell)

    monkeypatch.setattr(heads, "plain", counted)
    found = sheet(("key," * 100_000).encode())
    assert [p.code for p in found.problems] == ["too_wide"]
    assert len(looked) < 10 * MOST_COLUMNS


@pytest.mark.parametrize(
    "name", ["\u3164", "\u2800", "\u0301", "\u115f\u1160", "\uffa0", "\U000e0041", " \u2066\u2069"]
)
def test_a_name_that_nobody_sees_is_none(name: str) -> None:
    found = read(f"1,{name},student", head="key,name,role")
    assert [set(row.cells) for row in found.rows] == [{"key", "role"}]


def test_a_name_has_a_letter_and_nothing_that_turns_words_round() -> None:
    found = read("1,12 34,student", head="key,name,role")
    assert [p.code for p in found.problems] == ["no_name"]
    (row,) = read("1,\u2066Ada\u2069 Shaw,student", head="key,name,role").rows
    assert row.cells["name"] == "Ada Shaw"
