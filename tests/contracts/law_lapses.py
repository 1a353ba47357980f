"""Table two, written by hand from the model: seat x section, what lapses when one section's words change.

=: the yes still counts; L: it lapses; n: not needed; J: not asked, for the need is new or was never met.
"""

from dataclasses import dataclass
from typing import Any

Value = dict[str, Any]


@dataclass(frozen=True)
class Change:
    """New words for one section, merged into what stands there. Empty: there is nothing to type."""

    section: str
    value: Value


# --- The action inquiry: workplace, university, ethics; without and with triage raised.

INQUIRY_SEATS = ("workplace", "university", "ethics")
INQUIRY = """
    change            quiet     raised
    try               = = n     = = =
    bothers           = L n     = L =
    question          = L n     = L =
    title             = L n     = L =
    stops             = L n     = L =
    activities        = L n     = L =
    one row more      = L n     = L =
    reasoning         = L n     = L L
    triage letters    = L n     = L L
    triage raised     = L J     = L L
    triage lowered    = = n     = L n
    signs             = L n     = L =
    outcomes          = L n     = L =
    weeks, promise    = L n     = L =
    weeks, at work    = L n     = L =
    weeks, route      = = n     = = =
    weeks, a line     = = n     = = =
    card              L L n     L L =
    card, first day   L L n     L L =
    helps             = L n     = L =
    format            = L n     = L =
    promise           = = n     = = =
"""
INQUIRY_CHANGES = {
    "try": Change("try", {"will": "Open my next seven calls with one question."}),
    "bothers": Change("bothers", {"who-notices": "The whole team, on Fridays."}),
    "question": Change("question", {"question": "How can I end a call so that we both know?"}),
    "title": Change("question", {"title": "Complaints, and my own calls"}),
    "stops": Change("stops", {"outside": "The policy, and the other teams."}),
    "activities": Change(
        "activities",
        {"rows": [{"doing": "Listen to nine calls", "when": "Week 3", "why": "To see"}]},
    ),
    "one row more": Change(
        "activities",
        {
            "rows": [
                {"doing": "Listen back to six calls", "when": "Week 3", "why": "To see"},
                {"doing": "Ask Carol to listen", "when": "Week 5", "why": "She knows"},
            ]
        },
    ),
    "reasoning": Change("reasoning", {"fair": "Nobody is named, and anyone may say no."}),
    "triage letters": Change("triage", {"letters": "May I use what you tell me?"}),
    "triage raised": Change("triage", {"vulnerable": "yes"}),
    "triage lowered": Change("triage", {"covert": "no"}),
    "signs": Change(
        "signs", {"rows": [{"sign": "Fewer calls come back", "evidence": "A tally", "who": ""}]}
    ),
    "outcomes": Change(
        "outcomes", {"FIRST": "By keeping the log, and saying what it cannot show."}
    ),
    "weeks, promise": Change("weeks", {"SHIFT": "kind"}),
    "weeks, at work": Change("weeks", {"SHIFT": "first week at work"}),
    "weeks, route": Change("weeks", {"SHIFT": "week"}),
    "weeks, a line": Change("weeks", {"SHIFT": "line"}),
    "card": Change("card", {"need": "An hour in week 5."}),
    "card, first day": Change("card", {"first-day": "2026-11-09"}),
    "helps": Change("helps", {"rows": [{"name": "Imran", "help": "Reads", "how-often": ""}]}),
    "format": Change("format", {"OTHER": "format"}),
    "promise": Change("promise", {"reply": "Within an hour."}),
}

# --- Four parties: employer, provider, union, university; without and with jobs at stake.

FOUR_SEATS = ("employer", "provider", "union", "university")
FOUR = """
    change            safe        at stake
    process           L = n L     L = = L
    jobs at stake     L = J L     = = = =
    jobs safe         = = n =     L = n L
    consulted         L = n =     L = L =
    skills            = L n =     = L = =
    weeks             L L n L     L L = L
    paid              = = n =     = = = =
"""
FOUR_CHANGES = {
    "process": Change("process", {"process": "How parts are booked in."}),
    "jobs at stake": Change("process", {"jobs": "yes"}),
    "jobs safe": Change("process", {"jobs": "no"}),
    "consulted": Change("consulted", {"rows": [{"name": "Ines", "said": "Mind the night shift."}]}),
    "skills": Change("skills", {"cells": {"0": {"now": "Alone", "how": "By doing"}}}),
    "weeks": Change("weeks", {"SHIFT": "kind"}),
    "paid": Change("paid", {"time": "Seven paid hours."}),
}

# --- One of three is enough: two of the ward have said yes, the third was never asked.

WARD_SEATS = ("ward1", "ward2", "ward3", "university", "ethics")
WARD = """
    change            quiet         raised
    need              = = J L n     = = J L =
    goals             L L J L n     L L J L =
    which first       L L J L n     L L J L =
    patients          = = J L J     = = J L L
    records lowered   = = J = n     = = J L n
    outcomes          = = J L n     = = J L =
"""
WARD_CHANGES = {
    "need": Change("need", {"wanted": "To run the clinic on my own."}),
    "goals": Change("goals", {"rows": [{"goal": "Take consent for an infusion."}]}),
    "which first": Change("goals", {"first": "The second, because of the rota."}),
    "patients": Change("patients", {"patients": "yes"}),
    "records lowered": Change("patients", {"records": "no"}),
    "outcomes": Change("outcomes", {"gap": "Leading others."}),
}


def rows(table: str, seats: tuple[str, ...]) -> dict[tuple[str, str, str], str]:
    """Each cell as (change, base, seat) -> its mark. Two or more spaces stand between columns."""
    head, *lines = [line.strip() for line in table.strip().split("\n")]
    bases = [base.strip() for base in head.split("  ") if base.strip()][1:]
    found: dict[tuple[str, str, str], str] = {}
    for line in lines:
        name, *groups = [part.strip() for part in line.split("  ") if part.strip()]
        assert len(groups) == len(bases), line
        for base, marks in zip(bases, groups, strict=True):
            found |= {(name, base, s): m for s, m in zip(seats, marks.split(" "), strict=True)}
    return found
