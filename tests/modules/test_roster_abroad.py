"""A roster of a university that speaks another language: its sums, faults, headings and days."""

import pytest

from pactwork.modules.roster.lines import Line, line
from pactwork.modules.roster.reading import Choices, Row, sheet
from pactwork.people.models import Person
from tests.modules.test_roster_pages import seal, upload
from tests.stories import World

HEAD = "Opiskelijanumero;Sukunimi;Etunimet;Sähköposti;Ryhmä"
MAPPED = Choices(
    (
        ("key", "Opiskelijanumero"),
        ("last_name", "Sukunimi"),
        ("first_name", "Etunimet"),
        ("email", "Sähköposti"),
        ("set", "Ryhmä"),
    ),
    "student",
)
AINO = "2104417;Mäkelä;Aino;aino@x.example;TH23A"
WORDS = [
    "Yhteensä",
    "Summe",
    "Summa",
    "Gesamt",
    "Insgesamt",
    "Razem",
    "Totale",
    "Totalt",
    "Łącznie",
    "Celkem",
    "Összesen",
]
WORDS += [
    "Suma:",
    "Yhteensä opiskelijoita",
    "En tout",
    "Итого",
    "合计",
    "المجموع",
    "I alt",
    "Toplam",
]


def read(*lines: str, head: str = HEAD, said: Choices = MAPPED) -> tuple[list[str], list[int]]:
    """The keys of those who were read, and the lines passed over as about the file."""
    found = sheet("\n".join([head, *lines]).encode(), said)
    assert found.problems == []
    return [r.cells["key"] for r in found.rows], [n.line for n in found.notes if n.code == "footer"]


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize(
    "line", ["{};1", "{};;;;1", "{}", ";{};1", "{};1 opiskelijaa", "{};1;;;1,0"]
)
def test_a_sum_is_passed_over_in_any_language(word: str, line: str) -> None:
    assert read(AINO, line.format(word)) == (["2104417"], [3])


def test_sums_and_remarks_may_follow_each_other() -> None:
    below = ["Yhteensä;1", "Poissa;0", "* poissaolevia ei ole mukana"]
    assert read(AINO, *below) == (["2104417"], [3, 4, 5])


@pytest.mark.parametrize(
    "line",
    ["anna", "anna;;;;3", "anna;;;;TH23A", "anna;Ahola;Anna", "ann.a;;;anna@x.example", "2104418"],
)
def test_whoever_stands_last_is_no_sum(line: str) -> None:
    """Somebody who is known already needs no name, and their key may be a word."""
    assert read("bo;Bohm;Bo;bo@x.example;1", line) == (["bo", line.split(";")[0]], [])
    assert read(line, AINO)[1] == [], "a sum stands below"


@pytest.mark.parametrize(
    "cell",
    ["#PUUTTUU!", "#NV", "#BEZUG!", "#N/D", "#N/D!", "#ARVO!", "#Н/Д", "#ССЫЛКА!", "#HIÁNYZIK"],
)
@pytest.mark.parametrize("column", [0, 2, 4])
def test_a_spreadsheets_fault_is_refused_in_any_language(cell: str, column: int) -> None:
    cells = AINO.split(";")
    cells[column] = cell
    found = sheet("\n".join([HEAD, ";".join(cells)]).encode(), MAPPED)
    assert [p.code for p in found.problems] == ["cell_fault"]
    assert cell in found.problems[0].sentence


@pytest.mark.parametrize(
    "cell", ["#BAŞV!", "#SAYI/0!", "#GETTING_DATA", "#n/a", "#name?", "Err:502"]
)
def test_so_are_those_of_other_spreadsheets(cell: str) -> None:
    found = sheet(f"{HEAD}\n{AINO[:-5]}{cell}".encode(), MAPPED)
    assert [p.code for p in found.problems] == ["cell_fault"]


@pytest.mark.parametrize("cell", ["#1", "#2 blue", "# A", "#Team", "Set #3", "#A"])
def test_a_name_with_a_hash_is_a_name(cell: str) -> None:
    found = sheet(f"{HEAD}\n{AINO[:-5]}{cell}".encode(), MAPPED)
    assert found.problems == []
    assert found.rows[0].cells["set"] == cell


# Headings of another language -----------------------------------------------------------------------

TITLES = [
    "Järvi-Suomen ammattikorkeakoulu;;;;",
    "Toteutuksen opiskelijat, tulostettu 27.11.2026 klo 9.05;;;;",
    ";;;;",
]
BANDS = ["Opiskelija;;;Yhteystiedot;Jakso"]


@pytest.mark.parametrize(
    "above", [[], TITLES, BANDS, [*TITLES, *BANDS], ["Ryhmä;TH23A;;;"], ["sep=;"]]
)
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_column_names_that_nobody_knows_are_found_by_their_shape(
    above: list[str], separator: str, encoding: str
) -> None:
    text = "\n".join([*above, HEAD, AINO, AINO.replace("17", "18")])
    text = text.replace(", ", " ").replace(";", separator)
    found = sheet(text.encode(encoding))
    assert found.head.written == HEAD.split(";")
    assert found.fatal
    assert found.fatal.code == "none_known"
    assert found.fatal.sentence.startswith("We do not know any of the column names in this file: ")
    assert ", ".join(HEAD.split(";")) in found.fatal.sentence


@pytest.mark.parametrize("heading", ["key", "id", "Email"])
def test_one_name_that_is_known_does_not_make_a_title_the_column_names(heading: str) -> None:
    head = HEAD.replace("Opiskelijanumero", heading)
    found = sheet("\n".join(["Cohort;2026;;;", *BANDS, head, AINO]).encode())
    assert found.head.written == head.split(";")


@pytest.mark.parametrize(
    "text",
    [
        "Dear all,\nhere is the list",
        "hello\nthere",
        "2104417;Mäkelä;aino@x.example\n2104418;Aho;b@x.example",
    ],
)
def test_where_nothing_looks_like_column_names_what_stands_there_is_shown(text: str) -> None:
    found = sheet(text.encode())
    assert found.fatal
    assert found.fatal.code == "no_header"
    assert text.split("\n")[0].strip(",").replace(";", ", ") in found.fatal.sentence


@pytest.mark.parametrize("titles", [[], TITLES, [*TITLES, *BANDS]])
def test_a_foreign_file_goes_all_the_way_in_the_browser(world: World, titles: list[str]) -> None:
    client = world.client("moira")
    content = "\r\n".join([*titles, HEAD, AINO, "Yhteensä;1"]).encode("cp1252")
    page = upload(client, content, world.run.ref)
    text = page.content.decode()
    assert "We do not know any of the column names in this file" in text
    for heading in HEAD.split(";"):
        assert f'name="heading" value="{heading}"' in text
    columns, headings = zip(*MAPPED.columns, strict=True)
    said = {"seal": seal(page), "column": columns, "heading": headings}
    again = client.post("/roster/preview/", {**said, "role": "student", "code": "AIN501"})
    assert "1 line can be saved" in again.content.decode()
    client.post("/roster/entry/", {"seal": seal(again)})
    assert Person.objects.get(key="2104417").name == "Aino Mäkelä"


# Days -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("11.1.2027 0:00", "“11.1.2027 0:00” includes a time. Write only the date"),
        ("11/01/2027 00:00:00", "“11/01/2027 00:00:00” includes a time."),
        ("46398", "“46398” is a spreadsheet’s number for a date."),
        ("11.1.27", "“11.1.27” is not clear. Write the year with all four digits."),
        ("29.2.2027", "There is no such date as “29.2.2027”."),
        ("2027-04-31", "There is no such date as “2027-04-31”."),
        ("tammikuu", "“tammikuu” is not a date. Write it as 2026-09-28, 28/09/2026 or 28.9.2026."),
    ],
)
def test_a_day_that_cannot_be_read_says_why(cell: str, sentence: str) -> None:
    for column in ("starts_on", "ends_on"):
        made = line(Row(2, {"key": "s1", "role": "student", column: cell}))
        assert not isinstance(made, Line)
        assert [p.words.startswith(sentence) for p in made] == [True]
