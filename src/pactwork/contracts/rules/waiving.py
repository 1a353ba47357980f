"""For which sections staff go ahead without a party's yes, and in which drafts. Pure."""

from pactwork.contracts.rules.facts import DraftFact, Facts, WaiverFact


def waived_sections(facts: Facts, party: str, draft: DraftFact | None) -> frozenset[str]:
    """The sections of this draft whose yes from this party was waived one by one, not as a whole."""
    seats = {seat.id for seat in facts.seats if seat.party == party}
    mine = [w for w in facts.waivers if w.section and w.seat in seats]
    return frozenset(w.section for w in mine if draft and _holds(facts, w, draft))


def _holds(facts: Facts, waiver: WaiverFact, draft: DraftFact) -> bool:
    """It holds from its own round on: until that is agreed, and then for the words agreed."""
    before = [a for a in facts.agreements if a.from_at < waiver.at]
    if before and draft.number < before[-1].draft:
        return False
    made = next((a for a in facts.agreements if a.from_at >= waiver.at), None)
    agreed = facts.draft(made.draft) if made else None
    if agreed is None or draft.number <= agreed.number:
        return True
    return agreed.digests.get(waiver.section) == draft.digests.get(waiver.section)
