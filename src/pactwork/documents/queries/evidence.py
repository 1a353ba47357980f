"""One contract as evidence: only what a stranger can check against the history, word for word."""

from collections.abc import Iterable
from typing import Any

from pactwork.contracts.as_facts import person_ref
from pactwork.contracts.dossier import Dossier, load_dossier
from pactwork.contracts.models import Answer, Contract, Draft
from pactwork.contracts.rows import SEALED, in_doubt
from pactwork.contracts.rules.drafts import bound_material, section_digest
from pactwork.contracts.rules.shown import shown as with_shown
from pactwork.contracts.sealing import form_named, named_digest, words_of
from pactwork.contracts.signed import asked_of
from pactwork.contracts.visibility import fresh
from pactwork.history.models import Entry
from pactwork.history.names import read
from pactwork.history.queries import entries_about
from pactwork.modules.queries import template

NOT_SEALED = "not_sealed"


def evidence(contract: Contract) -> dict[str, Any]:
    """Its frozen drafts with their fingerprints, what was answered about them, what was in force.

    ``sealed`` is what an entry of the history says, word for word, as the rows still say it. What
    no entry says (a yes that an earlier attempt carried over) is marked ``not_sealed``. Each list
    names every entry of its kind, so that a checker finds one that was left out.
    """
    dossier = load_dossier(fresh(contract))
    entries = list(entries_about(contract.ref))
    begun = [e for e in entries if e.act == "contract_started"]
    later = [e for e in entries if "answer" in e.payload and "kind" not in e.payload]
    forms = {d.template.digest: d.template.body for d in dossier.drafts}
    return {
        "ref": contract.ref,
        NOT_SEALED: _names(contract, begun),
        "altered": list(in_doubt(dossier)),
        "begun": [_said(e) for e in begun],
        "templates": list(forms.values()),
        "drafts": _drafts(dossier, entries),
        "answers": _answers(dossier, entries),
        "later": [_said(e) for e in later],
        "in_force": _in_force(dossier, entries),
    }


def _said(entry: Entry, **now: Any) -> dict[str, Any]:
    """An entry's place, moment and words; where a row says them too, as the row does."""
    words = read(entry, gone=lambda mark: mark)
    sealed = {k: now.get(k, said) for k, said in words.items() if k != SEALED}
    return {"entry": entry.seq, "at": entry.at.isoformat(), "sealed": sealed}


def _names(contract: Contract, begun: Iterable[Entry]) -> dict[str, str]:
    """Whose it is, as rosters and modules say now; without what its first entry says as well."""
    now = {
        "student": contract.student.name,
        "module": str(contract.run),
        "institution": contract.institution.name,
    }
    for entry in begun:
        own = entry.by == person_ref(contract.student.ref)
        said = read(entry)
        sealed = {**said, "student": said.get("name") if own else None}
        now = {what: name for what, name in now.items() if sealed.get(what) != name}
    return now


def _drafts(dossier: Dossier, entries: Iterable[Entry]) -> list[dict[str, Any]]:
    rows = {draft.number: draft for draft in dossier.drafts}
    shown = []
    for entry in (e for e in entries if e.act == "draft_shared"):
        row = rows.pop(entry.payload.get("draft"), None)
        now = {"note": row.note, "restated": row.restated, **named_digest(row)} if row else {}
        now = {name: said for name, said in now.items() if said or name in entry.payload}
        shown.append(_said(entry, **now) | _words(dossier, row))
    for row in rows.values():
        told = {"draft": row.number, **named_digest(row), "at": row.shared_at.isoformat()}
        shown.append({NOT_SEALED: told} | _words(dossier, row))
    return shown


def _words(dossier: Dossier, draft: Draft | None) -> dict[str, Any]:
    """Words are shown only where they are provably those that were shared.

    Some sections are read together with the module's outcomes and hours. Where the module file has
    changed those since, the words of that section can no longer be proved, and are left out.
    """
    if draft is None:  # its row is gone, past Pactwork: the checker says that the words are
        return {"template": "", "digests": {}, "sections": [], "not_shown": []}
    proved, unproved = [], []
    own, form = with_shown(template(draft.template), draft.content), draft.digest_form
    for section in own.sections:
        value = draft.content.get(section.key) or {}
        material = bound_material(section, value, dossier.context, form)
        shown = {"key": section.key, "kind": section.kind, "title": section.title}
        named = section_digest(section, value, dossier.context, form)
        if named == draft.digests.get(section.key):
            proved.append(shown | {"material": material})
        else:
            unproved.append(section.key)
    return {
        "template": draft.template.digest,
        "digests": draft.digests,
        "sections": proved,
        "not_shown": unproved,
    }


def _answers(dossier: Dossier, entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """Those undone since are among them; ``later`` says so, as it does of every yes taken back."""
    rows = {answer.ref: answer for answer in dossier.answers}
    shown = []
    for entry in (e for e in entries if {"answer", "kind"} <= e.payload.keys()):
        row = rows.pop(entry.payload["answer"], None)
        now = {"kind": row.kind, "covered": row.covered} if row else {}
        now |= form_named(row.digest_form) if row else {}
        now |= words_of(row.note, row.points.all()) if row else {}
        shown.append(_said(entry, **now) | _asked(dossier, row))
    for row in rows.values():
        told = {"answer": row.ref, "kind": row.kind, "covered": row.covered}
        told |= form_named(row.digest_form)
        told |= {"name": row.by_name, "how": row.method, "at": row.at.isoformat()}
        shown.append({NOT_SEALED: told} | _asked(dossier, row))
    return shown


def _asked(dossier: Dossier, answer: Answer | None) -> dict[str, str]:
    """Who the question went to, beside the name that was signed."""
    asked = asked_of(dossier, answer) if answer else ""
    return {"asked_of": asked} if asked else {}


def _in_force(dossier: Dossier, entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """From the moment of each entry; where ``later`` undoes the answer that completed it, no more."""
    told = [e for e in entries if "agreed" in e.payload]
    shown = [_said(e) | {"sealed": {"agreed": e.payload["agreed"]}} for e in told]
    for row in dossier.agreements:
        agreed = {"draft": row.draft.number, **named_digest(row.draft)}
        if agreed not in [e.payload["agreed"] for e in told]:
            shown.append({NOT_SEALED: {"agreed": agreed, "at": row.from_at.isoformat()}})
    return shown
