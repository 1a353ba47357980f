"""Student researchers beyond the first 57: composed from a bank of jobs, hosts, concerns and needs.

Nothing is left to chance: the same number is always the same person with the same plan. Numbers
next to each other never share a concern, a need, a job or a host, so no two in a set are alike.
"""

import unicodedata
from collections.abc import Callable
from functools import cache
from typing import Any

from pactwork.demo.cast import FOLDER, Part, Sections
from pactwork.ground.yaml_file import read_words

SMALL = str.maketrans("łøđıŁØĐæß'’", "lodiLODas--")
VARIANTS = {
    "inquiry": ("AIN501", "AIN601", "AIN501", "AIN401", "AIN501"),
    "london": ("WL5W50", "WL5W50", "WL6W50"),
}
FORMATS = {
    "inquiry": {
        "plan-in-use": ("pages", "talk"),
        "portfolio": ("written", "audio", "film", "pages"),
        "exhibition": ("at-work", "online", "leaflet"),
    },
    "london": {
        "challenge-agreement": ("written", "spoken"),
        "portfolio": ("written", "film", "podcast", "display"),
    },
}
PATTERNS = ("steady", "front", "late", "steady", "catch-up")


@cache
def _bank(name: str) -> Any:
    return read_words(FOLDER / f"bank-{name}.yaml")


@cache
def _names(what: str) -> list[str]:
    listed = read_words(FOLDER / "names.yaml")[what]
    return [name.strip() for name in listed.replace("\n", " ").split(",")]


def _letters(words: str) -> str:
    """Plain small letters with dashes, for addresses."""
    plain = unicodedata.normalize("NFKD", words.translate(SMALL)).encode("ascii", "ignore").decode()
    kept = "".join(c if c.isalnum() else "-" for c in plain.lower())
    return "-".join(filter(None, kept.split("-")))


def _address(name: str, house: str) -> str:
    first, *rest = name.split()
    return f"{_letters(first)}.{_letters(' '.join(rest))}@{house}"


def _filled(value: Any, slots: dict[str, str], turn: int) -> Any:
    """Words with their gaps filled; of a list of phrases, the one whose turn it is."""
    if isinstance(value, str):
        return value.format_map(slots)
    if isinstance(value, dict):
        return {key: _filled(item, slots, turn) for key, item in value.items()}
    if isinstance(value, list) and value and isinstance(value[0], str):
        return _filled(value[turn % len(value)], slots, turn)
    return [_filled(item, slots, turn) for item in value]


def _slots(about: dict[str, Any], number: int, site: str) -> tuple[dict[str, str], dict[str, str]]:
    """What fills the gaps, and the advocate, whose first name is one of them."""
    first, last = _names("advocate_first"), _names("advocate_last")
    name = f"{first[number % len(first)]} {last[(number * 7) % len(last)]}"
    advocate = {
        "name": name,
        "job": about["lead"],
        "email": _address(name, f"{_letters(site)}.example"),
    }
    said = {key: value for key, value in about.items() if isinstance(value, str)}
    slots = said | {"boss": name.split()[0], "site": site}
    slots |= {key.capitalize(): value[:1].upper() + value[1:] for key, value in slots.items()}
    return slots, advocate


def _rotated(rows: list[Any], number: int, most: int) -> list[Any]:
    return [rows[(number + step) % len(rows)] for step in range(most)]


def _shows(sort: str, number: int) -> dict[str, str]:
    return {key: forms[number % len(forms)] for key, forms in FORMATS[sort].items()}


def _inquiry(concern: dict[str, Any], shared: dict[str, Any], number: int) -> Sections:
    outcomes = {key: rows[number % len(rows)] for key, rows in shared["outcomes"].items()}
    if VARIANTS["inquiry"][number % 5] == "AIN401":
        del outcomes["lo4"]
    return {
        "try": concern["try"],
        "bothers": concern["bothers"],
        "question": {key: concern[key] for key in ("title", "question", "use")},
        "stops": {key: concern[key] for key in ("inside", "outside", "touches")},
        "activities": {"rows": concern["tries"]},
        "reasoning": {key: concern[key] for key in ("people", "fair")},
        "triage": concern.get("raises", {}) | _asking(concern, "letters"),
        "signs": {"rows": concern["signs"]},
        "outcomes": outcomes,
        "card": concern["card"]
        | {
            "when": shared["whens"][number % len(shared["whens"])],
            "safe": shared["safe"][number % len(shared["safe"])],
            "first-day": f"+{24 + number % 12}",
            "hours-at-work": str(8 + number % 5 * 3),
        },
        "helps": {"rows": _rotated(shared["helps"], number, 2 + number % 2)},
        "weeks": {
            "pattern": PATTERNS[number % len(PATTERNS)],
            "notes": shared["notes"][number % len(shared["notes"])],
        },
        "format": _shows("inquiry", number),
    }


def _asking(concern: dict[str, Any], key: str) -> dict[str, str]:
    return {key: concern["letters"]} if "letters" in concern else {}


def _london(need: dict[str, Any], host: dict[str, Any], shared: dict[str, Any], n: int) -> Sections:
    levels, actions = (shared[key][n % 3] for key in ("levels", "risks"))
    cells = {
        str(row): {"level": level, "action": action}
        for row, (level, action) in enumerate(zip(levels, actions, strict=True))
    }
    day = shared["days"][n % len(shared["days"])]
    return {
        "walk": {key: host[key] for key in ("look", "expect", "surprised")},
        "challenge": {"challenges": (host["challenge"],), "why": host["why"], "seen": host["seen"]},
        "organisation": {
            "name": "{site}",
            "supervisor": "{supervisor}, {lead}",
            "email": "{email}",
            "sort": host["sort"],
            "size": host["size"],
            "found": shared["found"][n % 3],
        },
        "difference": {"title": need["title"], **need["difference"]},
        "goals": {"rows": need["goals"]},
        "place": {**day, "touch": shared["touch"][n % 3]},
        "weeks": {"pattern": PATTERNS[n % 3], "notes": shared["notes"][n % 3]},
        "risks": {"cells": cells},
        "reasoning": {key: need[key] for key in ("people", "careful")},
        "triage": host.get("raises", {}),
        "outcomes": {key: rows[n % len(rows)] for key, rows in shared["outcomes"].items()},
        "helps": {"rows": _rotated(shared["helps"], n, 2)},
        "format": _shows("london", n),
        "card": {
            **{key: need[key] for key in ("do", "need", "gets")},
            "when": day["days"],
            "safe": shared["safe"][n % 3],
            "first-day": f"+{30 + n % 7}",
            "last-day": f"+{72 + n % 7}",
            "hours-at-work": "45",
        },
    }


def _part(sort: str, number: int, about: dict[str, Any], site: str, job: str, plan: Any) -> Part:
    name = _names("students")[number]
    slots, advocate = _slots(about, number, site)
    slots |= {"supervisor": advocate["name"], "email": advocate["email"]}
    turn = number // 20
    told: dict[str, Any] = _filled(plan, slots, turn)
    return Part(
        name=name,
        known_as=name.split()[0],
        email=_address(name, "student.midshire.example"),
        variant=VARIANTS[sort][number % len(VARIANTS[sort])],
        job=job,
        workplace=site,
        advocate=advocate,
        sections=told["sections"],
        redraft=told["redraft"],
        comments=tuple(told["comments"]),
        points=tuple(told["points"]),
        composed=True,
    )


def _plan(sections: Sections, words: dict[str, Any]) -> dict[str, Any]:
    return {"sections": sections} | {key: words[key] for key in ("redraft", "comments", "points")}


def inquirer(number: int) -> Part:
    """Somebody who studies their own work."""
    jobs, towns = _bank("jobs"), _names("towns")
    concerns = _bank("inquiry-1") + _bank("inquiry-2")
    job, concern = jobs[number % len(jobs)], concerns[number * 7 % len(concerns)]
    site = job["at"].format(town=towns[number % len(towns)])
    sections = _inquiry(concern, _bank("shared")["inquiry"], number)
    return _part("inquiry", number, job, site, job["job"], _plan(sections, concern))


def volunteer(number: int) -> Part:
    """Somebody who spends some days with a small organisation in London."""
    listed, needs = _bank("hosts"), _bank("london")
    areas, courses = (
        [one.strip() for one in listed[key].split(",")] for key in ("areas", "courses")
    )
    host, need = listed["hosts"][number % len(listed["hosts"])], needs[number * 3 % len(needs)]
    site = host["at"].format(area=areas[number % len(areas)])
    year = ("Second", "Final")[VARIANTS["london"][number % 3] == "WL6W50"]
    job = f"{year}-year student, {courses[number % len(courses)]}"
    sections = _london(need, host, _bank("shared")["london"], number)
    return _part("london", number, host, site, job, _plan(sections, need))


SORTS: dict[str, Callable[[int], Part]] = {
    "action-inquiry": inquirer,
    "empowering-london": volunteer,
}


def composed(module: str, first: int, count: int) -> list[Part]:
    """So many people of the bank for one module, from the number given."""
    return [SORTS[module](number) for number in range(first, first + count)]


def spoken(what: str, number: int) -> str:
    """What somebody says when they answer, settle or amend, in turn."""
    said: list[str] = _bank("shared")["answers"][what]
    return said[number % len(said)]
