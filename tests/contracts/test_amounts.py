"""Numbers, money and months: however they are typed, they have one spelling."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactwork.contracts.queries.reading import shown
from pactwork.contracts.rules.drafts import section_digest
from pactwork.contracts.rules.kinds import KINDS, Context
from pactwork.ground.numbers import money
from pactwork.ground.typed_amounts import amount_in, money_in, month_in
from pactwork.modules.rules.specification import Prompt, Section

PAY = {"key": "pay", "ask": "Pay a month", "type": "money", "currency": "EUR", "from_number": 500}
ASKED = [
    Prompt.model_validate({**PAY, "to_number": 2000}),
    Prompt(key="people", ask="How many people", type="number"),
    Prompt(key="month", ask="In which month", type="month"),
]
SECTION = Section(key="pay", title="Pay?", short="Pay", kind="prose", prompts=ASKED)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        *[("1200", "1200"), ("1 200,50", "1200.5"), ("1\u202f200", "1200"), ("0,5", "0.5")],
        *[("12.00", "12"), ("007", "7"), (" 3 ", "3"), ("1’200.05", "1200.05")],
        *[("1,200", None), ("1.200", None), ("-3", None), ("", None), ("12 EUR", None)],
        *[("1e3", None), ("٣", None), ("1" * 13, None), ("1.2.3", None), ("12 34", None)],
    ],
)
def test_a_number_is_read_or_it_is_none(typed: str, number: str | None) -> None:
    assert amount_in(typed) == number


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        *[("45,000", "45000"), ("45.000", "45000"), ("1.234,56", "1234.56"), ("1,234.5", "1234.5")],
        *[("1,234,567", "1234567"), ("1 200,50", "1200.5"), ("12.5", "12.5"), ("45,00", "45")],
        *[("1,2345", None), ("1,23.456", None), ("0,500", None), ("1,234,56", None), ("", None)],
    ],
)
def test_an_amount_of_money_is_read_however_its_thousands_are_parted(
    typed: str, amount: str | None
) -> None:
    assert money_in(typed) == amount


@given(st.decimals(min_value=0, max_value=10**11, places=2))
def test_money_is_typed_as_pages_print_it(number: Decimal) -> None:
    kept = money_in(f"{number:f}")
    assert kept is not None
    assert money_in(money(kept)) == kept


@given(st.decimals(min_value=0, max_value=10**11, places=2))
def test_every_number_comes_back_as_it_is(number: Decimal) -> None:
    said = amount_in(str(number).replace(".", ","))
    assert said is not None
    assert Decimal(said) == number
    assert amount_in(said) == said


@pytest.mark.parametrize(
    ("typed", "month"),
    [
        *[("2027-03", "2027-03"), ("3/2027", "2027-03"), ("03.2027", "2027-03")],
        *[("13/2027", None), ("March", None), ("1999-01", None), ("0/2027", None), ("", None)],
    ],
)
def test_a_month_is_read_or_it_is_none(typed: str, month: str | None) -> None:
    assert month_in(typed) == month


def typed(**form: str) -> tuple[dict[str, object], dict[str, str]]:
    posted = {key: [value] for key, value in form.items()}
    found = KINDS["prose"].typed(SECTION, posted, Context())
    return found.value, {key: one.code for key, one in found.problems.items()}


def test_what_is_typed_is_kept_in_one_spelling_or_kept_and_refused() -> None:
    value, problems = typed(pay="1 200,50", people="3.0", month="3/2027")
    assert value == {"pay": "1200.5", "people": "3", "month": "2027-03"}
    assert problems == {}
    value, problems = typed(pay="499", people="some", month="spring")
    assert value == {"pay": "499", "people": "some", "month": "spring"}
    assert problems == {"pay": "number_low", "people": "not_a_number", "month": "not_a_month"}
    assert typed(pay="2000.01")[1] == {"pay": "number_high"}


def test_the_currency_stands_with_the_question_and_the_month_is_said() -> None:
    value, _ = typed(pay="1200", people="3", month="2027-03")
    pay, _people, month = KINDS["prose"].lines(SECTION, value, Context())
    assert (pay.label, pay.text) == ("Pay a month (EUR)", "1200")
    assert (shown(pay), shown(month)) == ("1,200", "March 2027")
    assert shown(replace(pay, text="1200.5")) == "1,200.50"
    assert shown(replace(pay, text="a lot")) == "a lot"


def test_a_digest_is_of_the_number_not_of_its_spelling() -> None:
    one, other = ({"pay": pay, "people": "3", "month": "2027-03"} for pay in ("1200.50", "1200,5"))
    assert section_digest(SECTION, one, Context()) == section_digest(SECTION, other, Context())
