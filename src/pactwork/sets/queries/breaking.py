"""What somebody should know before a proposal counts: what changed since they looked, what it breaks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pactwork.ground.canonical import digest
from pactwork.ground.refusal import Refusal
from pactwork.sets.arranging import Group, as_they_are, groups_of
from pactwork.sets.models import Forming
from pactwork.sets.queries.gathering import Gathered
from pactwork.sets.words import Name, broken
from pactwork.solving.people import Crowd
from pactwork.solving.scorecards import broken_in

MOST_NAMED = 20


@dataclass(frozen=True, order=True)
class Broken:
    """A hard rule and whom it is about. ``kind``: colleagues, apart or parted."""

    kind: str
    keys: tuple[str, ...]


def newly_broken(found: Gathered, forming: Forming) -> list[Broken]:
    """By the proposal: what is so today already is nobody's decision now."""
    known = found.crowd(found.rules(forming.size, forming.colleagues_apart))
    now = as_they_are(found.people, found.sets)
    before = set(_all(found, known, now))
    return sorted(set(_all(found, known, groups_of(forming.arrangement))) - before)


def _all(found: Gathered, known: Crowd, groups: Sequence[Group]) -> Iterator[Broken]:
    for group in groups:
        here = [key for key in group.members if key in found.by_ref]
        for kind, keys in broken_in(known, here):
            yield Broken(kind, tuple(sorted(keys)))


def ticked(rules: Sequence[Broken]) -> str:
    """What the tick stands for: these rules and no others."""
    return digest([[rule.kind, *rule.keys] for rule in rules])


def in_words(rules: Sequence[Broken], name: Name) -> list[str]:
    return [broken(rule.kind, rule.keys, name) for rule in rules[:MOST_NAMED]]


def breaks_unsaid(rules: Sequence[Broken], knowingly: str, name: Name) -> Refusal | None:
    if not rules or knowingly == ticked(rules):
        return None
    return Refusal("proposal_breaks", {"rules": in_words(rules, name), "count": len(rules)})


def changed_since(forming: Forming, shown: str, name: Name) -> Refusal | None:
    """Somebody moved people by hand after the page was made from which this was sent."""
    if shown == forming.shown:
        return None
    known = [n for n, change in enumerate(forming.changes) if change[0] == shown]
    since = forming.changes[known[-1] :] if known else []
    moves = [(name(place), was, to) for _shown, place, was, to in since]
    return _changed(moves)


def replaced_since(old: Forming | None, now: Forming, shown: str, name: Name) -> Refusal:
    """Somebody proposed anew: who is elsewhere in it than in the one that was looked at."""
    if old is None or old.shown != shown:
        return Refusal("no_proposal")
    then, there = _places(old), _places(now)
    moves = [
        (name(key), then.get(key), there.get(key))
        for key in sorted({*then, *there}, key=name)
        if name(key) and then.get(key) != there.get(key)
    ]
    return _changed(moves)


def _places(forming: Forming) -> dict[str, str]:
    """The name of everybody's set in a proposal."""
    groups = groups_of(forming.arrangement)
    return {key: group.name for group in groups for key in group.members}


def _changed(moves: list[tuple[str, str | None, str | None]]) -> Refusal:
    more = max(0, len(moves) - MOST_NAMED)
    return Refusal("proposal_changed", {"moves": moves[:MOST_NAMED], "more": more})
