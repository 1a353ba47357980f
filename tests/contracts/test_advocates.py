"""Which addresses staff should look at twice. It blocks nothing."""

import pytest

from pactwork.contracts.rules.advocates import MANY, concerns, family_name, same_box

NADINE = ("Nadine Brooks", "nadine.brooks@larkmoor.example")


def codes(name: str, email: str, serves: int = 1) -> list[str]:
    return [r.code for r in concerns(*NADINE, name, email, serves)]


def test_a_colleague_elsewhere_is_fine() -> None:
    assert codes("Carol Benning", "carol@elsewhere.example") == []


@pytest.mark.parametrize(
    "email",
    [
        "nadine.brooks@larkmoor.example",
        "Nadine.Brooks@LARKMOOR.example",
        "nadinebrooks@larkmoor.example",
        "nadine.brooks+advocate@larkmoor.example",
        " n.a.d.i.n.e.brooks@larkmoor.example ",
    ],
)
def test_tricks_that_reach_the_same_mailbox(email: str) -> None:
    assert codes("Carol Benning", email) == ["same_mailbox"]


def test_nobodys_address_is_nobody_elses() -> None:
    assert same_box("c.arol@gmail.com", "Carol+work@googlemail.com")
    assert not same_box("", "")
    assert not same_box("", "carol@elsewhere.example")
    assert not same_box("carol@elsewhere.example", "")


def test_the_same_domain_is_said_more_softly() -> None:
    assert codes("Carol Benning", "carol@Larkmoor.example") == ["same_domain"]


@pytest.mark.parametrize("name", ["Carol Brooks", "carol BROOKS", "C. Bröoks", "Brooks"])
def test_a_family_name_in_common(name: str) -> None:
    assert codes(name, "carol@elsewhere.example") == ["same_family_name"]


@pytest.mark.parametrize(
    ("student", "name", "same"),
    [
        ("王小明", "王大文", True),
        ("王小明", "李大文", False),
        ("김 민준", "김서연", True),
        ("Иван Петров", "Ольга ПЕТРОВ", True),
        ("Иван Петров", "Ольга Ким", False),
        ("Jürgen Müller", "Anna Mueller", True),
    ],
)
def test_a_family_name_in_common_in_every_script(student: str, name: str, same: bool) -> None:
    said = concerns(student, "one@larkmoor.example", name, "other@elsewhere.example", 1)
    assert [r.code for r in said] == (["same_family_name"] if same else [])


def test_one_who_serves_many() -> None:
    assert codes("Carol Benning", "carol@elsewhere.example", MANY - 1) == []
    assert codes("Carol Benning", "carol@elsewhere.example", MANY) == ["serves_many"]


def test_reasons_add_up() -> None:
    assert codes("Neil Brooks", "nadine.brooks@larkmoor.example", 9) == [
        "same_mailbox",
        "same_family_name",
        "serves_many",
    ]


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Nadine Brooks", "brooks"),
        ("Ånn  Müller ", "muller"),
        ("", ""),
        ("Prince", "prince"),
        ("Dr Carol Brooks PhD", "brooks"),
        ("BROOKS, Carol", "brooks"),
        ("Siân O’Brien", "obrien"),
        ("Søren Møller", "moller"),
        ("Иван Петров", "петров"),
        ("Ελένη Παπαδοπούλου", "παπαδοπουλου"),
        ("أحمد علي", "علي"),
        ("राम कुमार", "कुमार"),
        ("王小明", "王"),
        ("王 小明", "王"),
        ("山田 太郎", "山田"),
        ("山田太郎", ""),
    ],
)
def test_family_names(name: str, family: str) -> None:
    assert family_name(name) == family
