"""Rows that say something else than the entry of the very act that wrote them.

The newest entry's digests show what was altered since. Whoever can write entries too could add one
with the digests of what they forged; what earlier entries say of a draft or an answer stays.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pactwork.contracts.dossier import Dossier
from pactwork.contracts.models import Answer, Draft
from pactwork.contracts.rows import SETTLED
from pactwork.contracts.sealing import named_digest, words_of
from pactwork.history.models import Entry


def told_otherwise(dossier: Dossier, entries: Iterable[Entry]) -> Iterator[str]:
    """A clause for each answer and draft; not where somebody has looked into it since."""
    told = list(entries)
    settled = max((e.seq for e in told if e.act == SETTLED), default=0)
    answers = {answer.ref: answer for answer in dossier.answers}
    for entry in (e for e in told if e.seq > settled):
        said = entry.payload
        row = answers.get(said.get("answer", "")) if "kind" in said else None
        draft = dossier.draft(said.get("draft", 0)) if entry.act == "draft_shared" else None
        if row and _differs(said, _answered(row)):
            yield f"its answer {row.ref} is not as entry {entry.seq} says"
        if draft and _differs(said, _shared(draft)):
            yield f"its draft {draft.number} is not as entry {entry.seq} says"


def _shared(row: Draft) -> dict[str, Any]:
    return {"note": row.note, "restated": row.restated} | named_digest(row)


def _answered(row: Answer) -> dict[str, Any]:
    said = {"kind": row.kind, "covered": row.covered, "digest_form": row.digest_form}
    return said | words_of(row.note, row.points.all())


def _differs(said: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Whether what both say differs; older entries say less."""
    return any(said[name] != value for name, value in now.items() if name in said)
