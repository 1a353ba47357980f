"""The small parts of which a module file's entries are made. Pure: pydantic only."""

import re
from dataclasses import dataclass
from datetime import date, time
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    Strict,
    StringConstraints,
    ValidationInfo,
)
from pydantic_core import PydanticCustomError

EARLIEST, LATEST = date(2000, 1, 1), date(2199, 12, 31)

KEY = r"^[a-z][a-z0-9-]{0,39}$"
READER = r"^[a-z][a-z0-9_-]{0,39}$"
CODE = r"^[A-Za-z0-9-]+([ ./][A-Za-z0-9-]+)*$"
LANGUAGE = r"^[a-z]{2,3}(-[A-Z]{2})?$"
URL = r"^https?://\S+$"
PATH = r"^\w[\w./ -]*$"
TIME = r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?"


def written_day(value: object) -> object:
    """A bare number would pass for seconds since 1970; a year such as 0026 is a slip."""
    if not isinstance(value, date | str):
        raise PydanticCustomError("date_type", "a date")
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError as error:
        raise PydanticCustomError("date_type", "a date") from error
    if not EARLIEST <= day <= LATEST:
        raise PydanticCustomError("date_type", "a date")
    return day


def as_day(value: object) -> date:
    """The same for whoever adds to it, which is done only with a day that is judged; or ValueError."""
    return date.fromisoformat(str(written_day(value)))


def written_time(value: object) -> object:
    """A bare number would pass for seconds since midnight; a zone is the institution's, not the file's."""
    if not isinstance(value, time) and not (isinstance(value, str) and re.fullmatch(TIME, value)):
        raise PydanticCustomError("time_type", "a time")
    return value


def in_halves(value: object) -> object:
    """Whole or a half, and never a float where a whole number says the same."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value * 2 % 1:
        raise PydanticCustomError("half_type", "a number in whole or half steps")
    return int(value) if value == int(value) else value


def low_and_high(value: object) -> object:
    """One number, or a pair: from, to."""
    if not isinstance(value, list | tuple):
        return in_halves(value)
    if len(value) != 2:
        raise PydanticCustomError("amount_type", "a number or a pair")
    low, high = map(in_halves, value)
    if low >= high:  # type: ignore[operator]
        raise PydanticCustomError("amount_type", "the smaller number first")
    return low, high


def number_or_words(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | str) or value == "":
        raise PydanticCustomError("level_type", "a whole number or a word")
    return value


# In the context of whoever reads a file that is new, or a form: what is stored is read as it is.
GIVEN, TYPED = "given", "typed"


def one_line(value: str, info: ValidationInfo) -> str:
    """A title with a line break in it would be two lines of an email, or of a file."""
    return " ".join(value.split()) if info.context == GIVEN and "\n" in value else value


@dataclass(frozen=True)
class Expected:
    """Beside a type: what is expected there, by the code of its words."""

    code: str


Key = Annotated[str, StringConstraints(pattern=KEY)]
Reader = Annotated[str, StringConstraints(pattern=READER)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=20_000, strip_whitespace=True)]
Line = Annotated[
    str,
    StringConstraints(min_length=1, max_length=300, strip_whitespace=True),
    AfterValidator(one_line),
]
Whole = Annotated[int, Strict()]
Percent = Annotated[int, Strict(), Field(ge=0, le=100)]
Half = Annotated[int | float, BeforeValidator(in_halves), Expected("half")]
Amount = Annotated[
    int | float | tuple[int | float, int | float],
    BeforeValidator(low_and_high),
    Expected("amount"),
]
Level = Annotated[
    int
    | Annotated[
        str, StringConstraints(max_length=60, strip_whitespace=True), AfterValidator(one_line)
    ],
    BeforeValidator(number_or_words),
    Expected("level"),
]
Day = Annotated[date, BeforeValidator(written_day)]
Clock = Annotated[time, BeforeValidator(written_time)]


class Entry(BaseModel):
    """Base of everything in a module file: frozen, and no word that the format does not know.

    What stands below a field is its description in the documentation, which is made of them.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", serialize_by_alias=True, use_attribute_docstrings=True
    )


def added(default: Any, **limits: Any) -> Any:
    """A field that the format did not have at first: left out of what is stored where it says nothing.

    So whatever was pinned before the field was there has the digest that it always had.
    """
    return Field(default=default, exclude_if=lambda value: value == default, **limits)


def bounds(
    amount: int | float | tuple[int | float, int | float],
) -> tuple[int | float, int | float]:
    """From and to, the same where it is one number."""
    return amount if isinstance(amount, tuple) else (amount, amount)
