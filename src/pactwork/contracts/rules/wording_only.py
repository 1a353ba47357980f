"""Wording only: words that changed while their meaning, as a facilitator confirmed, did not."""

from collections.abc import Mapping

from pactwork.contracts.rules.facts import YES, AnswerFact, DraftFact, Facts
from pactwork.contracts.rules.needed import changed

Meanings = Mapping[tuple[str, str], str]


def confirmed(facts: Facts) -> tuple[AnswerFact, ...]:
    """The answers that confirm their draft's change as wording only, oldest first."""
    return tuple(a for a in facts.answers if a.wording and a.kind in YES and a.withdrawn_at is None)


def meanings(facts: Facts, seat: int) -> Meanings:
    """For this seat: (section, digest) of reworded words -> the digest of the words they stand for.

    Each confirmed draft carries the words of the draft before it on, unless the seat objected.
    """
    refused = {o.draft for o in facts.objections if o.seat == seat}
    kept = {a.draft for a in confirmed(facts)} - refused
    found: dict[tuple[str, str], str] = {}
    if not kept:
        return found
    for before, draft in zip(facts.drafts, facts.drafts[1:], strict=False):
        if draft.number not in kept:
            continue
        for section, digest in draft.digests.items():
            was = before.digests.get(section)
            if was and was != digest:
                found[section, digest] = found.get((section, was), was)
    return found


def kept_by_wording(facts: Facts, seat: int) -> AnswerFact | None:
    """The confirmation that keeps this seat's yes, whose own words have changed; None if none does."""
    said, newest = facts.latest_answer(seat), facts.newest
    party = next(s.party for s in facts.seats if s.id == seat)
    if said is None or newest is None or said.kind not in YES or said.withdrawn_at:
        return None
    own = meanings(facts, seat)
    exact = changed(facts, party, said.covered, newest)
    if not exact or changed(facts, party, said.covered, newest, own):
        return None
    later = [a for a in confirmed(facts) if a.at > said.at]
    return later[-1] if later else None


def reworded(before: DraftFact, draft: DraftFact) -> frozenset[str]:
    """The sections whose words differ between two drafts."""
    keys = before.digests.keys() | draft.digests.keys()
    return frozenset(k for k in keys if before.digests.get(k) != draft.digests.get(k))
