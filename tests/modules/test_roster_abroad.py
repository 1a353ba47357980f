"""A roster of a university that speaks another language: sums, faults, headings and days as it writes them."""

import pytest

from pactwork.modules.roster.reading import Choices, sheet

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
WORDS = "Yhteensä Summe Summa Gesamt Insgesamt Razem Totale Totalt Łącznie Celkem Összesen".split()
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
    "cell", "#PUUTTUU! #NV #BEZUG! #N/D #N/D! #ARVO! #Н/Д #ССЫЛКА! #HIÁNYZIK".split()
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
