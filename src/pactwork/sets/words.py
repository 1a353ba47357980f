"""Times, levels, conflicts and scorecards in words; said when a page is made, in its language."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from pactwork.sets.rules.times import PARTS, bit, bits, day_and_part
from pactwork.solving.conflicts import Conflict
from pactwork.solving.scorecards import Card

Name = Callable[[str], str]
MOST_TIMES = 6  # named in a scorecard


def day_names() -> list[str]:
    return [
        _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"),
        _("Sunday"),
    ]  # fmt: skip


def part_names() -> dict[str, str]:
    return {"morning": _("Morning"), "afternoon": _("Afternoon"), "evening": _("Evening")}


def level_names() -> list[str]:
    return [
        _("I am new to work"),
        _("Up to a year"),
        _("One to three years"),
        _("Three to ten years"),
        _("More than ten years"),
    ]


def time_name(at: int) -> str:
    """Tuesday evening."""
    day, part = day_and_part(at)
    return pgettext("a time of the week", "%(day)s %(part)s") % {
        "day": day_names()[day],
        "part": part_names()[PARTS[part]].lower(),
    }


def times(found: Sequence[int], most: int = MOST_TIMES) -> str:
    """The first of them by name, and how many more."""
    names = ", ".join(time_name(at) for at in found[:most])
    more = len(found) - most
    if more <= 0:
        return names
    return ngettext("%(names)s and %(num)s more", "%(names)s and %(num)s more", more) % {
        "names": names,
        "num": more,
    }


def grid(slots: int) -> list[tuple[str, list[tuple[int, str, bool]]]]:
    """Days with their boxes: (bit, part, ticked)."""
    ticked, parts = set(bits(slots)), part_names()
    return [
        (name, [(bit(day, n), parts[part], bit(day, n) in ticked) for n, part in enumerate(PARTS)])
        for day, name in enumerate(day_names())
    ]


@dataclass(frozen=True)
class Line:
    """One sentence of a scorecard; ``state``: go, slow, stop or idle."""

    state: str
    words: str


def lines(card: Card, name: Name) -> list[Line]:
    found = [*_broken(card, name), _meeting(card)]
    if card.silent:
        said = _("Not yet known when they can meet: %(names)s.")
        found.append(Line("idle", said % {"names": _named(card.silent, name)}))
    if card.hardly_free:
        said = _("Can hardly ever meet: %(names)s. Speak to them.")
        found.append(Line("slow", said % {"names": _named(card.hardly_free, name)}))
    if len(card.levels) > 1:
        mixed = Line("go", _("Experience is mixed."))
        found.append(mixed if card.mixed else Line("slow", _("Their experience is similar.")))
    if card.repeated:
        said = _("More than one from: %(names)s.")
        found.append(Line("idle", said % {"names": ", ".join(card.repeated)}))
    return found


def _meeting(card: Card) -> Line:
    if len(card.silent) == len(card.keys):
        return Line("idle", _("Nobody has said yet when they can meet."))
    if not card.common:
        nobody = _("There is no time when all of them can meet.")
        said = _("There is no time when those who have answered can all meet.")
        return Line("stop", said if card.silent else nobody)
    count = len(card.common)
    all_of_them = ngettext(
        "%(num)s time when all can meet: %(times)s.",
        "%(num)s times when all can meet: %(times)s.",
        count,
    )
    some = ngettext(
        "%(num)s time when those who have answered can meet: %(times)s.",
        "%(num)s times when those who have answered can meet: %(times)s.",
        count,
    )
    said = (some if card.silent else all_of_them) % {"num": count, "times": times(card.common)}
    return Line("go" if card.meets_well else "idle" if card.meets else "slow", said)


def _broken(card: Card, name: Name) -> list[Line]:
    found = [("colleagues", k) for k in card.colleagues]
    found += [("apart", k) for k in card.apart] + [("parted", k) for k in card.parted]
    return [Line("stop", broken(kind, keys, name)) for kind, keys in found]


def broken(kind: str, keys: Sequence[str], name: Name) -> str:
    """A hard rule that is not kept, in one sentence."""
    says = {
        "colleagues": _("%(names)s work in the same place."),
        "apart": _("%(names)s must be kept apart."),
        "parted": _("%(names)s must stay together."),
    }
    return says[kind] % {"names": _named(keys, name)}


def _named(keys: Sequence[str], name: Name) -> str:
    return ", ".join(sorted(name(key) for key in keys))


def conflict(found: Conflict, name: Name) -> str:
    """What stands in the way, and so what would have to give."""
    says = {
        "apart_together": _("%(names)s must be kept apart, but other rules keep them together."),
        "colleagues_together": _(
            "%(names)s must stay together, but they work in the same place. End that rule, "
            "or let colleagues share a set."
        ),
        "too_many_together": _(
            "%(count)s people must stay together, but a set has room for %(room)s: %(names)s."
        ),
        "workplace": ngettext(
            (
                "%(count)s people work in the same place, but there would be no more than "
                "%(room)s set: %(names)s. Make sets smaller, or let colleagues share a set."
            ),
            (
                "%(count)s people work in the same place, but there would be no more than "
                "%(room)s sets: %(names)s. Make sets smaller, or let colleagues share a set."
            ),
            found.room,
        ),
        "rules": _(
            "We found no way to keep all the rules about these people: %(names)s. End one "
            "of the rules."
        ),
        "colleagues": _(
            "Sets of this size are not possible with colleagues kept apart. Try another "
            "size, or let colleagues share a set."
        ),
    }
    kind = "colleagues" if found.kind == "rules" and not found.keys else found.kind
    params = {"names": _named(found.keys, name), "count": found.count, "room": found.room}
    return says[kind] % params
