"""Files as record systems write them: each is read as it is, or says in a sentence why not."""

import csv
import io
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pactwork.modules.models import Cohort, Enrolment, LearningSet
from pactwork.modules.roster.choices import Choices
from pactwork.modules.roster.reading import Sheet, sheet
from pactwork.modules.roster.text import NOTHING, decoded, lines_of, records
from pactwork.people.models import Person
from tests.stories import World
from tests.test_commands import Run, run  # noqa: F401 - a fixture

FILES = Path(__file__).parent / "rosters"
HEAD = "key,name,email,role,code"


def kept(tmp_path: Path, *lines: str, head: str = HEAD) -> str:
    file = tmp_path / "roster.csv"
    file.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    return str(file)


def names(*keys: str) -> list[str]:
    return list(Person.objects.filter(key__in=keys).order_by("key").values_list("name", flat=True))


# Line breaks in quotation marks (case 17) ----------------------------------------------------------


def test_a_line_break_in_quotation_marks_is_one_cell(world: World, run: Run) -> None:  # noqa: F811
    code, said, _ = run("roster", "load", str(FILES / "line-breaks.csv"), "--yes")
    assert (code, "left out" in said) == (0, False)
    assert names("6001", "6002") == ["Ana Example", "Ben Example"]


def test_lines_are_counted_as_the_file_has_them() -> None:
    found = sheet(
        b'key,role,note\r\ns1,student,"a\r\nb\r\n\r\nc"\r\n\r\ns2,wizard"x,\r\ns3,student,d'
    )
    assert [row.line for row in found.rows] == [2, 7, 8]
    found = sheet(b'key,"ro\nle",n\ns1,student,x')
    assert found.fatal
    assert [r.line for r in sheet(b'key,role,"n\no"\ns1,student,x').rows] == [3]


def test_a_mark_that_is_closed_lines_below_spoils_no_other_line() -> None:
    found = sheet(b'key,role,note,more\ns1,"student,open\ns2,student,x\ns3,stu",y\ns4,student,z')
    assert [row.line for row in found.rows] == [3, 4, 5]
    assert [p.line for p in found.problems] == [2]


CELLS = st.text(
    st.characters(codec="utf-8", exclude_characters="\x00", exclude_categories=("Cs",)), max_size=12
)
TABLES = st.integers(1, 5).flatmap(
    lambda n: st.lists(st.lists(CELLS, min_size=n, max_size=n), min_size=1, max_size=6)
)


@given(
    TABLES,
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["\r\n", "\n", "\r"]),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL, csv.QUOTE_NONNUMERIC]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"]),
)
def test_any_table_reads_back_as_the_same_cells(
    table: list[list[str]], separator: str, ends: str, quoting: int, encoding: str
) -> None:
    if any(c in cell for row in table for cell in row for c in "\r\n"):
        quoting = csv.QUOTE_ALL  # Python's writer leaves the other kind of line end bare
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator=ends, quoting=quoting)  # type: ignore[arg-type]
    writer.writerows(table)
    text = f"key{separator}role{ends}" + out.getvalue()
    if encoding == "cp1252":
        try:
            content = text.encode("cp1252")
        except UnicodeEncodeError:
            assume(False)
        with suppress(UnicodeDecodeError):
            assume(content.decode("utf-8") == text)
    else:
        content = text.encode(encoding)
    assume(encoding != "utf-16-le" or content.count(b"\x00") > len(content) // 4)
    back, _ = decoded(content)
    found = list(records(lines_of(back), separator))[1:]
    said = [row for row in table if "".join(row).strip(NOTHING)]
    assert [r.cells for r in found if r.cells and "".join(r.cells).strip(NOTHING)] == said
    lines = lines_of(text)
    assert all(lines[record.line - 1] == record.raw for record in found)


# What is said of the whole (case 18) ---------------------------------------------------------------

BAD, GOOD = "6003,Cy Example,not an address,student,AIN501", "6013,Di,di@uni.example,student,AIN501"


@pytest.mark.parametrize(
    ("first", "lines", "code", "sentence"),
    [
        ([], [BAD], 1, "Nothing was written: no line could be followed."),
        ([GOOD], [GOOD], 0, "Nothing to save: everybody in this file is as it says."),
        ([GOOD], [GOOD, BAD], 1, "Nothing was written: 1 line is left out, and the others change"),
        ([], [GOOD, BAD], 1, "1 line can be saved; 1 line is left out."),
        ([], ["Total: 3,,,,"], 0, "Nothing was written: every line was passed over."),
        ([GOOD], [GOOD, "Total: 3,,,,"], 0, "Nothing to save: everybody whose line is followed"),
    ],
)
def test_the_sentence_about_the_whole_file_is_true(
    world: World,
    run: Run,  # noqa: F811
    tmp_path: Path,
    first: list[str],
    lines: list[str],
    code: int,
    sentence: str,
) -> None:
    if first:
        run("roster", "load", kept(tmp_path, *first), "--yes")
    ended, said, _ = run("roster", "load", kept(tmp_path, *lines), "--yes")
    assert (ended, sentence in said) == (code, True), said
    assert ("as it says" in said) == sentence.startswith("Nothing to save")


# Numbers that a spreadsheet has damaged (case 19) --------------------------------------------------


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("2.60E+11", "looks like a number that a spreadsheet has rounded"),
        ("2,60E+11", "looks like a number that a spreadsheet has rounded"),
        ("1.23457E+15", "looks like a number that a spreadsheet has rounded"),
        ("2E+11", "looks like a number that a spreadsheet has rounded"),
        ("26000001.0", "looks like a number that a spreadsheet has rewritten"),
        ("26,000,001", "looks like a number that a spreadsheet has rewritten"),
        ("2600000000000120000", "looks like a number that a spreadsheet has rewritten"),
        ("1-Mar", "looks like a code that a spreadsheet has turned into a date"),
        ("Mar-01", "looks like a code that a spreadsheet has turned into a date"),
        ("01/03/2026", "looks like a code that a spreadsheet has turned into a date"),
        *(
            (day, "looks like a code that a spreadsheet has turned into a date")
            for day in (
                "01. Mrz",
                "1.3.2026",
                "01-03-2026",
                "2026/3/1",
                "3月1日",
                "1-maj",
                "1 marras",
            )
        ),
        ("26’000’001", "looks like a number that a spreadsheet has rewritten"),
        ("#N/A", "is what a spreadsheet shows when a formula fails"),
        ("########", "is what a spreadsheet shows when a formula fails"),
        ("=A2&B2", "is a formula"),
    ],
)
@pytest.mark.parametrize("column", ["key", "code"])
def test_a_number_that_a_spreadsheet_has_damaged_is_refused_with_that_reason(
    column: str, key: str, told: str
) -> None:
    cells = {"key": "s1", "code": "AIN501", column: key}
    found = sheet(f'key,role,code\n"{cells["key"]}",student,"{cells["code"]}"'.encode())
    assert found.rows == []
    assert [p.column for p in found.problems] == [column]
    assert told in found.problems[0].sentence


@pytest.mark.parametrize(
    "key",
    [
        "26000001",
        "h.marsh",
        "2E11",
        "00123",
        "s-1",
        "M1-A",
        "12.5a",
        "1-ABC",
        "12-34-5678",
        "12.34.56",
    ],
)
def test_a_whole_key_is_left_alone(key: str) -> None:
    assert sheet(f"key,role\n{key},student".encode()).rows[0].cells["key"] == key


def test_two_rounded_numbers_make_nobody(world: World, run: Run, tmp_path: Path) -> None:  # noqa: F811
    lines = [f"2.60E+11,{n} Example,{n}@uni.example,student,AIN501" for n in ("cara", "dov")]
    code, said, _ = run("roster", "load", kept(tmp_path, *lines), "--yes")
    assert (code, said.count("looks like a number that a spreadsheet has rounded")) == (1, 2)
    assert "no line could be followed" in said
    assert not Person.objects.filter(email__contains="@uni.example").exists()


def test_zeros_that_a_spreadsheet_took_away_make_nobody_twice(
    world: World,
    run: Run,  # noqa: F811
    tmp_path: Path,
) -> None:
    run("roster", "load", kept(tmp_path, "00123,A,a@uni.example,student,AIN501"), "--yes")
    again = kept(
        tmp_path, "123,A,b@uni.example,student,AIN501", "0123,C,c@uni.example,student,AIN501"
    )
    code, said, _ = run("roster", "load", again, "--yes")
    assert (code, said.count("differ only by leading zeros")) == (1, 2)
    assert names("123", "0123", "00123") == ["A"]


# One thing, one spelling (case 20) -----------------------------------------------------------------


def test_two_spellings_of_a_set_and_a_cohort_are_one(
    world: World,
    run: Run,  # noqa: F811
    tmp_path: Path,
) -> None:
    said = [
        "Set 3,Autumn",
        "set 3,autumn",
        "SET  3,AUTUMN",
        "Set\u00a03,Autumn ",
        "Ｓｅｔ　３,Ａutumn",
    ]
    lines = [f"60{n},P {n},p{n}@uni.example,Student,ain501,{s}" for n, s in enumerate(said)]
    head = HEAD + ",set,cohort"
    before = set(LearningSet.objects.values_list("name", flat=True))
    run("roster", "load", kept(tmp_path, *lines, head=head), "--yes")
    places = Enrolment.objects.filter(person__key__startswith="60").select_related("learning_set")
    assert {p.learning_set.name for p in places if p.learning_set} == {"Set 3"}
    assert {p.code for p in places} == {"AIN501"}
    assert set(LearningSet.objects.values_list("name", flat=True)) - before == {"Set 3"}
    assert Cohort.objects.filter(name__iexact="autumn").count() == 1
    later = "609,P 9,p9@uni.example,STUDENT,AIN501,ｓet 1,AUTUMN"
    run("roster", "load", kept(tmp_path, later, head=head), "--yes")
    place = Enrolment.objects.select_related("learning_set").get(person__key="609")
    assert place.learning_set
    assert place.learning_set.name == "Set 1", "the one there was"


def test_two_spellings_of_a_mailbox_or_a_key_are_one(
    world: World,
    run: Run,  # noqa: F811
    tmp_path: Path,
) -> None:
    one = "u1,Una,una@uni.example,student,AIN501"
    two = "u2,Uwe,Uwe <UNA@uni.example.>,student,AIN501"
    code, said, _ = run("roster", "load", kept(tmp_path, one, two), "--yes")
    assert (code, "This address belongs to someone else here: Una" in said) == (1, True)
    code, said, _ = run("roster", "load", kept(tmp_path, "U1,Una,mailto:Una@UNI.example,student,"))
    assert (code, "Nothing to save" in said) == (0, True)


# Names (case 21) -----------------------------------------------------------------------------------


def test_surname_first_is_read_in_the_order_in_which_it_is_said(
    world: World,
    run: Run,  # noqa: F811
    tmp_path: Path,
) -> None:
    file = kept(tmp_path, '6006,"Example, Elin",elin@uni.example,student,AIN501')
    code, said, _ = run("roster", "load", file, "--yes")
    assert (code, "“Example, Elin” becomes “Elin Example”" in said) == (0, True)
    person = Person.objects.get(key="6006")
    assert (person.name, person.first_name) == ("Elin Example", "Elin")


# Exports (case 22) ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "words", "people"),
    [
        ("moodle.csv", ["--code", "AIN501"], {"j.example": ("Jane Example", "Jane")}),
        ("canvas.csv", ["--code", "AIN501"], {"00103": ("Bob Example", "Bob")}),
        (
            "canvas.csv",
            ["--code", "AIN501", "--map", "key=login_id"],
            {"b1": ("Bob Example", "Bob")},
        ),
        ("canvas-provisioning.csv", ["--code", "AIN501"], {"00105": ("Cy Example", "Cy")}),
        ("sits.csv", [], {"26000001": ("Nadine EXAMPLE", "Nadine")}),
        ("banner.csv", ["--code", "AIN501"], {"00012345": ("Bill Banner", "Bill")}),
        (
            "class-list.csv",
            ["--code", "AIN501"],
            {"00777": ("Zoë Brontë", "Zoë"), "00778": ("Élodie Müller", "Élodie")},
        ),
        ("class-list-utf16.txt", ["--code", "AIN501"], {"00881": ("Elin EXAMPLE", "Elin")}),
    ],
)
def test_an_export_is_read_as_it_is(
    world: World,
    run: Run,  # noqa: F811
    file: str,
    words: list[str],
    people: dict[str, tuple[str, str]],
) -> None:
    before = set(Person.objects.values_list("key", flat=True))
    run("roster", "load", str(FILES / file), "--role", "student", *words, "--yes")
    made = Person.objects.exclude(key__in=before)
    assert {p.key: (p.name, p.first_name) for p in made} == people
    assert Enrolment.objects.filter(person__in=made, code="AIN501").count() == len(people)


def test_what_was_understood_is_said(world: World, run: Run) -> None:  # noqa: F811
    _, said, _ = run("roster", "load", str(FILES / "canvas.csv"), "--role", "student")
    assert "“user_id” is read as key." in said
    assert "Names are joined from their parts, for example: Bob Example." in said
    assert (
        "Line 3: The column “status” says “deleted”, so this line does not add anybody or end anything"
        in said
    )
    _, said, _ = run("roster", "load", str(FILES / "sits.csv"), "--role", "student")
    assert "Line 3, code: “ZZZ999” is not a code of this module." in said
    _, said, _ = run("roster", "load", str(FILES / "class-list.csv"), "--role", "student")
    assert "read as Windows-1252, with semicolons" in said
    assert "Line 2: This line is above the column names" in said
    assert "Line 5: This line repeats the column names" in said
    assert "Line 7: This line is about the file, not a person" in said


def test_a_file_of_another_system_says_what_to_say(world: World, run: Run) -> None:  # noqa: F811
    _, _, complained = run("roster", "load", str(FILES / "moodle.csv"))
    assert "There is no column called “role”" in complained
    assert "--role ROLE" in complained
    words = ["--map", "key=nothing", "--role", "wizard", "--map", "colour=email"]
    _, _, complained = run("roster", "load", str(FILES / "moodle.csv"), *words)
    assert "“colour” is not a roster column." in complained
    assert "Write --map" in run("roster", "load", str(FILES / "moodle.csv"), "--map", "key")[2]


@pytest.mark.parametrize(
    ("status", "rows", "problems"),
    [
        ("Active", 1, 0),
        ("", 1, 0),
        ("**Registered**", 1, 0),
        ("Withdrawn (30/10/2026)", 0, 0),
        ("INACTIVE", 0, 0),
        ("completed", 0, 0),
        ("not enrolled", 0, 0),
        ("perhaps", 0, 1),
    ],
)
def test_whoever_has_left_is_not_read_as_somebody_to_add(
    status: str, rows: int, problems: int
) -> None:
    found = sheet(f"key,role,status\ns1,student,{status}".encode())
    assert (len(found.rows), len(found.problems)) == (rows, problems)
    unread = Choices(columns=(("", "status"),))
    assert len(sheet(f"key,role,status\ns1,student,{status}".encode(), unread).rows) == 1


def test_moodle_marks_whom_it_has_deleted() -> None:
    found = sheet(b"username,role,deleted,suspended\na,student,0,0\nb,student,1,0\nc,student,,1")
    assert [row.cells["key"] for row in found.rows] == ["a"]
    assert found.passed == 2


# Letters beyond ASCII before the @ (case 23) -------------------------------------------------------


def test_an_address_we_cannot_write_to_yet_is_told_so(
    world: World,
    run: Run,  # noqa: F811
    tmp_path: Path,
) -> None:
    lines = [
        "6007,Zoë,zoë@uni.example,student,AIN501",
        "6008,Zoë,zoe@mülleruni.example,student,AIN501",
    ]
    code, said, _ = run("roster", "load", kept(tmp_path, *lines), "--yes")
    assert (code, "Our mail server cannot send to “zoë@" in said) == (1, True)
    assert "not an email" not in said
    assert names("6007", "6008") == ["Zoë"]


@pytest.mark.asvs("V5.2.1")
def test_a_huge_file_is_bounded() -> None:
    wide = sheet(b"key,role" + b",x" * 400 + b"\na,student")
    assert wide.fatal
    assert wide.fatal.sentence.startswith("This file has 402 columns.")
    long = b'key,role,note\na,student,"' + b"x" * 200_000 + b'"\nb,student,'
    found: Sheet = sheet(long)
    assert [row.line for row in found.rows] == [3]
    assert len(found.problems) == 1
