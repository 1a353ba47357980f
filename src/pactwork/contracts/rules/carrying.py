"""A new attempt: which yeses to the earlier contract carry over, because the words are the same."""

from pactwork.contracts.rules.facts import DraftFact, Facts
from pactwork.contracts.rules.needed import changed, cover
from pactwork.contracts.rules.standing import SeatStanding


def carries(earlier: SeatStanding, facts: Facts, draft: DraftFact) -> bool:
    """Whether a seat's yes to the earlier contract is a yes to this draft too.

    It stood at the end, nothing it asked for is still open, and every section that needs it today
    reads as it did.
    """
    said = earlier.answer
    if earlier.state != "yes" or said is None or said.open_points:
        return False
    party = earlier.party
    wanted = cover(facts, party, draft)
    return bool(wanted) and not changed(facts, party, said.covered, draft)
