"""Guards that nobody misses by themselves: behind each stands another, or it is not about who.

Exactly which, unmissed.json says; why, reasons.py. A guard that is new: hunt.py looks who misses it; or
``pytest tests/access/test_guards.py -k hunt --every-guard=-1`` puts it on the list.
"""

import json
from pathlib import Path

from tests.access.reasons import BY_PLACE, OF_ITS_OWN

UNMISSED = Path(__file__).parent / "unmissed.json"
LIST: list[str] = json.loads(UNMISSED.read_text()) if UNMISSED.exists() else []
# They say whose words are shown, or who signs in as whom.
WORDS = (
    ".seen.",
    ".rules.readers.",
    ".lent.",
    ".queries.",
    ".pages.",
    "rights.",
    "web.",
    ".naming.",
)


def stands_behind(name: str) -> str:
    """What it is named by: the longest beginning of its name for which there is a reason."""
    found = [begin for begin in (*BY_PLACE, *OF_ITS_OWN) if name.startswith(begin)]
    return max(found, key=len, default="")


def reason(name: str) -> str:
    """Why nobody misses this one."""
    return {"": "", **BY_PLACE, **OF_ITS_OWN}[stands_behind(name)]


def of_a_write(name: str) -> bool:
    """A move of the law, or in an action."""
    return "." not in name.partition(": ")[0] or ".actions." in name


def of_private_words(name: str) -> bool:
    return any(room in name.partition(": ")[0] for room in WORDS)


IN_DEPTH: dict[str, str] = {name: reason(name) for name in LIST}
