"""One rule for addresses, wherever they are typed; one spelling for each mailbox."""

from datetime import UTC, datetime

import pytest

from pactwork.contracts.rules.holders import bad_holder
from pactwork.contracts.rules.kinds.base import typed_prompt
from pactwork.ground.mailboxes import mailbox, refusal, written
from pactwork.hotseats.rules.typed import plan
from pactwork.modules.roster.lines import Line, line
from pactwork.modules.roster.reading import Row
from pactwork.modules.rules.prompts import Prompt

NOW = datetime(2026, 9, 28, tzinfo=UTC)

GOOD = [
    "ana@uni.example",
    "a.b+c@x.co.uk",
    "o'neil@x.example",
    "zoe@müller.example",
    "a@例え.example",
    "a@例え。example",
    "a@пример.рф",
    "a@דוגמה.ישראל",
    "a@مثال.مصر",
    "a@क्षि.भारत",
]
BAD = [
    "a b@c.org",
    "a..b@c.org",
    "jo@-bad.org",
    "a@b",
    "@x.org",
    "a@",
    "a@b@c.org",
    "x",
    ".a@c.org",
]
UNWRITABLE = ["zoë@uni.example", "用户@例え.example", "ана@x.example", "a@straße.example"]
UNWRITABLE += ["a@نامه\u200cای.example"]  # without its joiner it is another domain


def codes(address: str) -> list[str]:
    """What each place where an address is typed says about it."""
    said = {"title": "T", "about": "", "guest_name": "G", "guest_line": "L", "guest_email": address}
    row = line(Row(2, {"key": "s", "role": "student", "email": address}))
    prompt = Prompt.model_validate({"key": "to", "ask": "Who?", "type": "email"})
    found = [
        refusal(address),
        bad_holder("Carol", address).get("email"),
        plan({**said, "opens_at": NOW, "closes_at": NOW}, NOW).get("guest_email"),
        typed_prompt(prompt, {"to": [address]}, "to")[1],
    ]
    rows = [] if isinstance(row, Line) else [p.code for p in row]
    return [one.code if one else "" for one in found] + ([*rows] or [""])


@pytest.mark.parametrize("address", GOOD)
def test_a_good_address_is_good_everywhere(address: str) -> None:
    assert codes(address) == [""] * 5


@pytest.mark.parametrize("address", BAD)
def test_what_is_no_address_is_none_anywhere(address: str) -> None:
    assert codes(address) == ["not_an_address"] * 5


@pytest.mark.parametrize("address", UNWRITABLE)
def test_letters_our_mail_server_cannot_write_to_are_the_reason(address: str) -> None:
    assert codes(address) == ["address_letters"] * 5


@pytest.mark.parametrize(
    "spelling",
    [
        "Ana@Müller.Example",
        " ana@müller.example ",
        "ana@müller.example.",
        "ana@xn--mller-kva.example",
        "mailto:ana@müller.example",
        "Ana Example <ana@müller.example>",
        "ana@mu\u0308ller.example",
        "ａｎａ＠ｍüｌｌｅｒ.example",
        "ana@müller\u200b.example",
        "ana@müller\u034f。example",
        "a\u2060na@m\u3164üller｡example",
        "\u00a0ana@müller.example;",
    ],
)
def test_two_spellings_of_one_mailbox_are_one(spelling: str) -> None:
    assert mailbox(spelling) == "ana@müller.example"
    assert refusal(spelling) is None
    assert written(written(spelling)) == written(spelling)


def test_a_text_that_is_no_address_at_any_length_costs_nothing_to_refuse() -> None:
    """Each of these once took minutes: a link by email was enough to post one."""
    for text in ("<" + "\t" * 50_000 + "x", "<" * 50_000, " " * 999 + "<", "a<" * 400 + ">"):
        assert refusal(text) is not None
    assert refusal("x" * 2_000) is not None


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Ann <ann@uni.example>", "ann@uni.example"),
        ("<ann@uni.example>;", "ann@uni.example"),
        ('"Example, Ann" < ann@uni.example > , ', "ann@uni.example"),
        ("Ann <ann@uni.example", "Ann <ann@uni.example"),
        ("Ann <a@b.example> <c@d.example>", "Ann <a@b.example> <c@d.example>"),
        ("Ann> <a@b.example>", "Ann> <a@b.example>"),
    ],
)
def test_a_name_round_an_address_is_taken_off(text: str, address: str) -> None:
    assert written(text) == address
