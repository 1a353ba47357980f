"""How a draft differs from what is in force, and what was changed there since the draft began."""

from typing import Any

from pactwork.modules.models import SpecVersion
from pactwork.modules.pages.versions import compared
from pactwork.modules.queries import specification
from pactwork.modules.queries.drafting import stands_on


def difference_of(
    now: SpecVersion,
    beside: SpecVersion | None,
    since: tuple[SpecVersion, SpecVersion] | None,
) -> dict[str, Any]:
    return {
        "shown": compared(specification(beside), specification(now)) if beside else None,
        "meanwhile": compared(*(specification(one) for one in since)) if since else [],
        "stands": stands_on(now, beside),
    }
