"""What spreadsheets, record systems and keyboards do to a roster, by its kinds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactwork.modules.roster.choices import Choices
from pactwork.modules.roster.lines import Line, line
from pactwork.modules.roster.reading import sheet
from pactwork.modules.roster.text import CODE_PAGES, decoded
from pactwork.people.models import Person
from tests.modules.test_roster_cases import kept
from tests.modules.test_roster_pages import said_of, seal, upload
from tests.stories import World
from tests.test_commands import Run, run  # noqa: F401 - a fixture

HEAD = "key,name,email,role,code"
STUDENT = Choices(role="student")


# Two lines of column names --------------------------------------------------------------------------

SECOND = [
    "Matrikelnumero,Nimi,Sposti,Rooli,Koodi",
    "käyttäjätunnus,nimi,sähköposti,rooli,moduuli",
    "Student number,Name of the person,Where we write,Role,Module",
    "text,text,text,text,text",
    '"(number,\nas on the card)",(full name),(university),(see list),(module)',
]


@pytest.mark.parametrize("second", SECOND)
@pytest.mark.parametrize("keys", [("6001", "6002"), ("h.marsh", "d.frost")])
def test_two_lines_of_column_names_are_one_sentence_and_nothing_is_loaded(
    world: World,
    run: Run,  # noqa: F811
    second: str,
    keys: tuple[str, str],
) -> None:
    people = [f"{key},P Example,p{n}@x.example,student,AIN501" for n, key in enumerate(keys)]
    content = "\n".join([HEAD, second, *people, "Total: 2,,,,"])
    found = sheet(content.encode())
    assert [p.code for p in found.problems] == ["two_heads"]
    assert "on line 2, below those on line 1." in found.problems[0].sentence
    assert found.rows == []
    page = upload(world.client("moira"), content, world.run.ref).content.decode()
    assert "There seems to be a second line of column names" in page
    assert 'action="/roster/entry/"' not in page


def test_nothing_of_such_a_file_is_written(world: World, run: Run, tmp_path: object) -> None:  # noqa: F811
    file = kept(tmp_path, SECOND[0], "6001,P,p@x.example,student,AIN501")  # type: ignore[arg-type]
    code, _, complained = run("roster", "load", file, "--yes")
    assert (code, complained.count("second line of column names")) == (1, 1)
    assert not Person.objects.filter(key="6001").exists()


def test_column_names_in_two_halves_are_refused_too() -> None:
    found = sheet(b"key,name,email,,\n,,,role,code\n1,A B,a@x.example,student,X", STUDENT)
    assert [p.code for p in found.problems] == ["two_heads"]


@pytest.mark.parametrize(
    "second",
    [
        HEAD,
        HEAD.upper(),
        "Matrikel,Name,E-Mail,Rolle,Code",
        "Student number,Full name,E-mail address,Role,Module code",
        ",,,,",
        "",
    ],
)
def test_the_same_names_once_more_are_passed_over_in_a_sentence(second: str) -> None:
    found = sheet("\n".join([HEAD, second, "1,A B,a@x.example,student,X"]).encode())
    assert [row.cells["key"] for row in found.rows] == ["1"]
    assert found.problems == []
    assert [n.code for n in found.notes] == (["heading_again"] if second.strip(",") else [])


@pytest.mark.parametrize(
    ("first", "rest"),
    [
        ("h.marsh,Dr Helen Marsh,helen at x,facilitator,", "d.frost,D F,d@x.example,careers,"),
        ("anna,Anna Ahola,,student,X", "6002,B,b@x.example,student,X"),
        ("name,Name Example,,student,X", "6002,B,b@x.example,student,X"),
        ("anna,,-,student,X", "6002,B,b@x.example,student,X"),
    ],
)
def test_whoever_stands_first_is_no_line_of_column_names(first: str, rest: str) -> None:
    found = sheet("\n".join([HEAD, first, rest]).encode())
    assert [row.line for row in found.rows] == [2, 3]


def test_a_column_without_a_name_that_holds_something_is_said() -> None:
    found = sheet(b"key,role,,\n1,student,,x\n2,student,,")
    assert [(n.code, n.params) for n in found.notes] == [("nameless", {"number": 4})]
    assert sheet(b"key,role,,\n1,student,,\n").notes == []


# How it is written ----------------------------------------------------------------------------------

WORDS = {
    "Windows-1250": "Jiří Łukasz Őrsi",
    "Windows-1251": "Иван Шевченко",
    "Windows-1253": "Ελένη Παπαδοπούλου",
    "Windows-1254": "Şule Yıldız",
    "Windows-1255": "דוד לוי",
    "Windows-1256": "علي حسن",
    "Windows-1257": "Jānis Bērziņš",
    "Windows-874": "สมชาย ใจดี",
    "Shift_JIS": "山田 太郎",
    "GB18030": "王小明",
    "EUC-KR": "김철수",
    "Big5": "陳大文",
    "MacRoman": "Zoë Müller",
}


@pytest.mark.parametrize("page", WORDS)
def test_a_file_that_is_not_unicode_is_read_as_somebody_says_once(world: World, page: str) -> None:
    content = f"{HEAD}\n7001,{WORDS[page]},p@x.example,student,AIN501\n".encode(CODE_PAGES[page])
    client = world.client("moira")
    posted = said_of(upload(client, content, world.run.ref), code_page=page, remember="yes")
    client.post("/roster/preview/", posted)  # type: ignore[arg-type]
    again = upload(client, content, world.run.ref)
    assert f"read as {page}" in again.content.decode()
    client.post("/roster/entry/", {"seal": seal(again)})
    assert Person.objects.get(key="7001").name == WORDS[page]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("name", [*WORDS.values(), "Ana Example", "Ġużeppi Āmāl", "𝒳 Example"])
def test_unicode_is_known_by_itself_whatever_was_said(
    encoding: str, separator: str, name: str
) -> None:
    text = f"key;name;role\n1;{name};student\n".replace(";", separator)
    found = sheet(text.encode(encoding), Choices(code_page="Windows-1250"))
    assert found.encoding in ("UTF-8", "UTF-16")
    assert [row.cells["name"] for row in found.rows] == [name]


def test_headings_of_another_script_are_found_in_utf_16_without_its_mark() -> None:
    said = Choices((("key", "学号"), ("name", "姓名")), "student")
    found = sheet("学号,姓名\n一二三,王小明\n".encode("utf-16-le"), said)
    assert [row.cells["name"] for row in found.rows] == ["王小明"]


@given(st.binary(max_size=300))
def test_no_bytes_are_read_as_nothing(content: bytes) -> None:
    for page in ("", "Windows-1250", "Shift_JIS", "wizard"):
        text, name = decoded(content, page)
        assert isinstance(text, str)
        assert name in (*CODE_PAGES, "UTF-8", "UTF-16", "Latin-1")


# Letters that one cannot see ------------------------------------------------------------------------

UNSEEN = (
    "\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u061c\u200e\u200f\u202a\u202c\u2066\u2069\u180e"
)
UNSEEN += "\u3164\u115f\ufe0f\U000e0041\U000e0100"


@pytest.mark.parametrize("mark", list(UNSEEN))
@pytest.mark.parametrize("cell", ["{m}p6001", "p6{m}001", "p6001{m}", "\u00a0{m}p6001"])
def test_a_mark_that_nobody_sees_makes_no_other_key_and_no_other_mailbox(
    mark: str, cell: str
) -> None:
    key = cell.format(m=mark)
    (row,) = sheet(f'{HEAD}\n"{key}",A B,"{key}@x.ex{mark}ample",student,X'.encode()).rows
    made = line(row)
    assert isinstance(made, Line)
    assert (made.key, made.said["email"]) == ("p6001", "p6001@x.example")


@pytest.mark.parametrize("mark", ["\u200b", "\u00ad", "\u200e", "\ufeff"])
def test_nor_another_column(mark: str) -> None:
    found = sheet(f"k{mark}ey\u00a0,{mark}ro{mark}le\n1,student".encode())
    assert found.head.columns == ["key", "role"]
