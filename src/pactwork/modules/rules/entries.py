"""The small parts of which a module file's entries are made. Pure: pydantic only."""

import re
from datetime import date, time
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, Strict, StringConstraints
from pydantic_core import PydanticCustomError

EARLIEST, LATEST = date(2000, 1, 1), date(2199, 12, 31)

KEY = r"^[a-z][a-z0-9-]{0,39}$"
READER = r"^[a-z][a-z0-9_-]{0,39}$"
CODE = r"^[A-Za-z0-9-]{2,20}$"
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


def written_time(value: object) -> object:
    """A bare number would pass for seconds since midnight; a zone is the institution's, not the file's."""
    if not isinstance(value, time) and not (isinstance(value, str) and re.fullmatch(TIME, value)):
        raise PydanticCustomError("time_type", "a time")
    return value


Key = Annotated[str, StringConstraints(pattern=KEY)]
Reader = Annotated[str, StringConstraints(pattern=READER)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=20_000, strip_whitespace=True)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=300, strip_whitespace=True)]
Whole = Annotated[int, Strict()]
Percent = Annotated[int, Strict(), Field(ge=0, le=100)]
Day = Annotated[date, BeforeValidator(written_day)]
Clock = Annotated[time, BeforeValidator(written_time)]


class Entry(BaseModel):
    """Base of everything in a module file: frozen, and no word that the format does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")
