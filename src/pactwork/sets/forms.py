"""What is typed on pages about sets, as far as it can be understood."""

from dataclasses import dataclass, field
from datetime import date

from django.http import HttpRequest, QueryDict

from pactwork.ground.refusal import Refusal
from pactwork.ground.typed import markdown_in
from pactwork.ground.typed_days import optional_day
from pactwork.ground.typed_numbers import number_in
from pactwork.sets.models import Availability
from pactwork.sets.rules.refusals import discipline_problem
from pactwork.sets.rules.times import LEVELS, TIMES, bits, mask
from pactwork.sets.typed import Wish


def plain(data: QueryDict, name: str) -> str:
    return markdown_in(data, name)


def version_in(text: str) -> int:
    """Of the words that were looked at; one that never was, for whatever is none."""
    return -1 if (number := number_in(text)) is None else number


@dataclass
class TypedTimes:
    """The page on which somebody says when they can meet."""

    slots: int = 0
    experience: str = ""
    discipline: str = ""
    problems: dict[str, Refusal] = field(default_factory=dict)


def times_said(said: Availability | None) -> TypedTimes:
    if said is None:
        return TypedTimes()
    level = "" if said.experience is None else str(said.experience)
    return TypedTimes(said.slots, level, said.discipline)


def typed_times(data: QueryDict) -> TypedTimes:
    chosen = (number_in(text, 0, TIMES - 1) for text in data.getlist("at"))
    at = mask(one for one in chosen if one is not None)
    found = TypedTimes(at, plain(data, "experience"), plain(data, "discipline"))
    if found.experience not in ("", *map(str, LEVELS)):
        found.problems["experience"] = Refusal("not_an_option", {"given": found.experience[:40]})
    if refusal := discipline_problem(found.discipline):
        found.problems["discipline"] = refusal
    if not bits(found.slots) and plain(data, "none") != "yes":
        found.problems["at"] = Refusal("no_times")
    return found


NO_SEED = -1  # refused, as a size of 0 is


def wish(data: QueryDict) -> Wish:
    """How sets are to be formed; a size that is none is refused by the action."""
    size, seed = plain(data, "size"), plain(data, "seed")
    return Wish(
        plain(data, "kind"),
        number_in(size) or 0,
        plain(data, "colleagues") == "apart",
        NO_SEED if (number := number_in(seed or "1")) is None else number,
    )


def typed_day(request: HttpRequest, name: str) -> tuple[date | None, Refusal | None]:
    """A day or none; and what is the matter with it."""
    day = optional_day(plain(request.POST, name))
    return (None, day) if isinstance(day, Refusal) else (day, None)
