"""Guards that nobody misses by themselves: behind each stands another, or it is not about who.

Exactly which, unmissed.json says; why, by where they are, is said here. A guard that is new: hunt.py
looks who misses it; or ``pytest tests/access/test_guards.py -k hunt --every-guard=-1`` puts it on the list.
"""

import json
from pathlib import Path

UNMISSED = Path(__file__).parent / "unmissed.json"
LIST: list[str] = json.loads(UNMISSED.read_text()) if UNMISSED.exists() else []
# By how the name begins; the longest counts.
REASONS: dict[str, str] = {
    "contracts.seen": "rows of another run, role or set are shut out by the conditions beside it",
    "contracts.rules": "the law and its readers have tables of their own: tests/contracts/test_readers.py",
    "contracts.actions": "the law is asked in the same act; the rest is words and time (tests/contracts)",
    "contracts.views": "the desk was looked up before, and the law or the act refuses after it",
    "contracts.queries": "the run's own query names the institution too",
    "links": "a token is signed for one link: another's row would not match it",
    "modules": "who is shut out here has no account that is open, or no row at all",
    "people": "somebody without an account never gets so far: tests/test_closed_doors.py",
    "conversations.seen": "scope and institution are asked together, and each alone is enough",
    "conversations.views": "the act asks the same again (test_acts.py); the rest is which form is shown",
    "conversations.actions": "what is the matter with words or time; who may, test_acts.py asks",
    "conversations.queries": "the view has shut out whoever may not; it narrows the page to its subject",
    "conversations.citing": "a button that does nothing where there is nothing to cite",
    "hotseats.seen": "the page asks again what somebody is on the run",
    "hotseats.views": "the act asks the same again (test_acts.py); the rest is which form is shown",
    "hotseats.actions": "what is the matter with words or time; who may, test_acts.py asks",
    "hotseats.rules": "the window and the queue are tables of their own: tests/hotseats",
    "hotseats.queries": "it narrows the page to its subject; the template shows no more (test_guest.py)",
    "sets": "the run was looked up for its leader or member before; the rest is what was typed",
    "reviews.views": "the desk or the act refuses too (test_acts.py); the rest is which form is shown",
    "reviews.lent": "the review is looked up by reviewer, draft and run, and one of them is enough here",
    "reviews.actions": "what is the matter with words or time; who may, test_acts.py asks",
    "reviews.rules": "tests/reviews/test_rules.py has the table",
    "reviews.queries": "the desk reads no more than its sections; what is owed: test_marked_strings.py",
    "digests": "letters are no pages: test_marked_strings.py reads them, tests/digests count them",
    "": "another rule of the same move refuses first; each by itself in tests/contracts/test_law.py",
}


def reason(name: str) -> str:
    """Why nobody misses this one."""
    where = name.partition(": ")[0]
    found = [begin for begin in REASONS if where.startswith(begin) and (begin or "." not in where)]
    return REASONS[max(found, key=len)] if found else ""


IN_DEPTH: dict[str, str] = {name: reason(name) for name in LIST}
