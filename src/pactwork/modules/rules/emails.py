"""How many emails one person may cause in a day. Pure; staff may cause more than students."""

from dataclasses import dataclass

from pactwork.ground.refusal import Refusal

TOO_MANY = frozenset({"too_many_outside", "too_many_emails"})
# What goes to somebody without an account because somebody else named them.
TO_OUTSIDERS = frozenset({"asked", "guest_invited", "guest_corrected"})


@dataclass(frozen=True)
class Day:
    """Emails in a day: to outsiders whom one named, and all together."""

    outside: int = 0
    all: int = 0

    def __add__(self, other: "Day") -> "Day":
        return Day(self.outside + other.outside, self.all + other.all)


# A student asks one or two people about each module, and again where an address was wrong. Whoever
# came by link passes on once. A module leader may write to a whole cohort, more than once.
STUDENT, BY_LINK, STAFF = Day(20, 200), Day(20, 200), Day(300, 10_000)


def too_many(before: Day, now: Day, most: Day) -> Refusal | None:
    """Why what would go out now is more than a day's; what sends nothing is never refused."""
    total = before + now
    if now.outside and total.outside > most.outside:
        return Refusal("too_many_outside", {"most": most.outside})
    if now.all and total.all > most.all:
        return Refusal("too_many_emails", {"most": most.all})
    return None
