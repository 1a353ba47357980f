"""What record systems write of somebody's place on a course: taking part, or not. Pure."""

from pactwork.ground.spelling import folded

TAKES_PART = {
    *("active", "enrolled", "fully enrolled", "registered", "web registered", "current"),
    *("attending", "ongoing", "in progress", "student", "yes"),
    *("re", "rw"),  # Banner: registered, registered on the web
}
HAS_LEFT = {
    *("deleted", "inactive", "withdrawn", "withdrew", "completed", "complete", "dropped"),
    *("suspended", "concluded", "rejected", "transferred", "left", "leaver", "interrupted"),
    *("intermitting", "deferred", "cancelled", "canceled", "graduated", "expired"),
    *("deregistered", "unenrolled", "unregistered", "disabled", "archived", "terminated"),
    "no",
    *("dd", "dw", "ww"),  # Banner: dropped, dropped on the web, withdrawn on the web
}
NOT_SO = {"", "0", "no", "n", "false", "-"}


def takes_part(status: str) -> bool | None:
    """``Withdrawn (30/10/2026)`` is no; a word that is not known here is None."""
    said = folded(status).replace("*", "").strip()
    if said in TAKES_PART or not said:
        return True
    left = said in HAS_LEFT or said.split()[0].strip("(),:;") in HAS_LEFT
    return False if left or said.startswith("not ") else None


def is_set(flag: str) -> bool:
    """A column such as ``suspended``: 1, yes, a date."""
    return folded(flag) not in NOT_SO
