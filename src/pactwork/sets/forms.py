"""What is typed on pages about sets, as far as it can be understood."""

from dataclasses import dataclass, field
from datetime import date

from django.http import HttpRequest, QueryDict

from pactwork.ground.refusal import Refusal
from pactwork.ground.typed import markdown_in
from pactwork.ground.typed_days import day_in
from pactwork.sets.models import Availability
from pactwork.sets.rules.times import LEVELS, bits, mask
from pactwork.sets.typed import MOST_DISCIPLINE, Wish


def plain(data: QueryDict, name: str) -> str:
    return markdown_in(data, name)


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
    chosen = [int(text) for text in data.getlist("at") if text.isascii() and text.isdigit()]
    found = TypedTimes(
        mask(at for at in chosen if at < 100), plain(data, "experience"), plain(data, "discipline")
    )
    if found.experience not in ("", *map(str, LEVELS)):
        found.problems["experience"] = Refusal("not_an_option", {"given": found.experience[:40]})
    if len(found.discipline.strip()) > MOST_DISCIPLINE:
        long = {"length": len(found.discipline.strip()), "most": MOST_DISCIPLINE}
        found.problems["discipline"] = Refusal("too_long", long)
    if not bits(found.slots) and plain(data, "none") != "yes":
        found.problems["at"] = Refusal("no_times")
    return found


def wish(data: QueryDict) -> Wish:
    """How sets are to be formed; a size that is none is refused by the action."""
    size, seed = plain(data, "size"), plain(data, "seed")
    return Wish(
        plain(data, "kind"),
        int(size) if size.isascii() and size.isdigit() and len(size) < 3 else 0,
        plain(data, "colleagues") == "apart",
        int(seed) if seed.isascii() and seed.isdigit() and len(seed) < 9 else 1,
    )


def typed_day(request: HttpRequest, name: str) -> tuple[date | None, Refusal | None]:
    """A day or none; and what is the matter with it."""
    text = plain(request.POST, name).strip()
    if not text:
        return None, None
    day = day_in(text)
    return (day, None) if isinstance(day, date) else (None, day)
