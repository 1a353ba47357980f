"""Whether a contract is paused or is proposed to be void, by whom and why; and what its reader may do."""

from typing import Any

from pactwork.contracts.access import Desk
from pactwork.contracts.models import Pause


def pausing_page(desk: Desk) -> dict[str, Any]:
    """The pauses so far, the open proposal, and each move that is open to this reader."""
    contract = desk.dossier.contract
    pauses = list(Pause.objects.filter(contract=contract).select_related("by_person", "over_by"))
    return {
        "contract": contract,
        "own": "student" in desk.roles,
        "pauses": pauses[::-1],
        "voiding": getattr(contract, "voiding", None),
        "may": {m: desk.why_not(m) is None for m in ("pause", "resume", "void", "keep", "end")},
    }
