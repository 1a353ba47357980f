"""The evidence page: every draft that anybody said yes to, newest first, with what is kept about each."""

from collections.abc import Callable
from dataclasses import dataclass

from pactwork.contracts.models import Draft
from pactwork.contracts.queries.agreed import Reader, reads_on_paper
from pactwork.contracts.queries.proofs import Proof, draft_of, proof, shared, trail, yeses
from pactwork.contracts.rules.readers import parties_shown
from pactwork.contracts.whole import Whole


@dataclass(frozen=True)
class Group:
    """One draft: in force or not, and the yeses that were given about it."""

    draft: Draft
    in_force: bool
    proofs: list[Proof]


def evidence_page(
    found: Whole, reader: Reader, reads: Callable[[int], frozenset[str]]
) -> list[Group]:
    """Only drafts of which this reader reads something, and parties that they may know to be asked."""
    marks = trail(found, reader)
    force = found.agreements[-1].draft_id if found.agreements else None
    groups = []
    for draft in reversed(found.drafts):
        if not reads(draft.number):
            continue
        form = found.at(draft).template
        known = reads_on_paper(form, draft.content, reader)
        parties = parties_shown(form, known) | reader.parties
        given = [
            proof(marks, answer, known)
            for answer in yeses(found)
            if draft_of(found, answer) is draft and found.seat(answer.seat_id).party in parties
        ]
        groups.append(Group(draft, draft.pk == force, [shared(marks, draft), *given]))
    return groups
