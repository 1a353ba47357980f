"""What a move by hand makes better and worse, in words."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pactwork.sets.words import Line, Name, broken
from pactwork.solving.scorecards import Card

Cards = Sequence[tuple[str, Card]]
ORDER = ("stop", "slow", "go", "idle")


def price_in_words(before: Cards, after: Cards, name: Name) -> list[Line]:
    """Set by set, what is worse first; nothing where no set differs in what we count."""
    found = _rules(before, after, name)
    for (called, old), (_called, new) in zip(before, after, strict=True):
        changes = [*_times(old, new), *_mix(old, new), *_work(old, new)]
        found += [Line(line.state, f"{called}: {line.words}") for line in changes]
    return sorted(found, key=lambda line: ORDER.index(line.state))


def _facts(cards: Cards) -> set[tuple[str, tuple[str, ...]]]:
    found: set[tuple[str, tuple[str, ...]]] = set()
    for _called, card in cards:
        found |= {("apart", tuple(sorted(keys))) for keys in card.apart}
        found |= {("parted", tuple(sorted(keys))) for keys in card.parted}
    return found


def _rules(before: Cards, after: Cards, name: Name) -> list[Line]:
    old, new = _facts(before), _facts(after)
    found = [Line("stop", broken(kind, keys, name)) for kind, keys in sorted(new - old)]
    kept = _("A rule that is broken now would be kept: %(rule)s")
    found += [Line("go", kept % {"rule": broken(*fact, name)}) for fact in sorted(old - new)]
    more = _pairs(after) - _pairs(before)
    if more > 0:
        said = ngettext(
            "%(num)s more pair from the same workplace in one set.",
            "%(num)s more pairs from the same workplace in one set.",
            more,
        )
        found.append(Line("stop", said % {"num": more}))
    if more < 0:
        said = ngettext(
            "%(num)s fewer pair from the same workplace in one set.",
            "%(num)s fewer pairs from the same workplace in one set.",
            -more,
        )
        found.append(Line("go", said % {"num": -more}))
    return found


def _pairs(cards: Cards) -> int:
    """Three of one workplace are three pairs."""
    return sum(
        len(keys) * (len(keys) - 1) // 2 for _called, card in cards for keys in card.colleagues
    )


def _times(old: Card, new: Card) -> list[Line]:
    if len(old.silent) == len(old.keys) or len(new.silent) == len(new.keys):
        return []  # nobody has said, before or after
    more = len(new.common) - len(old.common)
    if more and not new.common:
        return [Line("slow", _("no time left when all can meet."))]
    if more > 0:
        said = ngettext("%(num)s more time in common.", "%(num)s more times in common.", more)
        return [Line("go", said % {"num": more})]
    if more < 0:
        said = ngettext("%(num)s fewer time in common.", "%(num)s fewer times in common.", -more)
        return [Line("slow", said % {"num": -more})]
    return []


def _mix(old: Card, new: Card) -> list[Line]:
    if len(old.levels) < 2 or len(new.levels) < 2 or old.mixed == new.mixed:
        return []
    if new.mixed:
        return [Line("go", _("experience would be mixed."))]
    return [Line("slow", _("experience would no longer be mixed."))]


def _work(old: Card, new: Card) -> list[Line]:
    came = sorted(set(new.repeated) - set(old.repeated))
    went = sorted(set(old.repeated) - set(new.repeated))
    worse, better = (
        _("more than one from: %(names)s."),
        _("no longer more than one from: %(names)s."),
    )
    found = [Line("slow", worse % {"names": ", ".join(came)})] if came else []
    return found + ([Line("go", better % {"names": ", ".join(went)})] if went else [])
