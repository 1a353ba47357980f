"""What an institution says of itself: its name, its clock, and whom people write to."""

from functools import cache
from zoneinfo import available_timezones

from pactwork.ground import mailboxes
from pactwork.ground.refusal import Refusal
from pactwork.ground.validation import words_problem

MOST = 200
# Files beside the zones, which say what this computer has, or nothing.
NO_ZONES = frozenset({"localtime", "posixrules", "Factory"})


@cache
def zones() -> frozenset[str]:
    """Every zone that is one on any computer."""
    known = available_timezones() - NO_ZONES
    return frozenset(zone for zone in known if not zone.startswith(("posix/", "right/")))


def name_problem(name: str) -> Refusal | None:
    return words_problem(name, MOST, missing="words_missing")


def problems(time_zone: str | None, help_email: str | None) -> dict[str, Refusal | None]:
    """By field; what is not said is not judged, and nobody has to be named for help."""
    known = time_zone is None or time_zone in zones()
    zone = None if known else Refusal("not_an_option", {"given": str(time_zone)[:40]})
    return {
        "time_zone": zone,
        "help_email": mailboxes.refusal(help_email) if help_email else None,
    }
