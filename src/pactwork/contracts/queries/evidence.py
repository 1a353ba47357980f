"""One contract as evidence: only what a stranger can check against the history, word for word."""

from collections.abc import Mapping
from typing import Any

from pactwork.contracts.models import Answer, Contract, Draft
from pactwork.contracts.rules.kinds import KINDS
from pactwork.contracts.sealing import words_of
from pactwork.contracts.seen import fresh
from pactwork.contracts.whole import Whole, whole
from pactwork.ground.canonical import digest
from pactwork.history.queries import entries_about
from pactwork.modules.queries import template


def evidence(contract: Contract) -> dict[str, Any]:
    """Its frozen drafts with their fingerprints, what was answered about them, what was in force."""
    found = whole(fresh(contract))
    numbers = {d.pk: d.number for d in found.drafts}
    seats = {s.pk: s.party for s in found.seats}
    said = entries_about(contract.ref).values_list("payload", flat=True)
    told = {p["answer"]: p for p in said if "answer" in p and "kind" in p}
    forms = {d.template.digest: d.template.body for d in found.drafts}
    return {
        "ref": contract.ref,
        "student": contract.student.name,
        "module": str(contract.run),
        "institution": contract.institution.name,
        "templates": list(forms.values()),
        "drafts": [_draft(found, d) for d in found.drafts],
        "answers": [
            _answer(a, seats[a.seat_id], numbers[a.draft_id], told.get(a.ref, {}))
            for a in found.answers
        ],
        "in_force": [
            {"draft": numbers[a.draft_id], "from": a.from_at.isoformat(), "yeses": a.yeses}
            for a in found.agreements
        ],
    }


def _draft(found: Whole, draft: Draft) -> dict[str, Any]:
    """Words are shown only where they are provably those that were shared.

    Some sections are read together with the module's outcomes and hours. Where the module file has
    changed those since, the words of that section can no longer be proved, and are left out.
    """
    form, proved, unproved = template(draft.template), [], []
    for section in form.sections:
        value = draft.content.get(section.key) or {}
        material = KINDS[section.kind].material(section, value, found.context)
        if digest([section.key, section.kind, material]) == draft.digests.get(section.key):
            proved.append(
                {
                    "key": section.key,
                    "kind": section.kind,
                    "title": section.title,
                    "material": material,
                }
            )
        else:
            unproved.append(section.key)
    return {
        "number": draft.number,
        "shared_at": draft.shared_at.isoformat(),
        "digest": draft.digest,
        "template": draft.template.digest,
        "digests": draft.digests,
        "sections": proved,
        "not_shown": unproved,
    }


def _answer(answer: Answer, party: str, draft: int, told: Mapping[str, Any]) -> dict[str, Any]:
    """``sealed`` is what the history committed to; an answer carried over was sealed elsewhere."""
    sealed = {"answer": answer.ref, "kind": answer.kind, "covered": answer.covered}
    if "points" in told:  # since version 0.2; what was not sealed is not shown
        sealed |= words_of(answer.note, answer.points.all())
    return {
        "party": party,
        "draft": draft,
        "name": answer.by_name,
        "how": answer.method,
        "at": answer.at.isoformat(),
        "sealed": {} if answer.method == "carried" else sealed,
    }
