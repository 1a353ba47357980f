"""Which addresses staff should look at twice. It blocks nothing."""

import pytest

from pactwork.contracts.rules.advocates import MANY, concerns, family_name

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


def test_the_same_domain_is_said_more_softly() -> None:
    assert codes("Carol Benning", "carol@Larkmoor.example") == ["same_domain"]


@pytest.mark.parametrize("name", ["Carol Brooks", "carol BROOKS", "C. Bröoks", "Brooks"])
def test_a_family_name_in_common(name: str) -> None:
    assert codes(name, "carol@elsewhere.example") == ["same_family_name"]


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
    [("Nadine Brooks", "brooks"), ("Ånn  Müller ", "muller"), ("", ""), ("Prince", "prince")],
)
def test_family_names(name: str, family: str) -> None:
    assert family_name(name) == family
