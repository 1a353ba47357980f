"""The evidence page: every draft that anybody said yes to, newest first, with what is kept about each."""

from collections.abc import Callable
from dataclasses import dataclass

from pactwork.contracts.dossier import Dossier
from pactwork.contracts.models import Draft
from pactwork.contracts.rules.readers import parties_shown
from pactwork.contracts.states import in_force_tag
from pactwork.documents.pages.agreed import reads_on_paper
from pactwork.documents.pages.proofs import Proof, draft_of, proof, shared, yeses
from pactwork.documents.queries.trail import trail
from pactwork.documents.reader import Reader


@dataclass(frozen=True)
class Group:
    """One draft with the yeses given about it; ``in_force`` tags the one that was agreed last."""

    draft: Draft
    in_force: str
    proofs: list[Proof]


def evidence_page(
    dossier: Dossier, reader: Reader, reads: Callable[[int], frozenset[str]]
) -> list[Group]:
    """Only drafts of which this reader reads something, and parties that they may know to be asked."""
    marks = trail(dossier, reader)
    groups = []
    for draft in reversed(dossier.drafts):
        if not reads(draft.number):
            continue
        form = dossier.at(draft).template
        known = reads_on_paper(form, draft.content, reader)
        parties = parties_shown(form, known) | reader.parties
        given = [
            proof(marks, answer, known)
            for answer in yeses(dossier)
            if draft_of(dossier, answer) is draft and dossier.seat(answer.seat_id).party in parties
        ]
        groups.append(Group(draft, in_force_tag(dossier, draft), [shared(marks, draft), *given]))
    return groups
