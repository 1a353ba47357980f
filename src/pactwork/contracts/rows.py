"""The rows that people read of a contract, as the history seals them with every act.

An entry's payload holds one digest for each kind of row there is. Rows that were changed past
Pactwork differ from the newest of them, and whoever reads the contract is told.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import SET_NULL, Field, Model

from pactwork.contracts.dossier import Dossier
from pactwork.contracts.models import Recording
from pactwork.ground.canonical import exactly
from pactwork.history.models import Entry

SEALED = "rows"  # in an entry's payload: kind of row -> digest
# In every entry from the one that found rows altered until somebody has looked into it: which kinds.
ALTERED, SETTLED = "rows_altered", "altered_settled"
# What a list shows and what only the product needs: no words of anybody.
UNSEALED = {"contracts.Contract": {"title", "key"}}
# Columns that came later: said only where they differ from what older rows have, or every older
# seal would differ.
LATER = {
    "contracts.Holder": {"doubts", "refused_at", "looked_how"},
    "contracts.Draft": {"digest_form", "restated"},
    "contracts.Answer": {"digest_form", "deputy_for"},
    "contracts.Waiver": {"section"},
}


# Whom rows point to by columns that the going of another row may empty. Entries from before these
# were sealed hold no digest of this kind; those since always do, also of none.
PEOPLE = "people"


def _may_be_emptied(field: "Field[Any, Any]") -> bool:
    return bool(field.remote_field and field.remote_field.on_delete is SET_NULL)


def _said(row: Model) -> dict[str, Any]:
    """Every column, but those that the going of another row may empty."""
    left_out, later = UNSEALED.get(row._meta.label, set()), LATER.get(row._meta.label, set())
    return {
        field.attname: field.value_from_object(row)
        for field in row._meta.concrete_fields
        if field.name not in left_out
        and not (field.name in later and field.value_from_object(row) == field.get_default())
        and not _may_be_emptied(field)
    }


def _people(dossier: Dossier) -> list[Any]:
    """Who confirmed or refused somebody, whom they stand in for, who was handed a question, who not."""
    rows: list[Model] = [h for s in dossier.seats for h in s.holders.all()]
    return [
        [row._meta.label, row.pk, field.attname, value]
        for row in [*rows, *dossier.asks]
        for field in row._meta.concrete_fields
        if _may_be_emptied(field) and (value := field.value_from_object(row)) is not None
    ]


def _file(recording: Recording) -> str:
    return recording.file.digest if recording.file else ""


def _kinds(dossier: Dossier) -> Iterator[tuple[str, Iterable[Any]]]:
    """In the order in which a difference is named."""
    contract = dossier.contract
    recordings = [a.recording for a in dossier.answers if hasattr(a, "recording")]
    yield "contract", [_said(contract)]
    yield "drafts", [{**_said(d), "form": d.template.digest} for d in dossier.drafts]
    yield "seats", [_said(s) for s in dossier.seats]
    yield "holders", [_said(h) for s in dossier.seats for h in s.holders.all()]
    yield "asks", [_said(a) for a in dossier.asks]
    yield "answers", [_said(a) for a in dossier.answers]
    yield "recordings", [{**_said(r), "file": _file(r)} for r in recordings]
    yield "points", [_said(p) for a in dossier.answers for p in a.points.all()]
    yield "waivers", [_said(w) for s in dossier.seats for w in s.waivers.all()]
    yield "talks", [_said(t) for a in dossier.asks for t in a.talks.all()]
    yield "objections", [_said(o) for o in dossier.objections]
    yield "agreements", [_said(a) for a in dossier.agreements]
    yield "pauses", [_said(p) for p in dossier.pauses]
    yield "receipts", [_said(r) for r in dossier.receipts]
    ends = (getattr(contract, name, None) for name in ("ending", "voiding"))
    yield "endings", [_said(e) for e in ends if e]


def seal(dossier: Dossier) -> dict[str, str]:
    """Kind of row -> digest of all of that kind; only kinds of which there are any, and the people."""
    listed = ((kind, list(rows)) for kind, rows in _kinds(dossier))
    rows = {kind: exactly(rows) for kind, rows in listed if rows}
    return {**rows, PEOPLE: exactly(_people(dossier))}


def sealed_in(entry: Entry | None) -> Mapping[str, str] | None:
    """What an entry sealed; None for one from before rows were sealed, and for none."""
    return entry.payload.get(SEALED) if entry else None


def altered(dossier: Dossier) -> tuple[str, ...]:
    """The kinds of row that are not as the newest entry sealed them; of the unsealed nothing is said."""
    before = sealed_in(dossier.sealed)
    if before is None:
        return ()
    now = seal(dossier)
    if PEOPLE not in before:
        del now[PEOPLE]
    return tuple(kind for kind in {**now, **before} if now.get(kind) != before.get(kind))


def in_doubt(dossier: Dossier) -> tuple[str, ...]:
    """The same, and what was found altered before and nobody has looked into yet."""
    told = dossier.sealed.payload.get(ALTERED, ()) if dossier.sealed else ()
    return tuple(dict.fromkeys([*altered(dossier), *told]))
