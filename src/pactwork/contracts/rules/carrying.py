"""A new attempt: which yeses to the earlier contract carry over, because the words are the same."""

from pactwork.contracts.rules.cover import changed, cover
from pactwork.contracts.rules.facts import DraftFact
from pactwork.contracts.rules.standing import SeatStanding
from pactwork.modules.rules.specification import Template


def carries(earlier: SeatStanding, template: Template, draft: DraftFact) -> bool:
    """Whether a seat's yes to the earlier contract is a yes to this draft too.

    It stood at the end, nothing it asked for is still open, and every section that needs it today
    reads as it did.
    """
    said = earlier.answer
    if earlier.state != "yes" or said is None or said.open_points:
        return False
    party = earlier.party
    wanted = cover(party, template, draft.content)
    return bool(wanted) and not changed(party, template, said.covered, draft)
