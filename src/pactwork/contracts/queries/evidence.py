"""One contract as evidence: only what a stranger can check against the history, word for word."""

from typing import Any

from pactwork.contracts.models import Agreement, Answer, Contract, Draft
from pactwork.contracts.rules.kinds import KINDS
from pactwork.contracts.sealing import words_of
from pactwork.contracts.seen import fresh
from pactwork.contracts.signed import asked_of
from pactwork.contracts.whole import Whole, whole
from pactwork.ground.canonical import digest
from pactwork.history.models import Entry
from pactwork.history.queries import entries_about
from pactwork.modules.queries import template

# What the entry of an answer says besides what the answer's own row does.
TOLD = ("party", "draft", "digest", "name", "of", "how", "said_on")


def evidence(contract: Contract) -> dict[str, Any]:
    """Its frozen drafts with their fingerprints, what was answered about them, what was in force.

    ``sealed`` is what an entry of the history says, word for word. What no entry says (a yes that
    an earlier attempt carried over) is marked ``not_sealed``.
    """
    found = whole(fresh(contract))
    entries = list(entries_about(contract.ref))
    told = {e.payload["answer"]: e for e in entries if {"answer", "kind"} <= e.payload.keys()}
    forms = {d.template.digest: d.template.body for d in found.drafts}
    return {
        "ref": contract.ref,
        "student": contract.student.name,
        "module": str(contract.run),
        "institution": contract.institution.name,
        "templates": list(forms.values()),
        "drafts": [_draft(found, d) for d in found.drafts],
        "answers": [_asked(found, a) | _answer(a, told.get(a.ref)) for a in found.answers],
        "in_force": [_in_force(a, entries) for a in found.agreements],
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


def _asked(found: Whole, answer: Answer) -> dict[str, str]:
    """Who the question went to, beside the name that was signed."""
    asked = asked_of(found, answer)
    return {"asked_of": asked} if asked else {}


def _answer(answer: Answer, entry: Entry | None) -> dict[str, Any]:
    said = {"answer": answer.ref, "kind": answer.kind, "covered": answer.covered}
    if entry is None:
        return {"not_sealed": said | {"name": answer.by_name, "how": answer.method}, "sealed": {}}
    if "points" in entry.payload:  # not in those of version 0.1
        said |= words_of(answer.note, answer.points.all())
    said |= {name: entry.payload[name] for name in TOLD if name in entry.payload}
    return {"entry": entry.seq, "at": entry.at.isoformat(), "sealed": said}


def _in_force(agreement: Agreement, entries: list[Entry]) -> dict[str, Any]:
    said = {"agreed": {"draft": agreement.draft.number, "digest": agreement.draft.digest}}
    entry = next((e for e in entries if said.items() <= e.payload.items()), None)
    since = {"from": agreement.from_at.isoformat()}
    return since | (
        {"entry": entry.seq, "sealed": said} if entry else {"not_sealed": said, "sealed": {}}
    )
