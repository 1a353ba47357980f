"""What record systems write of somebody's place on a course: taking part, or not. Pure."""

import re

from pactwork.ground.spelling import folded

TAKES_PART = {
    *("active", "enrolled", "fully enrolled", "registered", "web registered", "current"),
    *("attending", "ongoing", "in progress", "student", "yes"),
    *("re", "rw", "rt", "rc", "readd course"),  # Banner: registered, on the web, once more
}
HAS_LEFT = {
    *("deleted", "inactive", "withdrawn", "withdrew", "completed", "complete", "dropped"),
    *("suspended", "concluded", "rejected", "transferred", "left", "leaver", "interrupted"),
    *("intermitting", "deferred", "cancelled", "canceled", "graduated", "expired"),
    *("deregistered", "unenrolled", "unregistered", "disabled", "archived", "terminated"),
    "no",
    *("drop", "drop/delete", "waitlist", "waitlisted", "wait", "deleted_last_completed"),
    *("dd", "dw", "dc", "ww", "wl"),  # Banner: dropped, withdrawn, on the web; on the waiting list
}
# Banner says since when: Web Registered on Apr 07, 2026; Registered 08/15/2026.
_SINCE = re.compile(
    r"[\s(,:;-]+(?:(?:on|since)\s+)?(?:\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s\d).*"
)
LONGEST = 200  # letters of a status that are looked at
NOT_SO = {"", "0", "no", "n", "false", "-"}


def takes_part(status: str) -> bool | None:
    """``Withdrawn (30/10/2026)`` is no; a word that is not known here is None."""
    said = _SINCE.sub("", folded(status[:LONGEST]).replace("*", "").strip())
    if said in TAKES_PART or not said:
        return True
    left = said in HAS_LEFT or said.split()[0].strip("(),:;") in HAS_LEFT
    return False if left or said.startswith("not ") else None


def is_set(flag: str) -> bool:
    """A column such as ``suspended``: 1, yes, a date."""
    return folded(flag) not in NOT_SO
