"""What an administrator typed, or a file says, of an institution."""

from dataclasses import dataclass, field
from typing import Literal

from pactwork.files.pictures import Redrawn
from pactwork.ground.own_words import Names

# A picture; that there is to be none; or nothing was said of it.
Logo = Redrawn | Literal[False] | None


@dataclass(frozen=True)
class Described:
    """By the names of the columns; what is empty is as the product has it."""

    name: str
    time_zone: str
    language: str = "en-gb"
    help_email: str = ""
    sender: str = ""
    dates: str = "day"
    paper: str = "a4"
    light: str = ""
    dark: str = ""
    roles: Names = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
