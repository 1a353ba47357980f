"""How a yes that somebody else wrote down is named, wherever it is shown."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from pactwork.contracts.models import Answer, Recording
from pactwork.ground.dates import day, short_day


def recording_of(answer: Answer | None) -> Recording | None:
    return getattr(answer, "recording", None) if answer else None


def disputed_now(answer: Answer | None) -> bool:
    """Said not to be so, and nobody has settled it yet."""
    record = recording_of(answer)
    return record is not None and record.disputed_at is not None and record.settled_at is None


def recorded_words(answer: Answer) -> str:
    """Carol said yes in a meeting on Monday 5 October; written down by Nadine."""
    record = recording_of(answer)
    if record is None:
        return ""
    ways = {
        "meeting": _("%(name)s said yes in a meeting on %(day)s; written down by %(by)s"),
        "phone": _("%(name)s said yes by phone on %(day)s; written down by %(by)s"),
        "paper": _("%(name)s said yes on paper on %(day)s; added by %(by)s"),
    }
    known = {"name": answer.by_name, "day": day(record.said_on), "by": record.by_person.name}
    return ways[answer.method] % known


def recorded_line(answer: Answer) -> str:
    """The same in the few words that a ring has room for."""
    record = recording_of(answer)
    return line_of(record, answer.method) if record else ""


def line_of(record: Recording, method: str) -> str:
    ways = {
        "meeting": _("Yes in a meeting, %(day)s; written down by %(by)s"),
        "phone": _("Yes by phone, %(day)s; written down by %(by)s"),
        "paper": _("Yes on paper, %(day)s; added by %(by)s"),
    }
    return ways[method] % {"day": short_day(record.said_on), "by": record.by_person.name}


def noted(yes: dict[str, Any]) -> str:
    """Who wrote a yes down that stands in an agreement, when it was said; who confirmed the giver."""
    said = []
    if "said_on" in yes:
        known = {"by": yes["by"], "day": short_day(date.fromisoformat(yes["said_on"]))}
        said.append(_("said on %(day)s, written down by %(by)s") % known)
    if "confirmed_at" in yes:
        at = short_day(datetime.fromisoformat(yes["confirmed_at"]))
        known = {"by": yes["confirmed_by"], "day": at}
        said.append(_("identity confirmed by %(by)s on %(day)s") % known)
    return ", ".join(said)
